// The service worker: keeps this version of the page, so that it opens without a network.
// It answers for the page's own files and leaves every other request alone.

// Each file with its checksum, the page itself first.
const FILES = {{files}};

const own = FILES.map(([path]) => new URL(path, location).href);
const page = own[0];
// Another copy of the page may live elsewhere on the same host.
const caches_of_this_copy = `keycutter ${registration.scope} `;
const cache = caches_of_this_copy + FILES[0][1];

addEventListener("install", (event) => {
  const wanted = FILES.map(([path, integrity]) => new Request(path, { integrity, cache: "no-cache" }));
  event.waitUntil(caches.open(cache).then((kept) => kept.addAll(wanted)));
});

// Until then, tabs with the version before go on with it.
addEventListener("message", () => skipWaiting());

addEventListener("activate", (event) => {
  const isOld = (name) => name.startsWith(caches_of_this_copy) && name !== cache;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(isOld).map((name) => caches.delete(name)))));
});

addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const asked = url.split(/[?#]/)[0];
  const file = asked === `${page}index.html` ? page : asked;
  if (method !== "GET" || !own.includes(file)) return;
  const kept = caches.match(file, { cacheName: cache, ignoreVary: true });
  event.respondWith(kept.then((kept) => kept ?? fetch(event.request)));
});
