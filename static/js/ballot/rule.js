// Whether choices keep the rule: voting/core/ballot/check.py once more, for the page that the server never sees. Who gets
// round it gains nothing: an opened ballot is judged again, and one against the rule doesn't count.

/** Every reason why choices are no valid ballot of a style; a fault has a kind, and found, limit and project if any. */
export function checkChoices(style, choices) {
  if (choices.length === 0) return style.rule.blank ? [] : [{ kind: "blank", found: 0, limit: style.rule.minimum }];
  return [...checkProjects(style, choices), ...checkNumbers(style, choices), ...checkValues(style.rule, choices)];
}

function* checkProjects(style, choices) {
  const ids = choices.map(([project]) => project);
  for (const project of new Set(ids)) {
    const times = ids.filter((id) => id === project).length;
    if (!style.projects.some(({ id }) => id === project)) yield { kind: "unknown-project", project };
    else if (times > 1) yield { kind: "chosen-twice", found: times, limit: 1, project };
  }
}

function* checkNumbers({ rule, projects }, choices) {
  if (choices.length < rule.minimum) yield { kind: "too-few", found: choices.length, limit: rule.minimum };
  if (rule.maximum !== null && choices.length > rule.maximum) {
    yield { kind: "too-many", found: choices.length, limit: rule.maximum };
  }
  if (rule.budget === null) return;
  const costs = new Map(projects.map(({ id, cost }) => [id, cost]));
  const cost = choices.reduce((sum, [project]) => sum + (costs.get(project) ?? 0), 0);
  if (cost > rule.budget) yield { kind: "over-budget", found: cost, limit: rule.budget };
}

function* checkValues(rule, choices) {
  const values = choices.map(([, value]) => value);
  if (rule.kind === "ranking") {
    const sorted = [...values].sort((one, other) => one - other);
    if (!sorted.every((value, at) => value === at + 1)) {
      yield { kind: "gap-in-ranks", found: Math.max(...values), limit: values.length };
    }
    return;
  }
  for (const [project, value] of choices) {
    if (value < 1 || value > rule.top) yield { kind: "bad-value", found: value, limit: rule.top, project };
  }
  const total = values.reduce((sum, value) => sum + value, 0);
  if (total < rule.least_total) yield { kind: "too-few-points", found: total, limit: rule.least_total };
  if (rule.most_total !== null && total > rule.most_total) {
    yield { kind: "too-many-points", found: total, limit: rule.most_total };
  }
}
