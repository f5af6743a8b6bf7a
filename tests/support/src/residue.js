// Searches for secrets wherever a page could have left them. Evaluated with each search.
// The harness's listeners set `testMemory`, the program's linear memory.

// Everything a page can reach, as [place, text].
async function places() {
  const places = [
    ["the document", document.documentElement.outerHTML],
    ["the address", location.href],
    ["the title", document.title],
    ["the referrer", document.referrer],
    ["history state", show(history.state)],
    ["window.name", window.name],
    ["cookies", document.cookie],
    ["localStorage", show({ ...localStorage })],
    ["sessionStorage", show({ ...sessionStorage })],
    ["the page's timings", performance.getEntries().map((entry) => entry.name).join("\n")],
    ["the selection", String(getSelection())],
  ];
  for (const element of everyElement(document)) {
    const name = element.tagName.toLowerCase() + (element.id ? `#${element.id}` : "");
    for (const property of properties(element)) places.push([`${property} of ${name}`, String(element[property])]);
  }
  for (const property of Object.getOwnPropertyNames(window)) {
    if (typeof window[property] === "string") places.push([`window.${property}`, window[property]]);
  }
  for (const { name } of (await indexedDB.databases?.()) ?? []) places.push([`the database ${name}`, await records(name)]);
  // A page from a file has no caches, and may not query them.
  const stored = self.caches && location.protocol !== "file:" ? await caches.keys() : [];
  for (const name of stored) places.push([`the cache ${name}`, await cached(name)]);
  return places;
}

const show = (value) => JSON.stringify(value) ?? "";

// Including templates and shadow trees.
function everyElement(root) {
  return [...root.querySelectorAll("*")].flatMap((element) => [
    element,
    ...(element.content instanceof DocumentFragment ? everyElement(element.content) : []),
    ...(element.shadowRoot ? everyElement(element.shadowRoot) : []),
  ]);
}

// What an element holds besides its attributes, which are in the document's source.
function properties(element) {
  const known = ["value", "defaultValue", "placeholder", "title", "text", "href", "src"];
  const own = Object.getOwnPropertyNames(element);
  return [...known, ...own].filter((property) => typeof element[property] === "string");
}

function records(name) {
  const done = (request) => new Promise((good, bad) => ([request.onsuccess, request.onerror] = [() => good(request.result), bad]));
  return done(indexedDB.open(name)).then(async (database) => {
    const stores = [...database.objectStoreNames];
    const read = (store) => done(database.transaction(store).objectStore(store).getAll());
    const all = show(await Promise.all(stores.map(read)));
    database.close();
    return all;
  });
}

async function cached(name) {
  const cache = await caches.open(name);
  const each = async (request) => `${request.url}\n${await (await cache.match(request)).text()}`;
  return (await Promise.all((await cache.keys()).map(each))).join("\n");
}

// The program's memory, one character per byte.
function memory() {
  const buffer = window.testMemory;
  if (!buffer?.byteLength) throw new Error("the program's memory is not known");
  const text = new TextDecoder("latin1").decode(new Uint8Array(buffer));
  // It contains the page's own texts; another buffer would not, and the search would find nothing.
  if (!text.includes("Create, deactivate and delete AWS access keys")) throw new Error("this is not the program's memory");
  return text;
}

// The places of each form of a secret, with the text around it.
async function find(forms) {
  const found = [];
  const all = [["the program's memory", memory()], ...(await places())];
  for (const [place, text] of all) {
    for (const { kind, secret, text: form } of forms) {
      const at = text.indexOf(form);
      if (at < 0) continue;
      const around = text.slice(Math.max(0, at - 80), at + form.length + 80);
      found.push({ place, kind, secret, at, around: around.replace(/[^\x20-\x7e]/g, "·") });
    }
  }
  return found;
}

// Clicks the button that locks the tab, even behind a dialog. Whether there is one.
function lock() {
  const button = [...document.querySelectorAll(".banner button")].find((it) => it.textContent === "Lock");
  button?.click();
  return Boolean(button);
}
