// How hard a text is to read: the same counts as proposals/core/plain_language.py, which names their sources.
// tests/vectors/reading.json holds the two together.

const LONG = 7;
const ENOUGH = 10;
const SHORT = 3;
const NEWSPAPER = { fi: 72, sv: 47, en: 52 };
const CLOSING = "\"'”’»)]";
const ENDING = ".!?…";
const STRIPPED = `${CLOSING}${ENDING}([«“„,;:`;

/** What a plain text keeps to: words a sentence on average, words of any sentence, letters of any word. */
export const AIMS = {
  fi: { mean: 12, longest: 20, letters: 22 },
  sv: { mean: 15, longest: 25, letters: 18 },
  en: { mean: 15, longest: 25, letters: 15 },
};

const isSign = (sign) => /[\p{L}\p{Nd}]/u.test(sign);
const letters = (piece) => [...piece].filter(isSign).length;
const round = (part, whole) => Math.floor((2 * part + whole) / (2 * whole));

function strip(word, signs) {
  const all = [...word];
  while (all.length && signs.includes(all.at(-1))) all.pop();
  while (signs !== CLOSING && all.length && signs.includes(all[0])) all.shift();
  return all.join("");
}

function ends(piece, follower, leads) {
  const bare = strip(piece, CLOSING);
  if (!bare || !ENDING.includes(bare.at(-1))) return false;
  const first = [...follower].find(isSign) ?? "";
  if (first && leads && /^\p{Nd}+\.$/u.test(bare)) return false;
  if (bare.endsWith(".") && letters(bare) <= SHORT && /\p{Nd}/u.test(first)) return false;
  return !/^\p{Ll}$/u.test(first);
}

/** The words of each sentence. A line break ends one; a full stop doesn't before a small letter. */
export function splitSentences(text) {
  const sentences = [];
  for (const line of text.split("\n")) {
    const pieces = line.split(/\s+/u).filter(Boolean);
    let begun = [];
    pieces.forEach((piece, place) => {
      if (letters(piece)) begun.push(piece);
      if (begun.length && ends(piece, pieces[place + 1] ?? "", begun.length === 1)) {
        sentences.push(begun);
        begun = [];
      }
    });
    if (begun.length) sentences.push(begun);
  }
  return sentences;
}

/** What was counted in a text, and how it reads: null for one too short to tell. */
export function measure(text, language) {
  const sentences = splitSentences(text);
  const words = sentences.flat();
  const longWords = words.filter((word) => letters(word) >= LONG).length;
  const longest = sentences.reduce((most, one) => (one.length > most.length ? one : most), []);
  const vast = words.filter((word) => letters(word) > AIMS[language].letters).map((word) => strip(word, STRIPPED));
  const counted = words.length > 0;
  const lix = counted
    ? round(words.length ** 2 + 100 * longWords * sentences.length, words.length * sentences.length) : 0;
  return {
    words: words.length,
    sentences: sentences.length,
    long_words: longWords,
    longest,
    vast: [...new Set(vast)].slice(0, 3),
    mean: counted ? round(words.length, sentences.length) : 0,
    lix,
    ease: rate(words.length, lix - NEWSPAPER[language] + NEWSPAPER.sv),
  };
}

function rate(words, asSwedish) {
  if (words < ENOUGH) return null;
  const bands = [[40, "easy"], [50, "newspaper"], [60, "hard"]];
  return bands.find(([end]) => asSwedish < end)?.[1] ?? "very-hard";
}
