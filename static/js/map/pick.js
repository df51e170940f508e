// Choosing a point: by pressing the map, by moving its middle under the cross, or by where the device is. The field with
// the two numbers stays, and works alone.
import L from "leaflet";

import { layGround, readView } from "./ground.js";

const POINT = /^\s*([+-]?\d{1,3}(?:[.,]\d+)?)\s*(?:[;,]\s*|\s)([+-]?\d{1,3}(?:[.,]\d+)?)\s*$/;

/** Makes a map beside the field that `data-field` names. */
export function pick(place) {
  const field = document.getElementById(place.dataset.field);
  const said = place.querySelector("[data-said]");
  place.hidden = false;
  const map = layGround(place.querySelector("[data-ground]"), place);
  const edge = readView(place.querySelector("[data-ground]").dataset.whole);
  const icon = L.divIcon({ className: "map-mark chosen", html: "<span></span>", iconSize: [36, 36] });
  const mark = L.marker(map.getCenter(), { icon, keyboard: false, interactive: false });

  function show(words) { said.textContent = words; }

  function read() {
    const found = POINT.exec(field.value);
    const point = found && L.latLng(...found.slice(1).map((part) => Number(part.replace(",", "."))));
    if (point && edge.contains(point)) {
      mark.setLatLng(point).addTo(map);
      return point;
    }
    mark.remove();
    return null;
  }

  function put(point) {
    field.value = point ? `${point.lat.toFixed(5)}, ${point.lng.toFixed(5)}` : "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    read();
    show(point ? place.dataset.put.replace("{point}", field.value) : place.dataset.gone);
  }

  function choose(point) {
    if (edge.contains(point)) put(point);
    else show(place.dataset.beyond);
  }

  function ask() {
    show(place.dataset.asking);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const point = L.latLng(coords.latitude, coords.longitude);
        if (!edge.contains(point)) return show(place.dataset.outside);
        map.setView(point, Math.max(map.getZoom(), 15));
        put(point);
      },
      () => show(place.dataset.unknown),
      { enableHighAccuracy: true, timeout: 15000 },
    );
  }

  map.on("click", ({ latlng }) => choose(latlng));
  field.addEventListener("change", read);
  wire("[data-middle]", () => choose(map.getCenter()));
  wire("[data-none]", () => put(null));
  if (navigator.geolocation) wire("[data-here]", ask);
  const point = read();
  if (point) map.setView(point, Math.max(map.getZoom(), 14), { animate: false });

  function wire(what, act) {
    const button = place.querySelector(what);
    button.hidden = false;
    button.addEventListener("click", act);
  }
}
