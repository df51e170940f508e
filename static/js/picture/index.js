// A text as a QR code (ISO/IEC 18004) in SVG, so that a telephone can read what a page must not send. esbuild makes
// static/vendor/picture.js of it, with the library that computes the squares.

import encodeQR from "qr";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4;

/** An SVG of the text with its quiet zone; black on white whatever the page's colours. Throws for a text too long. */
export function drawPicture(text, label) {
  const rows = encodeQR(text, "raw", { border: QUIET, ecc: "low" });
  const size = rows.length;
  const picture = make("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" });
  const squares = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  picture.append(make("rect", { width: size, height: size, fill: "#fff" }), make("path", { d: squares.join(""), fill: "#000" }));
  return picture;
}

function make(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
