// The group ristretto255 (RFC 9496) by @noble/curves, and hashing with a domain tag and length prefixes.

import { ristretto255 } from "@noble/curves/ed25519.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";

import { joinBytes, readInteger, writeInteger, writeLength, writeText } from "./bytes.js";

export const Point = ristretto255.Point;
export const ORDER = Point.Fn.ORDER;
export const BYTES = 32;

/** A secret scalar, uniform but for 2^-259, never zero. */
export function drawScalar() {
  const wide = crypto.getRandomValues(new Uint8Array(64));
  return (readInteger(wide) % (ORDER - 1n)) + 1n;
}

/** The 32 little-endian bytes of a scalar, reduced. */
export function writeScalar(scalar) {
  return writeInteger(((scalar % ORDER) + ORDER) % ORDER, BYTES);
}

/** SHA-512 of the framed parts. */
export function hashWide(domain, parts) {
  return sha512(frame(domain, parts));
}

/** SHA-256 of the framed parts. */
export function hashShort(domain, parts) {
  return sha256(frame(domain, parts));
}

/** A scalar: the wide hash as a little-endian integer, reduced. */
export function hashToScalar(domain, parts) {
  return readInteger(hashWide(domain, parts)) % ORDER;
}

function frame(domain, parts) {
  return joinBytes(
    ...[writeText(`pb-voting-1/${domain}`), ...parts].flatMap((part) => [writeLength(part.length), part]),
  );
}
