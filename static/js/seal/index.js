// What the ballot page uses; esbuild makes static/vendor/seal.js of it.

export { readHex, writeHex } from "./bytes.js";
export { digestSealed, makeReceiptCode, openWithRandomness, sealChoices } from "./seal.js";
