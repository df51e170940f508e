// Maps to move and zoom, where the page has a drawing of one. esbuild makes static/vendor/map.js of it, with Leaflet.
import "./map.css";

import { browse } from "./browse.js";
import { pick } from "./pick.js";

document.querySelectorAll("[data-point-map]").forEach(browse);
document.querySelectorAll("[data-point-picker]").forEach(pick);
