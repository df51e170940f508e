// Testing the sealing (Benaloh): the voter has the check code first, then has the ballot opened, and it is sealed anew. The
// server is told which ballot is open before anybody sees its randomness, so that an opened ballot is never cast.

import { encode } from "./encoding.js";

/** Shows the code of the sealed ballot and wires the buttons; `renew` seals anew and returns the ballot. */
export function wireChallenge(view, caster, seal, renew) {
  const test = view.querySelector("[data-challenge]");
  const opened = view.querySelector("[data-opened]");
  const failed = view.querySelector("[data-not-opened]");
  const actions = caster.closest(".actions");
  let ballot;

  const start = () => {
    ballot = renew();
    test.querySelector(".code").textContent = ballot.code;
    test.hidden = false;
    test.open = false;
    opened.hidden = true;
    actions.hidden = false;
  };
  test.querySelector("[data-open]").addEventListener("click", async () => {
    failed.hidden = true;
    actions.hidden = true;
    if (!(await announceOpening(test.dataset.openedUrl, caster, seal, ballot))) {
      actions.hidden = false;
      failed.hidden = false;
      return;
    }
    caster.querySelector("[name=sealed]").value = "";
    const address = new URL(test.dataset.checkUrl, location.href);
    address.hash = writeOpening(ballot);
    opened.querySelector("textarea").value = address.href;
    test.hidden = true;
    opened.hidden = false;
    opened.querySelector("h2").focus();
  });
  opened.querySelector("[data-again]").addEventListener("click", () => {
    start();
    caster.querySelector("button").focus();
  });
  start();
}

async function announceOpening(url, caster, seal, { context, style, sealed }) {
  const body = new URLSearchParams({
    _csrf: caster.querySelector("[name=_csrf]").value,
    digest: seal.writeHex(seal.digestSealed(context, style, sealed)),
  });
  try {
    return (await fetch(url, { method: "POST", body })).status === 204;
  } catch {
    return false;
  }
}

// Style, tag, sealed ballot and randomness, as templates/voting/check_sealed.html reads them.
function writeOpening({ context, style, sealed, randomness }) {
  const scalars = randomness.map((scalar) => scalar.toString(16).padStart(64, "0")).join("");
  const bytes = Uint8Array.from(scalars.match(/../g), (pair) => parseInt(pair, 16));
  return [style.id, encode(context.tag), encode(sealed), encode(bytes)].join(".");
}
