// What a page gains with JavaScript. It works without; nothing here decides anything.
const announcer = document.getElementById("announcer");

/** Says one thing to a screen reader; a later call replaces what has not been said. */
export function announce(text) {
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => { announcer.textContent = text; }, 150);
}

const all = (what, act, root = document) => root.querySelectorAll(what).forEach(act);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const language = document.documentElement.lang;

function count(area) {
  const line = document.getElementById(`${area.id}-count`);
  const left = area.dataset.maximum - [...area.value].length;
  line.textContent = fill(left < 0 ? line.dataset.over : line.dataset.left, { n: Math.abs(left) });
  line.classList.toggle("over", left < 0);
  return line.textContent;
}

function tally(form, say) {
  const { ballot, limit, budget, currency } = form.dataset;
  const chosen = [...form.querySelectorAll("[data-cents]:checked")];
  const line = form.querySelector("[data-tally]");
  const cents = chosen.reduce((sum, box) => sum + +box.dataset.cents, 0);
  const [used, whole] = ballot === "knapsack" ? [cents, +budget] : [chosen.length, +limit];
  const over = whole > 0 && used > whole;
  const euros = Math.abs(budget - cents) / 100;
  const digits = euros % 1 ? 2 : 0;
  const money = euros.toLocaleString(language, { style: "currency", currency, minimumFractionDigits: digits });
  line.textContent = fill(over ? line.dataset.over : line.dataset.text, { n: chosen.length, money });
  form.querySelector(".tray").classList.toggle("over", over);
  form.querySelector("[data-tally-bar]")?.setAttribute("width", whole ? Math.min(100, (100 * used) / whole) : 0);
  form.querySelector("[data-chosen]").replaceChildren(...chosen.map((box) => {
    const entry = document.createElement("li");
    entry.textContent = box.dataset.title;
    return entry;
  }));
  if (say) announce(line.textContent);
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
  all("[data-ballot]", (form) => {
    tally(form, false);
    form.addEventListener("change", () => tally(form, true));
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
