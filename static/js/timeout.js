// Warns two minutes before the session ends. Asking for the page at `keep` renews it; nobody answering leads to `leave`.
const dialog = document.querySelector("[data-timeout]");
const { timeout, keep, leave } = dialog.dataset;
const end = () => location.assign(leave);
let timer;

const wait = (act, seconds) => {
  clearTimeout(timer);
  timer = setTimeout(act, seconds * 1000);
};
const warn = () => {
  dialog.showModal();
  wait(end, 120);
};
const start = () => wait(warn, timeout - 120);

dialog.addEventListener("close", () => fetch(keep).then(start, end));
start();
