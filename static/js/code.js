// Fills in the voting code that a letter's QR code carries behind the number sign, and takes it out of the address bar.
const field = document.querySelector("#f-code");
const code = location.hash.slice(1);
if (field && /^[0-9A-Z-]{16,19}$/i.test(code)) {
  field.value = code;
  history.replaceState(null, "", location.pathname + location.search);
  field.form.querySelector("button").focus();
}
