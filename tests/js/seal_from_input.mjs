// Seals what standard input asks for with fresh randomness and prints it: how Python's tests call the browser's half.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { digestSealed, makeReceiptCode, readHex, sealChoices, writeHex } = await import(pathToFileURL(process.argv[2]));
const ballots = JSON.parse(readFileSync(0, "utf8"));
const answers = ballots.map(({ manifest, tag, key, style, choices }) => {
  const context = { manifest: readHex(manifest), tag: readHex(tag), key: readHex(key) };
  const { sealed } = sealChoices(context, style, choices);
  return { sealed: writeHex(sealed), code: makeReceiptCode(digestSealed(context, style, sealed)) };
});
process.stdout.write(JSON.stringify(answers));
