// Words of the page with numbers put in, in the language of the page.

const language = document.documentElement.lang;
const plural = new Intl.PluralRules(language);

/** A text with `{name}` replaced by values. */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The form of a text that fits a number: data-one or data-other of an element. */
export function choose(element, number) {
  return plural.select(number) === "one" ? element.dataset.one : element.dataset.other;
}

/** An amount of cents as the service writes it: decimals only where there are cents. */
export function money(cents, currency) {
  if (!currency) return String(cents);
  const amount = cents / 100;
  const digits = cents % 100 ? 2 : 0;
  return amount.toLocaleString(language, { style: "currency", currency, minimumFractionDigits: digits });
}
