// Seals the ballot of the check page. The randomness lives in the variables here alone: it is gone with the page, and
// nothing of it is stored or sent, unless the voter opens the ballot instead of casting it.

import { wireChallenge } from "./challenge.js";
import { encode, readContext } from "./encoding.js";

/**
 * Seals choices for the form that casts them. What can't be sealed here is offered to the server, in words; `leave` brings
 * the ballot's form back for that.
 */
export async function sealBallot(form, view, choices, leave) {
  const caster = view.querySelector("form[action$='/cast']");
  const button = caster.querySelector("button");
  let isWanted = false;
  const wait = (event) => {
    event.preventDefault();
    event.stopPropagation();
    isWanted = true;
  };
  button.setAttribute("aria-disabled", "true");
  caster.addEventListener("submit", wait);
  try {
    const seal = await import(form.dataset.seal);
    const style = JSON.parse(form.dataset.style);
    const context = readContext(form.dataset, seal);
    const renew = () => {
      const { sealed, randomness } = seal.sealChoices(context, style, choices);
      caster.querySelector("[name=sealed]").value = encode(sealed);
      return { context, style, sealed, randomness, code: seal.makeReceiptCode(seal.digestSealed(context, style, sealed)) };
    };
    wireChallenge(view, caster, seal, renew);
    view.querySelector("[data-sealed]").hidden = false;
    caster.removeEventListener("submit", wait);
    button.removeAttribute("aria-disabled");
    if (isWanted) caster.requestSubmit(button);
  } catch {
    offerServer(form, view, caster, leave);
  }
}

function offerServer(form, view, caster, leave) {
  caster.remove();
  view.querySelector("[data-challenge]").remove();
  const offer = view.querySelector("[data-failed]");
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => {
    form.dataset.unsealed = "yes";
    leave();
    form.requestSubmit();
  });
}
