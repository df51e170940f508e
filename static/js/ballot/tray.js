// The tray: how much is chosen and how much is left. It shows a ballot over its limit and stops nobody.

import { addCosts, readBallot, titleOf } from "./choices.js";
import { fill, money } from "./words.js";

const VALUED = ["points", "scores"];

/** Shows what is chosen, and returns the line that says how much. */
export function showTally(form) {
  const { ballot, limit, currency } = form.dataset;
  const { choices, entries } = readBallot(form);
  const used = measure(ballot, choices, entries);
  const over = limit !== undefined && used > Number(limit);
  const left = limit === undefined ? 0 : Math.abs(Number(limit) - used);
  const line = form.querySelector("[data-tally]");
  line.textContent = fill(over ? line.dataset.over : line.dataset.text, {
    count: choices.length,
    left,
    money: money(left, currency),
  });
  form.querySelector(".tray").classList.toggle("over", over);
  form.querySelector("[data-tally-bar]")?.setAttribute("width", Math.min(100, (100 * used) / Number(limit)));
  form.querySelector("[data-chosen]").replaceChildren(...entries.map((entry, at) => {
    const line = document.createElement("li");
    line.textContent = VALUED.includes(ballot) ? `${titleOf(entry)}: ${choices[at][1]}` : titleOf(entry);
    return line;
  }));
  if (VALUED.includes(ballot)) markChosen(form, entries);
  return line.textContent;
}

function measure(ballot, choices, entries) {
  if (ballot === "knapsack") return addCosts(entries);
  if (ballot === "points") return choices.reduce((sum, [, value]) => sum + value, 0);
  return choices.length;
}

function markChosen(form, entries) {
  for (const entry of form.querySelectorAll(".valued")) entry.classList.toggle("chosen", entries.includes(entry));
}
