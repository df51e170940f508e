// The browser's check of a ballot finds the faults of the shared vectors, which Python's check made.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { checkChoices } from "../../static/js/ballot/rule.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/checking.json", import.meta.url), "utf8"));

for (const { name, style, choices, faults } of vectors) {
  test(`faults are those of the vectors: ${name}`, () => {
    const found = checkChoices(style, choices).map((fault) => ({ found: 0, limit: 0, project: null, ...fault }));
    assert.deepEqual(found, faults);
  });
}
