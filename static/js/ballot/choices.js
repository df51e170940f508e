// What stands in the form of a ballot. Choices are pairs of a project's id and a value, as voting/core/ballot writes them.

const BY_TICK = ["approval", "knapsack", "single"];
const NUMBER = /^\d{1,4}$/;

/** The part of the page of each project, in the order of the page. */
export function listEntries(form) {
  return [...form.querySelectorAll("[data-project]")].filter((entry) => entry.dataset.project);
}

/** The title of a project as it is shown. */
export function titleOf(entry) {
  return entry.querySelector("[data-title]").dataset.title;
}

/** What stands beside a project: text, empty for nothing. */
export function textOf(entry) {
  const field = entry.querySelector("input:checked, input:not([type=radio], [type=checkbox]), select");
  return field ? field.value.trim() : "";
}

/** What is chosen (`choices`), with the entries it stands in, and the entries whose text is no number (`unread`). */
export function readBallot(form) {
  const kind = form.dataset.ballot;
  const filled = listEntries(form).filter((entry) => textOf(entry));
  if (BY_TICK.includes(kind)) return gather(filled, () => 1, []);
  const unread = filled.filter((entry) => !NUMBER.test(textOf(entry)));
  const read = filled.filter((entry) => NUMBER.test(textOf(entry)) && Number(textOf(entry)) > 0);
  if (kind === "ranking") read.sort((one, other) => textOf(one) - textOf(other));
  return gather(read, (entry) => Number(textOf(entry)), unread);
}

function gather(entries, valueOf, unread) {
  return { entries, choices: entries.map((entry) => [entry.dataset.project, valueOf(entry)]), unread };
}

/** What the projects cost together, in cents. */
export function addCosts(entries) {
  return entries.reduce((sum, entry) => sum + Number(entry.querySelector("[data-cents]").dataset.cents), 0);
}
