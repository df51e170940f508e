// Keeps the newest slides of one screen, and shows them while the network or the service is gone.
const STORE = "screen";
const base = new URL(registration.scope).pathname.replace(/\/$/, "");

async function keep() {
  const snapshot = await fetch(`${base}/snapshot.json`, { cache: "no-store" });
  if (!snapshot.ok) return;
  const { addresses } = await snapshot.json();
  const store = await caches.open(STORE);
  for (const address of addresses) {
    const answer = await fetch(address);
    if (answer.ok) await store.put(address, answer);
  }
  const wanted = new Set(addresses.map((address) => new URL(address, location).href));
  for (const kept of await store.keys()) if (!wanted.has(kept.url)) await store.delete(kept);
}

async function answer(request) {
  try {
    const fresh = await fetch(request, { signal: AbortSignal.timeout(8000) });
    if (fresh.status < 500) return fresh;
  } catch { /* gone: what was kept is shown */ }
  const store = await caches.open(STORE);
  const isSlide = new URL(request.url).pathname.startsWith(base);
  const kept = await store.match(request, { ignoreSearch: isSlide, ignoreVary: true });
  return kept ?? (request.mode === "navigate" ? store.match(base) : undefined) ?? Response.error();
}

addEventListener("install", (event) => event.waitUntil(keep().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("message", (event) => event.waitUntil(keep().catch(() => {})));
addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || event.request.url.endsWith("/snapshot.json")) return;
  if (new URL(event.request.url).origin === location.origin) event.respondWith(answer(event.request));
});
