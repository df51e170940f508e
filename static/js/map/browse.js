// The proposals of a page on a map. The page itself tells what lies where, again for each part of the map that is looked at.
import L from "leaflet";

import { layGround, readView, writeView } from "./ground.js";

const PAUSE = 250;
const SIZE = 36;

/** Makes a map of the page's drawing. A part that can't be read leaves the marks as they are and says so. */
export function browse(place) {
  const results = () => document.getElementById("results");
  place.hidden = false;
  const map = layGround(place.querySelector("[data-ground]"), results());
  const marks = L.layerGroup().addTo(map);
  let pause, asked;

  // A mark that has focus is drawn anew with its place: focus goes to it again, or to the map when it has become others.
  function draw() {
    const held = document.activeElement?.closest(".map-mark")?.dataset.at;
    marks.clearLayers();
    for (const link of results().querySelectorAll("[data-at]")) marks.addLayer(makeMark(link, map));
    marks.eachLayer((mark) => {
      mark.getElement().setAttribute("aria-label", mark.options.title);
      mark.getElement().dataset.at = mark.options.at;
    });
    if (held) (place.querySelector(`.map-mark[data-at="${held}"]`) ?? map.getContainer()).focus({ preventScroll: true });
  }

  async function look() {
    asked?.abort();
    asked = new AbortController();
    const address = new URL(location.href);
    address.searchParams.set("view", writeView(map.getBounds()));
    address.searchParams.delete("page");
    address.hash = "";
    try {
      const answer = await fetch(address, { signal: asked.signal, headers: { accept: "text/html" } });
      if (!answer.ok) throw new Error(`the map's page answers ${answer.status}`);
      show(new DOMParser().parseFromString(await answer.text(), "text/html"), address);
    } catch (error) {
      if (error.name !== "AbortError") document.dispatchEvent(new CustomEvent("pb:say", { detail: place.dataset.failed }));
    }
  }

  function show(page, address) {
    if (!page.getElementById("results")) throw new Error("this is not the map's page");
    results().replaceWith(page.getElementById("results"));
    document.getElementById("found").textContent = page.getElementById("found").textContent;
    keepView(address.searchParams.get("view"));
    history.replaceState(history.state, "", address);
    draw();
  }

  // A filter keeps the part of the map that is looked at.
  function keepView(view) {
    const form = document.querySelector("form.filter");
    const field = form.elements.namedItem("view") ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "view" }));
    field.value = view;
  }

  draw();
  document.documentElement.classList.add("has-map"); // only now: whatever failed before this leaves the drawing in sight
  map.on("moveend", () => { clearTimeout(pause); pause = setTimeout(look, PAUSE); });
  document.addEventListener("htmx:after:swap", draw);
}

function makeMark(link, map) {
  const isMany = Boolean(link.dataset.view);
  const words = isMany ? link.textContent.trim() : "";
  const icon = L.divIcon({ className: isMany ? "map-mark many" : "map-mark", html: `<span>${words}</span>`, iconSize: [SIZE, SIZE] });
  const mark = L.marker(link.dataset.at.split(",").map(Number), { icon, title: link.getAttribute("aria-label"), at: link.dataset.at, autoPanOnFocus: false });
  const act = () => {
    if (!isMany) location.assign(link.href.baseVal);
    else if (map.getZoom() < map.getMaxZoom()) map.fitBounds(readView(link.dataset.view));
    else document.getElementById("found").scrollIntoView();
  };
  mark.on("click", act);
  mark.on("keydown", ({ originalEvent }) => {
    if (!["Enter", " "].includes(originalEvent.key)) return;
    originalEvent.preventDefault();
    act();
  });
  return mark;
}
