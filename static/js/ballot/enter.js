// Enter in a number's field takes the number over. By itself it would press the first button of the form, and send.

export function stopEnter(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches(".value input")) return;
    event.preventDefault();
    event.target.blur();
    event.target.focus();
  });
}
