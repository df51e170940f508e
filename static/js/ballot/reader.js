// Reads an opened ballot on another device: whether the randomness is the sealed ballot's, and what the ballot holds. What
// is read stays in this browser; the address's part after # is never sent.

import { decode, readContext } from "./encoding.js";

const reader = document.querySelector("[data-reader]");
const field = reader.querySelector("textarea");
const holds = reader.querySelector("[data-holds]");
const unreadable = reader.querySelector("[data-unreadable]");

async function read(text) {
  const seal = await import(reader.dataset.seal);
  const [name, tag, sealed, scalars] = text.slice(text.lastIndexOf("#") + 1).trim().split(".");
  const model = [...reader.querySelectorAll("[data-style]")].find(({ dataset }) => JSON.parse(dataset.style).id === name);
  const style = JSON.parse(model.dataset.style);
  const context = readContext({ ...reader.dataset, tag: seal.writeHex(decode(tag)) }, seal);
  const ballot = decode(sealed);
  const randomness = seal.writeHex(decode(scalars)).match(/.{64}/g).map((digits) => BigInt(`0x${digits}`));
  const choices = seal.openWithRandomness(context, style, ballot, randomness);
  const code = seal.makeReceiptCode(seal.digestSealed(context, style, ballot));
  return { choices, code, model };
}

function show({ choices, code, model }) {
  const lines = choices.map(([project, value]) => {
    const line = [...model.content.children].find(({ dataset }) => dataset.project === project).cloneNode(true);
    const number = line.querySelector("[data-value]");
    if (number) number.textContent = value;
    return line;
  });
  holds.querySelector("[data-choices]").replaceChildren(...lines);
  holds.querySelector("[data-choices]").hidden = lines.length === 0;
  holds.querySelector("[data-blank]").hidden = lines.length > 0;
  holds.querySelector(".code").textContent = code;
}

async function look() {
  holds.hidden = true;
  unreadable.hidden = true;
  try {
    show(await read(field.value));
    holds.hidden = false;
    holds.querySelector("h2").focus();
  } catch {
    unreadable.hidden = false;
  }
}

reader.hidden = false;
reader.querySelector("[data-read]").addEventListener("click", look);
const take = () => {
  if (location.hash.length < 2) return;
  field.value = location.href;
  look();
};
addEventListener("hashchange", take);
take();
