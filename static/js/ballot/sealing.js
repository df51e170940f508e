// Seals the ballot of the check page, and opens it again where the voter would rather test it than cast it. The randomness
// lives in this function's variables alone: it is gone with the page, and dropped as soon as the ballot is sent.

/** Seals choices for the form that casts them. What can't be sealed here is offered to the server, in words. */
export async function sealBallot(form, view, choices) {
  const caster = view.querySelector("form[action$='/cast']");
  const button = caster.querySelector("button");
  button.setAttribute("aria-disabled", "true");
  const waiting = (event) => event.preventDefault();
  caster.addEventListener("submit", waiting);
  try {
    const seal = await import(form.dataset.seal);
    const style = JSON.parse(form.dataset.style);
    const context = {
      manifest: seal.readHex(form.dataset.manifest),
      tag: seal.readHex(form.dataset.tag),
      key: seal.readHex(form.dataset.key),
    };
    const { sealed } = seal.sealChoices(context, style, choices);
    caster.querySelector("[name=sealed]").value = encode(sealed);
    caster.removeEventListener("submit", waiting);
    button.removeAttribute("aria-disabled");
  } catch {
    caster.remove();
    const offer = view.querySelector("[data-failed]");
    offer.hidden = false;
    offer.querySelector("button").addEventListener("click", () => {
      form.dataset.unsealed = "yes";
      form.requestSubmit();
    });
  }
}

function encode(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
