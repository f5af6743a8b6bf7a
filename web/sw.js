// The service worker: caches this version of the page, so that it opens without a network.
// It responds only to requests for the page's own files.

// Each file with its checksum, the page itself first. All others have a checksum in their names.
const FILES = {{files}};

const own = FILES.map(([path]) => new URL(path, location).href);
const page = own[0];
// The same origin may host another copy of the page, with a cache of its own.
const prefix = `keycutter ${registration.scope} `;
const cacheName = prefix + FILES[0][1];

addEventListener("install", (event) => {
  const wanted = (cached) =>
    FILES.map(([path, integrity], i) => new Request(path, { integrity, cache: i ? cached : "no-cache" }));
  const keep = async () => {
    const cache = await caches.open(cacheName);
    // A file that was altered once stays in the browser's cache under its name.
    await cache.addAll(wanted("default")).catch(() => cache.addAll(wanted("reload")));
  };
  event.waitUntil(keep());
});

// The person agreed to the new version. Until then, tabs use the one before.
addEventListener("message", () => skipWaiting());

addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith(prefix) && name !== cacheName;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))));
});

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const asked = url.split(/[?#]/)[0];
  const file = asked === `${page}index.html` ? page : asked;
  if (method !== "GET" || !own.includes(file)) return;
  const kept = caches.match(file, { cacheName, ignoreVary: true });
  event.respondWith(kept.then((response) => response ?? fetch(event.request)));
});
