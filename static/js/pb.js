// What a page gains with JavaScript. It works without; nothing here decides anything.
const announcer = document.getElementById("announcer");

/** Says one thing to a screen reader; a later call replaces what has not been said. */
function announce(text) {
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => { announcer.textContent = text; }, 150);
}

const all = (what, act, root = document) => root.querySelectorAll(what).forEach(act);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
function count(area) {
  const line = document.getElementById(`${area.id}-count`);
  const left = area.dataset.maximum - [...area.value].length;
  line.textContent = fill(left < 0 ? line.dataset.over : line.dataset.left, { n: Math.abs(left) });
  line.classList.toggle("over", left < 0);
  return line.textContent;
}

/** Wires what is in `root`, and again each part that htmx swaps in. */
function enhance(root) {
  all("[data-maximum]", (area) => {
    let pause;
    count(area);
    area.addEventListener("input", () => {
      count(area);
      clearTimeout(pause);
      pause = setTimeout(() => announce(count(area)), 1000);
    });
  }, root);
  all("[data-print]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }, root);
  all("[data-error-summary]", (summary) => requestAnimationFrame(() => {
    if (!summary.matches(":focus-within")) summary.focus();
  }), root);
}

enhance(document);
document.addEventListener("pb:say", ({ detail }) => announce(detail));
all("[data-announce]", (note) => announce(note.textContent.trim()));
document.addEventListener("htmx:after:swap", ({ target }) => {
  enhance(target);
  target.querySelector("[data-error-summary], [aria-invalid]")?.focus();
});

// A second press sends nothing, for a while; a page come back to can be sent again.
const release = () => {
  all("[data-sent]", (form) => delete form.dataset.sent);
  all("[aria-disabled]", (button) => button.removeAttribute("aria-disabled"));
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(release, 9000);
});
addEventListener("pageshow", release);
