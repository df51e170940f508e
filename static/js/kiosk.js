// A screen in a public place: slides follow each other, until somebody reads. The pages work without this file.
const root = document.documentElement;
const { start, opens, closes, zone } = document.body.dataset;
const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE;
const SHIFT = [[0, 0], [8, 4], [4, -8], [-8, -4], [-4, 8], [8, -8], [-8, 8]];
const still = matchMedia("(prefers-reduced-motion: reduce)");
const wishes = new URLSearchParams(location.search);
let held = wishes.has("hold"), isAwake = false, isLeaving = false, failures = 0, turns = 0, turning, idling, leaving;

const slide = () => document.getElementById("slide");
const find = (what) => slide().querySelector(what);
const wait = (address) => fetch(address, { signal: AbortSignal.timeout(15 * SECOND) }).then((answer) => {
  if (!answer.ok) throw new Error(answer.status);
  return answer;
});

/** Shows what the address asks for where the kept page was made without, and what has to be seen of the state. */
function dress() {
  for (const look of ["contrast", "large"]) {
    root.classList.toggle(look, wishes.has(look));
    const link = find(`[data-look=${look}]`), address = new URL(link.href), now = new URLSearchParams(wishes);
    now.set("hold", "yes");
    now.has(look) ? now.delete(look) : now.set(look, "yes");
    address.search = now;
    link.href = address;
    link.toggleAttribute("aria-current", wishes.has(look));
    if (wishes.has(look)) link.setAttribute("aria-current", "true");
  }
  for (const link of slide().querySelectorAll("[data-turn]")) {
    const address = new URL(link.href), now = new URLSearchParams(wishes);
    now.set("hold", "yes");
    address.search = now;
    link.href = address;
  }
  const pause = find("[data-pause]");
  pause.hidden = still.matches;
  pause.textContent = held ? pause.dataset.go : pause.dataset.stop;
  look();
}

/** Tells when what is shown is older than a day, and is dark while the place is closed. */
function look() {
  find("[data-outdated]").hidden = Date.now() - Date.parse(slide().dataset.made) < 24 * HOUR;
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format();
  const isOpen = opens === closes || (opens < closes ? opens <= time && time < closes : opens <= time || time < closes);
  find(".asleep").hidden = isOpen || isAwake;
}

function plan(after = slide().dataset.dwell * SECOND) {
  clearTimeout(turning);
  if (!held && !still.matches) turning = setTimeout(turn, after);
}

async function turn() {
  const address = slide().dataset.next;
  try {
    const page = new DOMParser().parseFromString(await (await wait(address)).text(), "text/html");
    if (held || isLeaving) return;
    const next = document.adoptNode(page.getElementById("slide"));
    slide().replaceWith(next);
    root.lang = page.documentElement.lang;
    document.title = page.title;
    history.replaceState(null, "", address);
    failures = 0;
    turns += 1;
    const [x, y] = SHIFT[turns % SHIFT.length];
    next.style.translate = `${x}px ${y}px`;
    root.classList.toggle("turned", turns % 2 === 1);
    dress();
    plan();
  } catch {
    failures += 1;
    plan(Math.min(15 * MINUTE, 5 * SECOND * 2 ** failures));
  }
}

/** Stops for somebody who reads; a minute without a sign of them, and the screen asks, then begins anew. */
function hold() {
  held = true;
  isAwake = true;
  clearTimeout(turning);
  clearTimeout(leaving);
  clearTimeout(idling);
  if (find("dialog").open) find("dialog").close();
  idling = setTimeout(ask, MINUTE);
  dress();
}

function ask() {
  find("dialog").showModal();
  leaving = setTimeout(begin, 20 * SECOND);
}

/** Goes to the first slide in the first language, if it can be had; a screen never leaves for an error page. */
async function begin() {
  try {
    await wait(start);
    isLeaving = true;
    location.replace(start);
  } catch {
    if (find("dialog").open) find("dialog").close();
    held = isAwake = false;
    wishes.forEach((_, name) => wishes.delete(name));
    dress();
    plan();
  }
}

function release() {
  clearTimeout(idling);
  clearTimeout(leaving);
  held = false;
  dress();
  plan(2 * SECOND);
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-pause]")) return;
  if (paused) release(); else hold();
});
let paused = held;
document.addEventListener("pointerdown", (event) => { paused = held; if (!event.target.closest("a")) hold(); });
document.addEventListener("keydown", () => { paused = held; hold(); });
document.addEventListener("focusin", (event) => { if (!held && event.target.matches(":focus-visible")) hold(); });

const nightly = () => {
  const four = new Date();
  four.setHours(28, 0, 0, 0);
  setTimeout(async () => { await begin(); nightly(); }, (four - Date.now()) % (24 * HOUR) || 24 * HOUR);
};

const keep = () => navigator.serviceWorker?.controller?.postMessage("keep");
navigator.serviceWorker?.register(`${start}/worker.js`, { scope: start }).catch(() => {});
setInterval(keep, 10 * MINUTE);
setInterval(look, MINUTE);
still.addEventListener("change", () => { dress(); plan(); });
nightly();
dress();
if (held) hold(); else plan();
