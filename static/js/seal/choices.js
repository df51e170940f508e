// Choices as one integer in mixed radix and back. A style is an object as it stands in the manifest; choices are
// pairs of a project's id and a value (1, points, score or place).

import { countBlocks } from "./encoding.js";

/** The number of values of each digit, the first digit the least significant. */
export function listRadices(style) {
  const { rule, projects } = style;
  if (isByPlace(rule)) return Array(rule.maximum ?? projects.length).fill(projects.length + 1);
  return Array(projects.length).fill(rule.top + 1);
}

/** The number of encrypted blocks of a ballot of this style. */
export function countWidth(style) {
  return countBlocks(listRadices(style).reduce((product, radix) => product * BigInt(radix), 1n) - 1n);
}

/** The integer (BigInt) of choices. Throws for a choice that has no digit. */
export function encodeChoices(style, choices) {
  const radices = listRadices(style);
  const digits = Array(radices.length).fill(0);
  const positions = new Map(style.projects.map((project, position) => [project.id, position]));
  for (const [project, value] of choices) {
    if (!positions.has(project)) throw new RangeError(`no project ${project} on the ballot`);
    const position = positions.get(project);
    const [at, digit] = isByPlace(style.rule) ? [value - 1, position + 1] : [position, value];
    const fits = Number.isInteger(at) && Number.isInteger(digit) && digit > 0 && digit < radices[at];
    if (!fits || digits[at] !== 0) throw new RangeError(`no place on the ballot for ${project} with ${value}`);
    digits[at] = digit;
  }
  return digits.reduceRight((number, digit, at) => number * BigInt(radices[at]) + BigInt(digit), 0n);
}

/** The choices of an integer. Throws when it is larger than any ballot of the style. */
export function decodeChoices(style, number) {
  const digits = listRadices(style).map((radix) => {
    const digit = Number(number % BigInt(radix));
    number /= BigInt(radix);
    return digit;
  });
  if (number !== 0n) throw new RangeError("the number is larger than any ballot of this style");
  const chosen = digits.map((digit, at) => [at, digit]).filter(([, digit]) => digit > 0);
  return isByPlace(style.rule)
    ? chosen.map(([at, digit]) => [style.projects[digit - 1].id, at + 1])
    : chosen.map(([at, digit]) => [style.projects[at].id, digit]);
}

function isByPlace(rule) {
  return rule.kind === "ranking" || rule.kind === "single";
}
