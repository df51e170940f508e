// The browser's measure of a text agrees with the shared vectors, which Python's measure is held to as well.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { measure } from "../../static/js/plain/measure.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/reading.json", import.meta.url), "utf8"));

for (const { name, language, text, found } of vectors) {
  test(`a text is measured as in the vectors: ${name}`, () => assert.deepEqual(measure(text, language), found));
}
