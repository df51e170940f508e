// The ballot with scripts: the tray follows every change, buttons beside a project act at once, and what is looked for is
// found as it is typed. Without scripts the same form works with a page for every press. Nothing is stored anywhere.

import { wireCheck } from "./check.js";
import { wireFinder } from "./finder.js";
import { wirePoints } from "./points.js";
import { wireRanking } from "./ranking.js";
import { showTally } from "./tray.js";

const WIRE = { points: wirePoints, ranking: wireRanking };

for (const form of document.querySelectorAll("[data-ballot]")) {
  // One change, one message: what happened, if it can't be heard otherwise, and what the tray says now.
  const update = (words = "") => {
    const detail = [words, showTally(form)].filter(Boolean).join(" ");
    document.dispatchEvent(new CustomEvent("pb:say", { detail }));
  };
  showTally(form);
  const change = WIRE[form.dataset.ballot]?.(form, update) ?? (() => update());
  form.addEventListener("input", () => showTally(form));
  form.addEventListener("change", ({ target }) => {
    if (target.name !== "words") change(target);
  });
  wireFinder(form);
  wireCheck(form);
}
