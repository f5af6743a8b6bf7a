// Looks for secrets wherever a page could have left them. Evaluated with each look.
// Names in the page that belong to the test: `memoryForTheTest`, the program's linear memory.

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
  // A page from a disk has no caches, and may not ask.
  const kept = self.caches && location.protocol !== "file:" ? await caches.keys() : [];
  for (const name of kept) places.push([`the cache ${name}`, await cached(name)]);
  return places;
}

const show = (value) => JSON.stringify(value) ?? "";

// Templates and shadow trees included.
function everyElement(root) {
  return [...root.querySelectorAll("*")].flatMap((element) => [
    element,
    ...(element.content instanceof DocumentFragment ? everyElement(element.content) : []),
    ...(element.shadowRoot ? everyElement(element.shadowRoot) : []),
  ]);
}

// What an element holds beside its attributes, which are in the document's source.
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

// The program's memory, one character a byte.
function memory() {
  const buffer = window.memoryForTheTest;
  if (!buffer?.byteLength) throw new Error("the program's memory is out of reach");
  const text = new TextDecoder("latin1").decode(new Uint8Array(buffer));
  // The program's own words are in it. Were they not, nothing would be found in what was searched.
  if (!text.includes("Cut an AWS access key, in this tab")) throw new Error("this is not the program's memory");
  return text;
}

// Where which of the shapes are; `around` tells what of the program's memory stands beside them.
async function find(shapes) {
  const found = [];
  const all = [["the program's memory", memory()], ...(await places())];
  for (const [place, text] of all) {
    for (const { kind, secret, shape } of shapes) {
      const at = text.indexOf(shape);
      if (at < 0) continue;
      const around = text.slice(Math.max(0, at - 80), at + shape.length + 80);
      found.push({ place, kind, secret, at, around: around.replace(/[^\x20-\x7e]/g, "·") });
    }
  }
  return found;
}

// Locks the tab as its button does, whatever dialog is in front of it. Whether there was a button.
function lock() {
  const button = [...document.querySelectorAll(".banner button")].find((it) => it.textContent === "Lock");
  button?.click();
  return Boolean(button);
}
