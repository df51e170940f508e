// Seals choices in the browser, so that the server never sees them. The bytes are those of voting/core/ballot/sealing.py;
// tests/vectors/sealing.json holds both to that. Nothing here stores, logs or sends anything; the caller drops the
// randomness as soon as the ballot is cast, and keeps it only for a ballot that is opened in place of being cast.

import { isEqual, joinBytes, writeText } from "./bytes.js";
import { countWidth, decodeChoices, encodeChoices } from "./choices.js";
import { decodeInteger, encodeInteger } from "./encoding.js";
import { BYTES, ORDER, Point, drawScalar, hashShort, hashToScalar, writeScalar } from "./group.js";

const BLOCK = 2 * BYTES;
const RECEIPT_LETTERS = 23;
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * Seal choices. `context` holds manifest (32 bytes), tag (16 bytes) and key (32 bytes). Returns the sealed ballot and
 * its randomness. Throws for choices that have no digit and for a key that is not a point.
 */
export function sealChoices(context, style, choices, draw = drawScalar) {
  const points = encodeInteger(encodeChoices(style, choices), countWidth(style));
  const key = Point.fromBytes(context.key);
  const randomness = points.map(() => draw());
  const blocks = joinBytes(
    ...points.flatMap((point, at) => [
      Point.BASE.multiply(randomness[at]).toBytes(),
      point.add(key.multiply(randomness[at])).toBytes(),
    ]),
  );
  const nonces = points.map(() => draw());
  const commitments = nonces.map((nonce) => Point.BASE.multiply(nonce).toBytes());
  const challenge = hashToScalar("ballot", [...listState(context, style, blocks), ...commitments]);
  const responses = nonces.map((nonce, at) => writeScalar(nonce + challenge * randomness[at]));
  return { sealed: joinBytes(blocks, writeScalar(challenge), ...responses), randomness };
}

/** What a sealed ballot holds, for a voter who challenges it. Throws when the randomness is not the ballot's. */
export function openWithRandomness(context, style, sealed, randomness) {
  const width = countWidth(style);
  if (sealed.length !== width * BLOCK + BYTES * (width + 1) || randomness.length !== width) {
    throw new RangeError("not a sealed ballot of this style");
  }
  const key = Point.fromBytes(context.key);
  const points = randomness.map((secret, at) => {
    if (!isEqual(Point.BASE.multiply(secret % ORDER).toBytes(), sealed.subarray(at * BLOCK, at * BLOCK + BYTES))) {
      throw new RangeError("this is not the randomness of this ballot");
    }
    const second = Point.fromBytes(sealed.slice(at * BLOCK + BYTES, (at + 1) * BLOCK));
    return Point.fromBytes(second.subtract(key.multiply(secret)).toBytes());
  });
  return decodeChoices(style, decodeInteger(points));
}

/** The 32 bytes that stand for a ballot. */
export function digestSealed(context, style, sealed) {
  return hashShort("ballot-digest", [context.manifest, writeText(style.id), context.tag, sealed]);
}

/** The receipt code of a ballot's digest: 23 letters of its first 115 bits and a check letter, in groups of four. */
export function makeReceiptCode(digest) {
  let number = digest.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) >> BigInt(256 - 5 * RECEIPT_LETTERS);
  let letters = "";
  for (let place = 0; place < RECEIPT_LETTERS; place += 1) {
    letters = ALPHABET[Number(number & 31n)] + letters;
    number >>= 5n;
  }
  return (letters + findCheckLetter(letters)).match(/.{4}/g).join("-");
}

// Horner's rule at the generator of the field of 32 elements, x^5 + x^2 + 1.
function findCheckLetter(letters) {
  let remainder = 0;
  for (const letter of letters) {
    const doubled = (remainder ^ ALPHABET.indexOf(letter)) << 1;
    remainder = doubled & 32 ? doubled ^ 0b100101 : doubled;
  }
  return ALPHABET[remainder];
}

function listState(context, style, blocks) {
  return [context.manifest, writeText(style.id), context.tag, context.key, blocks];
}
