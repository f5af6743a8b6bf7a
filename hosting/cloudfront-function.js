// A CloudFront function for viewer requests: replaces a service worker that is not the page's own. It
// deletes all caches, unregisters itself and reloads the tabs that it controls. See *After a
// compromise* in docs/hosting.md.

// The script of the page's own worker. Change it where the page is under another path.
const own = "/sw.js";

const worker =
  'oninstall=()=>skipWaiting();onactivate=e=>e.waitUntil((async()=>{for(const k of await caches.keys())await caches.delete(k);await registration.unregister();for(const c of await clients.matchAll({type:"window"}))c.navigate(c.url)})())';

function handler(event) {
  const request = event.request;
  const asked = request.headers["service-worker"];
  if (!asked || asked.value !== "script" || request.uri === own) {
    return request;
  }
  return {
    statusCode: 200,
    headers: {
      "content-type": { value: "text/javascript" },
      "cache-control": { value: "no-cache" },
      "x-content-type-options": { value: "nosniff" },
    },
    body: worker,
  };
}
