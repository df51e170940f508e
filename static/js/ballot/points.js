// Sharing points: the buttons beside a field add one or take one away.

import { textOf, titleOf } from "./choices.js";
import { stopEnter } from "./enter.js";

const STEPS = { more: 1, less: -1 };

export function wirePoints(form, update) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=move]");
    const step = button && STEPS[button.value.split(" ")[0]];
    if (!step) return;
    event.preventDefault();
    const entry = button.closest("[data-project]");
    const field = entry.querySelector("input");
    const now = Number.parseInt(textOf(entry), 10) || 0;
    const next = Math.min(Math.max(now + step, 0), Number(field.dataset.top));
    field.value = next || "";
    update(`${titleOf(entry)}: ${next}.`);
  });
  stopEnter(form);
}
