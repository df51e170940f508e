// An integer as group elements and back, in exactly one way (docs/protocol.md section 4).

import { isEqual, joinBytes, readInteger, writeInteger } from "./bytes.js";
import { Point } from "./group.js";

const BLOCK_BYTES = 28;
const COUNTERS = 2 ** 15;

/** How many blocks hold every integer up to `largest` (BigInt); at least one. */
export function countBlocks(largest) {
  const bits = largest === 0n ? 0 : largest.toString(2).length;
  return Math.max(1, Math.ceil(bits / (8 * BLOCK_BYTES)));
}

/** The points of a non-negative integer. Throws when it is too large for that many blocks. */
export function encodeInteger(number, blocks) {
  const content = writeInteger(number, blocks * BLOCK_BYTES);
  return Array.from({ length: blocks }, (_, block) =>
    encodeBlock(content.subarray(block * BLOCK_BYTES, (block + 1) * BLOCK_BYTES)),
  );
}

/** The integer of these points. Throws for points that encodeInteger never gives. */
export function decodeInteger(points) {
  const blocks = points.map((point) => {
    const bytes = point.toBytes();
    const block = bytes.subarray(1, 1 + BLOCK_BYTES);
    if (!isEqual(encodeBlock(block).toBytes(), bytes)) throw new RangeError("the point is not the encoding of a block");
    return block;
  });
  return readInteger(joinBytes(...blocks));
}

function encodeBlock(block) {
  const candidate = new Uint8Array(32);
  candidate.set(block, 1);
  for (let counter = 0; counter < COUNTERS; counter += 1) {
    candidate[0] = (counter & 0x7f) << 1;
    candidate[29] = counter >> 7;
    const point = readPoint(candidate);
    if (point !== null && !point.is0()) return point;
  }
  throw new RangeError("no counter makes this block a point");
}

function readPoint(bytes) {
  try {
    return Point.fromBytes(bytes);
  } catch {
    return null;
  }
}
