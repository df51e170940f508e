// Putting projects in order: those with a place stand first, in their order. A project that moves up or down keeps the
// focus. One that is chosen or removed leaves for the other part of the list; then the focus stays where the voter is, on
// the project that now stands there.

import { listEntries, textOf, titleOf } from "./choices.js";
import { stopEnter } from "./enter.js";
import { fill } from "./words.js";

const STEPS = { up: -1, down: 1 };

/** Wires the buttons; returns what to do when a place was typed. */
export function wireRanking(form, update) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=move]");
    const move = button && button.value.split(" ")[0];
    if (!move || move === "sort") return;
    event.preventDefault();
    act(form, button.closest("[data-project]"), move);
    update(tell(form, button.closest("[data-project]")));
  });
  stopEnter(form);
  // Only after the focus has gone to wherever it was going.
  return (field) => setTimeout(() => {
    const entry = field.closest("[data-project]");
    const ranked = listRanked(form).filter((other) => other !== entry);
    const place = /^\d{1,4}$/.test(textOf(entry)) ? Number(textOf(entry)) : 0;
    if (place > 0) ranked.splice(place - 1, 0, entry);
    arrange(form, ranked);
    update(tell(form, entry));
  });
}

function act(form, entry, move) {
  const ranked = listRanked(form);
  const at = ranked.indexOf(entry);
  if (move === "add") ranked.push(entry);
  if (move === "drop") ranked.splice(at, 1);
  if (move in STEPS) ranked.splice(Math.max(at + STEPS[move], 0), 0, ...ranked.splice(at, 1));
  const next = move in STEPS ? entry : findNext(entry, move);
  const height = entry.getBoundingClientRect().top;
  arrange(form, ranked);
  if (next !== entry) scrollBy(0, next.getBoundingClientRect().top - height);
  const turned = { add: "drop", drop: "add" }[move];
  next.querySelector(next === entry && turned ? `.${turned}` : `.${move}`).focus();
}

// The neighbour that has the same button: the next one, else the one before, else the project itself.
function findNext(entry, move) {
  const isAlike = (other) =>
    other?.matches("[data-project]:not([hidden])") && other.classList.contains("chosen") === (move === "drop");
  return [entry.nextElementSibling, entry.previousElementSibling].find(isAlike) ?? entry;
}

function listRanked(form) {
  return [...form.querySelectorAll(".valued.chosen")];
}

function arrange(form, ranked) {
  const rest = listEntries(form).filter((entry) => !ranked.includes(entry));
  rest.sort((one, other) => one.dataset.at - other.dataset.at);
  const focused = document.activeElement;
  for (const [at, entry] of [...ranked, ...rest].entries()) {
    const hasPlace = at < ranked.length;
    entry.querySelector("input").value = hasPlace ? at + 1 : "";
    entry.classList.toggle("chosen", hasPlace);
    entry.parentElement.append(entry);
  }
  if (form.contains(focused)) focused.focus({ preventScroll: true });
}

function tell(form, entry) {
  const place = textOf(entry);
  const words = form.querySelector("[data-moved]").dataset;
  return fill(place ? words.moved : words.removed, { project: titleOf(entry), place });
}
