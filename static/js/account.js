// A voter's private account: which of the marked projects won, and what the voter's share paid for. Everything is worked
// out here from figures on the page. Nothing marked may ever leave it: no request, no storage, no address.
const list = document.querySelector("[data-account]");
const out = document.querySelector("[data-share-out]");
const language = document.documentElement.lang;
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function money(cents) {
  const options = { style: "currency", currency: list.dataset.currency, minimumFractionDigits: 2 };
  return (cents / 100).toLocaleString(language, options);
}

function part(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function bullets(entries) {
  const element = document.createElement("ul");
  element.replaceChildren(...entries.map((entry) => part("li", entry)));
  return element;
}

/** Returns what each marked project was paid from the share, in the order of the count, as `settle_account` does. */
export function settle(share, marked) {
  let left = share;
  const paid = [];
  for (const { title, price, points } of marked.filter((one) => one.price).sort((a, b) => a.turn - b.turn)) {
    const amount = Math.min(left, price * points);
    left -= amount;
    paid.push({ title, amount });
  }
  return { paid, left };
}

function read(field) {
  const { title, funded, price, turn } = field.dataset;
  const points = field.type === "checkbox" ? Number(field.checked) : Math.max(0, Math.trunc(+field.value) || 0);
  return { title, funded: funded === "yes", price: +price, turn: +turn, points };
}

function show() {
  const marked = [...list.querySelectorAll("[data-project]")].map(read).filter((one) => one.points);
  const won = marked.filter((one) => one.funded);
  const words = list.dataset;
  const parts = [];
  if (!marked.length) parts.push(part("p", words.none));
  else if (words.waits) parts.push(part("p", words.waits));
  else if (!won.length) parts.push(part("p", words.lost));
  else parts.push(part("p", words.won), bullets(won.map((one) => one.title)));
  if (marked.length && words.share) {
    const share = +words.share;
    const { paid, left } = settle(share, marked);
    parts.push(part("p", fill(words.paid, { share: money(share) })));
    const free = won.filter((one) => !one.price).map((one) => `${one.title}: ${words.rest}`);
    parts.push(bullets([...paid.map(({ title, amount }) => `${title}: ${money(amount)}`), ...free]));
    parts.push(part("p", fill(words.left, { left: money(left) })));
  }
  out.replaceChildren(...parts);
  out.hidden = false;
}

if (list) list.addEventListener("input", show);
