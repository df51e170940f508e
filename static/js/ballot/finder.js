// Finding a project as one types. What is chosen stays chosen, shown or not.

import { listEntries } from "./choices.js";
import { fill } from "./words.js";

export function wireFinder(form) {
  const field = form.querySelector("[name=words]");
  if (!field) return;
  const line = form.querySelector("[data-found]");
  form.querySelector(".finder button").hidden = true;
  let pause;
  const find = () => {
    const words = field.value.trim().toLocaleLowerCase();
    const found = listEntries(form).filter((entry) => {
      entry.hidden = words !== "" && !readWords(entry).includes(words);
      return !entry.hidden;
    });
    const text = found.length ? fill(line.dataset.some, { count: found.length }) : line.dataset.none;
    clearTimeout(pause);
    pause = setTimeout(() => { line.textContent = words ? text : ""; }, 400);
  };
  field.addEventListener("input", find);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  // What was typed before this script was there is looked for too.
  if (field.value) find();
}

function readWords(entry) {
  const about = entry.querySelector(".about")?.textContent ?? "";
  return `${entry.querySelector(".title, label").textContent} ${about}`.toLocaleLowerCase();
}
