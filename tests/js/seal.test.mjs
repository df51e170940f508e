// The browser's half makes and reads the very bytes of the shared vectors.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { readHex, readInteger, writeHex } from "../../static/js/seal/bytes.js";
import { countWidth, decodeChoices, encodeChoices } from "../../static/js/seal/choices.js";
import { decodeInteger, encodeInteger } from "../../static/js/seal/encoding.js";
import { Point, hashShort, hashToScalar, hashWide, writeScalar } from "../../static/js/seal/group.js";
import { digestSealed, makeReceiptCode, openWithRandomness, sealChoices } from "../../static/js/seal/seal.js";

const read = (name) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
const contextOf = (vector) => ({
  manifest: readHex(vector.manifest),
  tag: readHex(vector.tag),
  key: readHex(vector.key),
});
const drawsOf = (vector) => vector.draws.map((draw) => readInteger(readHex(draw)));
const sealings = read("sealing");

test("hashes are those of the vectors", () => {
  for (const vector of read("hashing")) {
    const parts = vector.parts.map(readHex);
    assert.equal(writeHex(hashWide(vector.domain, parts)), vector.wide);
    assert.equal(writeHex(hashShort(vector.domain, parts)), vector.short);
    assert.equal(writeHex(writeScalar(hashToScalar(vector.domain, parts))), vector.scalar);
  }
});

test("integers are points in the way of the vectors, both ways", () => {
  for (const vector of read("encoding")) {
    const points = encodeInteger(BigInt(vector.number), vector.blocks);
    assert.deepEqual(points.map((point) => point.toHex()), vector.points);
    assert.equal(decodeInteger(vector.points.map((hex) => Point.fromHex(hex))), BigInt(vector.number));
  }
});

test("points that are no block are refused", () => {
  for (let scalar = 1n; scalar < 20n; scalar += 1n) {
    assert.throws(() => decodeInteger([Point.BASE.multiply(scalar)]), RangeError);
  }
  assert.throws(() => encodeInteger(2n ** 224n, 1), RangeError);
});

for (const vector of sealings) {
  test(`a ballot is sealed byte for byte: ${vector.name}`, () => {
    const draws = drawsOf(vector);
    const context = contextOf(vector);
    const { sealed, randomness } = sealChoices(context, vector.style, vector.choices, () => draws.shift());
    assert.equal(countWidth(vector.style), vector.width);
    assert.equal(encodeChoices(vector.style, vector.choices), BigInt(vector.number));
    assert.deepEqual(decodeChoices(vector.style, BigInt(vector.number)), vector.choices);
    assert.equal(writeHex(sealed), vector.sealed);
    assert.deepEqual(openWithRandomness(context, vector.style, sealed, randomness), vector.choices);
    const digest = digestSealed(context, vector.style, sealed);
    assert.equal(writeHex(digest), vector.digest);
    assert.equal(makeReceiptCode(digest), vector.code);
  });
}

test("other randomness opens nothing", () => {
  const [vector] = sealings;
  const randomness = Array(vector.width).fill(5n);
  assert.throws(
    () => openWithRandomness(contextOf(vector), vector.style, readHex(vector.sealed), randomness),
    /not the randomness/,
  );
  assert.throws(() => openWithRandomness(contextOf(vector), vector.style, new Uint8Array(5), randomness), RangeError);
});

test("choices without a digit are refused", () => {
  const { style } = sealings[0];
  for (const choices of [[["p9", 1]], [["p1", 2]], [["p1", 0]], [["p1", -1]], [["p1", 0.5]], [["p1", 1], ["p1", 1]]]) {
    assert.throws(() => encodeChoices(style, choices), RangeError);
  }
  assert.throws(() => decodeChoices(style, 32n), RangeError);
});

test("two sealings of the same choices have nothing in common", () => {
  const [vector] = sealings;
  const [first, second] = [0, 1].map(() => sealChoices(contextOf(vector), vector.style, vector.choices).sealed);
  assert.notDeepEqual(first.slice(0, 32), second.slice(0, 32));
  assert.notDeepEqual(first.slice(32, 64), second.slice(32, 64));
});

test("a key that is no point seals nothing", () => {
  const [vector] = sealings;
  const context = { ...contextOf(vector), key: new Uint8Array(32).fill(255) };
  assert.throws(() => sealChoices(context, vector.style, vector.choices));
});
