// The check before casting, made in the browser: from here on the server gets a sealed ballot and nothing else. The page is
// the server's own model of the check (templates/voting/check_body.html), filled in with what the form holds.

import { addCosts, readBallot, titleOf } from "./choices.js";
import { checkChoices } from "./rule.js";
import { sealBallot } from "./sealing.js";
import { choose, fill, money } from "./words.js";

/** Lets the form's button show the check here. Does nothing where the page has no terms to seal by. */
export function wireCheck(form) {
  const model = document.getElementById("check-view");
  if (!model) return;
  // Ready before it is needed; a failure shows when it is.
  import(form.dataset.seal).catch(() => {});
  const step = document.querySelector(".step");
  const before = { title: document.title, step: step.textContent, page: form.closest(".wrap"), view: null };

  const leave = () => {
    if (!before.view) return;
    before.view.replaceWith(before.page);
    before.view = null;
    document.title = before.title;
    step.textContent = before.step;
    form.querySelector(".tray .button").focus();
  };
  const show = () => {
    const view = document.createElement("div");
    view.className = "wrap";
    view.append(model.content.cloneNode(true));
    const isFine = fillIn(view, form);
    (before.view ?? before.page).replaceWith(view);
    before.view = view;
    document.title = (isFine ? model.dataset.title : model.dataset.faultyTitle);
    step.textContent = model.dataset.step;
    scrollTo(0, 0);
    view.querySelector(isFine ? "h1" : "[data-error-summary]").focus();
    view.querySelector("#change").form.addEventListener("submit", (event) => {
      stop(event);
      history.back();
    });
    if (isFine) sealBallot(form, view, readBallot(form).choices, leave);
  };

  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction") || form.dataset.unsealed) return;
    stop(event);
    history.pushState({ step: "check" }, "");
    show();
  });
  addEventListener("popstate", ({ state }) => (state?.step === "check" ? show() : leave()));
}

// pb.js watches every form that is sent; these are not.
function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}

function fillIn(view, form) {
  const { choices, entries, unread } = readBallot(form);
  const style = JSON.parse(form.dataset.style);
  const faults = [
    ...unread.map((entry) => ({ kind: "unreadable", project: entry.dataset.project })),
    ...(unread.length && !choices.length ? [] : checkChoices(style, choices)),
  ];
  const states = {
    faulty: faults.length > 0,
    fine: faults.length === 0,
    chosen: choices.length > 0,
    blank: choices.length === 0 && faults.length === 0,
  };
  for (const part of view.querySelectorAll("[data-when]")) if (!states[part.dataset.when]) part.remove();
  const count = view.querySelector("[data-count]");
  count.textContent = fill(choose(count, choices.length), { count: choices.length });
  const titles = new Map([...entries, ...unread].map((entry) => [entry.dataset.project, titleOf(entry)]));
  listFaults(view, faults, titles, form.dataset.currency);
  fillRows(view, choices, entries, form);
  view.querySelector("#change").classList.toggle("second", states.fine);
  return states.fine;
}

function listFaults(view, faults, titles, currency) {
  for (const fault of faults) {
    const line = view.querySelector(`[data-fault="${fault.kind}"]`);
    line.before(line.cloneNode(true));
    line.previousElementSibling.removeAttribute("data-fault");
    line.previousElementSibling.firstElementChild.textContent = fill(choose(line, fault.limit ?? 0), {
      ...fault,
      project: titles.get(fault.project) ?? "",
      cost: money(fault.found ?? 0, currency),
      over: money((fault.found ?? 0) - (fault.limit ?? 0), currency),
    });
  }
  for (const line of view.querySelectorAll("[data-fault]")) line.remove();
}

function fillRows(view, choices, entries, form) {
  const rows = new Map([...view.querySelectorAll("[data-row]")].map((name) => [name.dataset.row, name.closest("tr")]));
  const total = view.querySelector("[data-total]");
  for (const [project, value] of choices) {
    const row = rows.get(project);
    const number = row.querySelector("[data-value]");
    if (number) number.textContent = value;
    // In the order of the choices, a ranking's own.
    row.parentElement.insertBefore(row, total?.closest("tr") ?? null);
    rows.delete(project);
  }
  for (const row of rows.values()) row.remove();
  if (!total) return;
  total.textContent = form.dataset.ballot === "knapsack"
    ? money(addCosts(entries), form.dataset.currency)
    : choices.reduce((sum, [, value]) => sum + value, 0);
}
