// The ground of a map: pictures of a map server where the city names one, and the areas of the page's own drawing.
import L from "leaflet";

const MARGIN = 0.05;

/** "north,west,south,east" as Leaflet's bounds. */
export function readView(text) {
  const [north, west, south, east] = text.split(",").map(Number);
  return L.latLngBounds([south, west], [north, east]);
}

/** Leaflet's bounds as "north,west,south,east". */
export function writeView(bounds) {
  return [bounds.getNorth(), bounds.getWest(), bounds.getSouth(), bounds.getEast()].map((side) => side.toFixed(5)).join(",");
}

/** Lays a map on an element that says what it shows (templates/macros/map.html); the areas come from the drawing. */
export function layGround(element, drawing) {
  const { whole, view, nearer, farther, tiles, credit } = element.dataset;
  const edge = readView(whole);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(element, {
    zoomControl: false,
    attributionControl: false,
    maxBounds: edge.pad(MARGIN * 4),
    maxBoundsViscosity: 1,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    inertia: !still,
    zoomSnap: tiles ? 1 : 0.25, // between whole zooms, tiles would show their seams
    maxZoom: 18,
  });
  L.control.zoom({ zoomInTitle: nearer, zoomOutTitle: farther }).addTo(map);
  if (tiles) {
    L.tileLayer(tiles, { maxZoom: 19, referrerPolicy: "origin" }).addTo(map);
    L.control.attribution({ prefix: false }).addAttribution(asText(credit)).addTo(map);
  }
  drawAreas(map, edge, drawing, Boolean(tiles));
  let least = showWhole(map, edge);
  if (view !== whole) map.fitBounds(readView(view), { animate: false });
  map.on("resize", () => {
    const [isWhole, middle, zoom] = [map.getZoom() <= least, map.getCenter(), map.getZoom()];
    least = showWhole(map, edge);
    if (!isWhole) map.setView(middle, Math.max(zoom, least), { animate: false });
  });
  return map;
}

/** Shows the whole, lets it be zoomed out to a little more, and returns the zoom of the whole. */
function showWhole(map, edge) {
  map.setMinZoom(0); // raised only once the map is above it, or it would glide there
  map.fitBounds(edge, { animate: false });
  map.setMinZoom(map.getZoom() - 2 * map.options.zoomSnap);
  return map.getZoom();
}

function drawAreas(map, edge, drawing, isOverTiles) {
  // Below the marks, which may never be covered by a word.
  map.createPane("names").style.zIndex = 450;
  for (const shape of drawing.querySelectorAll("polygon[data-name]")) {
    const corners = shape.getAttribute("points").trim().split(/\s+/).map((corner) => {
      const [x, y] = corner.split(",").map((part) => part / 1000);
      return [edge.getNorth() - y * (edge.getNorth() - edge.getSouth()), edge.getWest() + x * (edge.getEast() - edge.getWest())];
    });
    L.polygon(corners, { className: isOverTiles ? "map-area over" : "map-area", interactive: false })
      .bindTooltip(asText(shape.dataset.name), { permanent: true, direction: "center", pane: "names", className: "map-name" })
      .addTo(map);
  }
}

function asText(words) {
  const part = document.createElement("span");
  part.textContent = words;
  return part.innerHTML;
}
