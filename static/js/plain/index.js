// Tells, while a text is typed, how it reads. The server tells the same after saving; nothing here decides anything.
import { AIMS, measure } from "./measure.js";

const PAUSE = 600;
const SHOWN = 5;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function advise(found, words, aim) {
  const lines = [];
  if (found.longest.length > aim.longest) {
    const start = found.longest.slice(0, SHOWN).join(" ");
    lines.push(fill(words.sentence, { count: found.longest.length, start }));
  } else if (found.mean > aim.mean) {
    lines.push(fill(words.mean, { count: found.mean, most: aim.mean }));
  }
  if (found.vast.length) lines.push(fill(words.vast, { words: found.vast.join(", ") }));
  return lines;
}

function wire(box) {
  const area = document.getElementById(box.dataset.for);
  const words = JSON.parse(box.dataset.words);
  const level = box.querySelector(".reading-level");
  const list = box.querySelector("ul");
  let pause;
  let told = null;
  function show() {
    const found = measure(area.value, box.dataset.reading);
    const ease = found.ease && words[found.ease];
    level.textContent = ease ? fill(words.level, { ease, lix: found.lix, mean: found.mean }) : "";
    list.replaceChildren(...advise(found, words, AIMS[box.dataset.reading]).map((line) => {
      const entry = document.createElement("li");
      entry.textContent = line;
      return entry;
    }));
    box.hidden = !ease && !list.children.length;
    if (ease && ease !== told) document.dispatchEvent(new CustomEvent("pb:say", { detail: level.textContent }));
    told = ease;
  }
  area.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(show, PAUSE);
  });
  // On a slow line somebody may have typed before this arrived.
  if (area.value !== area.defaultValue) show();
}

document.querySelectorAll("[data-reading]").forEach(wire);
document.querySelectorAll("[data-ready]").forEach((button) => {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    Object.entries(JSON.parse(button.dataset.ready)).forEach(([id, text]) => {
      const area = document.getElementById(id);
      if (!area) return;
      area.value = [area.value.trim(), text].filter(Boolean).join("\n\n");
      area.dispatchEvent(new Event("input"));
    });
    button.closest("details").open = false;
  });
});
