// Bytes as the pages write them: hexadecimal in attributes, base64url in fields and addresses.

/** What a ballot is sealed with, from hexadecimal digits. */
export function readContext({ manifest, tag, key }, { readHex }) {
  return { manifest: readHex(manifest), tag: readHex(tag), key: readHex(key) };
}

/** Bytes in base64url without padding. */
export function encode(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The bytes of base64url without padding. Throws for anything else. */
export function decode(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
