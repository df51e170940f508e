// What a page gains with JavaScript. Every page works without it; nothing here decides anything.
const announcer = document.getElementById("announcer");

/** Says one thing to a screen reader. A later call replaces what has not been said. */
export function announce(text) {
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => { announcer.textContent = text; }, 150);
}

const all = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const language = document.documentElement.lang;

function count(area) {
  const line = document.getElementById(`${area.id}-count`);
  const left = area.dataset.maximum - [...area.value].length;
  const over = left < 0;
  line.textContent = fill(over ? line.dataset.over : line.dataset.left, { n: Math.abs(left) });
  line.classList.toggle("over", over);
  return line.textContent;
}

function tally(form, say) {
  const { ballot, limit, budget, currency } = form.dataset;
  const chosen = [...form.querySelectorAll("[data-cents]:checked")];
  const line = form.querySelector("[data-tally]");
  const cents = chosen.reduce((sum, box) => sum + Number(box.dataset.cents), 0);
  const [used, whole] = ballot === "knapsack" ? [cents, Number(budget)] : [chosen.length, Number(limit)];
  const over = whole > 0 && used > whole;
  const euros = Math.abs(budget - cents) / 100;
  const money = euros.toLocaleString(language, { style: "currency", currency, minimumFractionDigits: euros % 1 ? 2 : 0 });
  line.textContent = fill(over ? line.dataset.over : line.dataset.text, { n: chosen.length, money });
  form.querySelector(".tray").classList.toggle("over", over);
  form.querySelector("[data-tally-bar]").setAttribute("width", whole ? Math.min(100, (100 * used) / whole) : 0);
  form.querySelector("[data-chosen]").replaceChildren(...chosen.map((box) => {
    const entry = document.createElement("li");
    entry.textContent = box.dataset.title;
    return entry;
  }));
  if (say) announce(line.textContent);
}

function watch(dialog) {
  const { timeout, keep, leave } = dialog.dataset;
  let ending;
  const end = () => location.assign(leave);
  const warn = () => {
    dialog.showModal();
    ending = setTimeout(end, 120_000);
  };
  const start = () => {
    clearTimeout(ending);
    setTimeout(warn, (timeout - 120) * 1000);
  };
  dialog.addEventListener("close", () => fetch(keep).then(start, end));
  start();
}

/** Wires what is in `root`; called again for each part that htmx swaps in. */
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
all("dialog[data-timeout]", watch);
announce([...document.querySelectorAll("[data-announce]")].map((note) => note.textContent.trim()).join(" "));
document.addEventListener("htmx:after:swap", ({ target }) => {
  enhance(target);
  target.querySelector("[data-error-summary], [aria-invalid]")?.focus();
});

// A second press sends nothing; a page come back to from history can be sent again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", () => {
  all("[data-sent]", (form) => delete form.dataset.sent);
  all("[aria-disabled]", (button) => button.removeAttribute("aria-disabled"));
});
