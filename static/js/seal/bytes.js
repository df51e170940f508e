// Bytes as the protocol writes them: counts big-endian in 4 bytes, scalars and blocks little-endian.

const text = new TextEncoder();

/** The UTF-8 bytes of a string. */
export function writeText(string) {
  return text.encode(string);
}

/** Several byte arrays, one after the other. */
export function joinBytes(...parts) {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** A length in front of a hashed part: 8 bytes, big-endian. */
export function writeLength(number) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(number));
  return bytes;
}

/** A non-negative integer (BigInt) in that many little-endian bytes. Throws when it does not fit. */
export function writeInteger(number, length) {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) {
    bytes[at] = Number(number & 0xffn);
    number >>= 8n;
  }
  if (number !== 0n) throw new RangeError("the number is too large for its bytes");
  return bytes;
}

/** The integer (BigInt) in little-endian bytes. */
export function readInteger(bytes) {
  let number = 0n;
  for (let at = bytes.length - 1; at >= 0; at -= 1) number = (number << 8n) | BigInt(bytes[at]);
  return number;
}

/** Lower-case hexadecimal digits. */
export function writeHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The bytes of lower-case hexadecimal digits. Throws for anything else. */
export function readHex(digits) {
  if (!/^(?:[0-9a-f]{2})*$/.test(digits)) throw new RangeError("not lower-case hexadecimal digits");
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** Whether two byte arrays are equal. */
export function isEqual(left, right) {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
