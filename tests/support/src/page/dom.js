// The page by role and accessible name, as assistive technology sees it.
// Evaluated with each query; it changes nothing in the page.

const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();

// The topmost dialog, or the whole page when none is open.
function scope() {
  const modals = [...document.querySelectorAll("dialog:modal")];
  const onTop = modals.find((modal) => {
    const box = modal.getBoundingClientRect();
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2);
    return hit?.closest("dialog") === modal;
  });
  return onTop ?? modals.at(-1) ?? document.body;
}

function shown(element) {
  if (element.closest("[aria-hidden=true], [inert]")) return false;
  return element.checkVisibility({ visibilityProperty: true });
}

const INPUTS = { button: "button", submit: "button", reset: "button", checkbox: "checkbox", radio: "radio", range: "slider" };
const TAGS = {
  A: "link", BUTTON: "button", SELECT: "combobox", TEXTAREA: "textbox", DIALOG: "dialog", TABLE: "table", TR: "row",
  TD: "cell", TH: "columnheader", PROGRESS: "progressbar", OUTPUT: "status", SUMMARY: "disclosure", HEADER: "banner",
  MAIN: "main", NAV: "navigation", H1: "heading", H2: "heading", H3: "heading", H4: "heading", LI: "listitem",
};

function role(element) {
  const given = element.getAttribute("role");
  if (given) return given;
  if (element.tagName === "INPUT") return element.type === "file" ? "file" : INPUTS[element.type] ?? "textbox";
  if (element.tagName === "A" && !element.hasAttribute("href")) return "";
  return TAGS[element.tagName] ?? "";
}

// Text as a screen reader reads it: hidden parts left out, visually hidden ones not.
function text(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.getAttribute("aria-hidden") === "true" || !node.checkVisibility({ visibilityProperty: true })) return "";
  const inner = [...node.childNodes].map(text).join("");
  return getComputedStyle(node).display.startsWith("inline") ? inner : ` ${inner} `;
}

function referred(element, attribute) {
  const ids = tidy(element.getAttribute(attribute));
  return ids ? tidy(ids.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ")) : "";
}

const NAMED_BY_CONTENT = ["button", "link", "heading", "cell", "columnheader", "disclosure", "status", "alert", "row", "listitem", "menuitem"];

function name(element) {
  const given = referred(element, "aria-labelledby") || tidy(element.getAttribute("aria-label"));
  if (given) return given;
  const labels = element.labels ? tidy([...element.labels].map(text).join(" ")) : "";
  if (labels) return labels;
  if (element.tagName === "TABLE") return tidy(element.caption?.textContent);
  if (NAMED_BY_CONTENT.includes(role(element))) return tidy(text(element));
  return tidy(element.getAttribute("title"));
}

function description(element) {
  return referred(element, "aria-describedby") || tidy(element.getAttribute("aria-description"));
}

const disabled = (element) => element.matches(":disabled") || element.getAttribute("aria-disabled") === "true";

function all(within) {
  return [...within.querySelectorAll("*")].filter((element) => role(element) && shown(element));
}

// Elements by role, name, and description where more than one has the name.
function find(wanted) {
  const within = scope();
  const found = wanted.role === "dialog" && within.tagName === "DIALOG" ? [within] : all(within);
  return found.filter((element) =>
    role(element) === wanted.role &&
    (wanted.name === null || name(element) === wanted.name) &&
    (wanted.description === null || description(element).includes(wanted.description)));
}

function state(element) {
  const { left, top } = element.getBoundingClientRect();
  return {
    role: role(element),
    name: name(element),
    description: description(element),
    text: tidy(text(element)),
    value: element.value ?? null,
    disabled: disabled(element),
    invalid: element.getAttribute("aria-invalid") === "true",
    readonly: element.readOnly === true,
    expanded: element.getAttribute("aria-expanded"),
    masked: element.type === "password" || !["", "none", undefined].includes(getComputedStyle(element).webkitTextSecurity),
    options: element.list ? [...element.list.options].map((option) => option.value) : null,
    selected: element.tagName === "SELECT" ? tidy(element.selectedOptions[0]?.text) : null,
    left: left + scrollX,
    top: top + scrollY,
  };
}

// A table as its column headings and, per row, each cell's text by heading.
function table(wanted) {
  const found = find({ role: "table", name: wanted, description: null })[0];
  if (!found) return null;
  const headings = [...found.querySelectorAll("thead th")].map((cell) => tidy(text(cell)));
  const rows = [...found.tBodies[0].rows].map((row) =>
    Object.fromEntries([...row.cells].map((cell, i) => [headings[i], tidy(text(cell))])));
  const times = [...found.tBodies[0].rows].map((row) =>
    Object.fromEntries([...row.cells].map((cell, i) => [headings[i], cell.querySelector("time")?.dateTime ?? null])));
  return { headings, rows, times };
}

// The focused element, and whether its focus is visible.
function focus() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  return { ...state(element), visible: element.matches(":focus-visible") && (outlined || style.boxShadow !== "none") };
}

// The whole page as indented lines, for messages of failed steps.
function outline() {
  const lines = [];
  const visit = (element, depth) => {
    if (!shown(element)) return;
    const kind = role(element);
    let deeper = depth;
    if (kind && !["row", "listitem"].includes(kind)) {
      const { value, selected, disabled, invalid, description } = state(element);
      let line = `${"  ".repeat(depth)}${kind} "${name(element)}"`;
      if (kind === "textbox") line += ` = "${value}"`;
      if (kind === "combobox") line += ` = "${selected}"`;
      if (disabled) line += " (disabled)";
      if (invalid) line += " (invalid)";
      if (description) line += ` (${description})`;
      lines.push(line);
      deeper += 1;
    } else if ([...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && tidy(node.data))) {
      lines.push(`${"  ".repeat(depth)}${tidy(text(element))}`);
      return;
    }
    if (NAMED_BY_CONTENT.includes(kind)) return;
    [...element.children].forEach((child) => visit(child, deeper));
  };
  visit(document.body, 0);
  document.querySelectorAll("dialog:modal").forEach((modal) => {
    lines.push(`on top: dialog "${name(modal)}"`);
  });
  return lines.join("\n");
}

// The checksum of every file in Cache Storage, by cache and URL.
async function cached() {
  const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const all = {};
  // A page from a file has no caches, and may not query them.
  for (const name of self.caches && location.protocol !== "file:" ? await caches.keys() : []) {
    const cache = await caches.open(name);
    all[name] = {};
    for (const request of await cache.keys()) {
      const bytes = await (await cache.match(request))?.arrayBuffer();
      if (bytes) all[name][request.url] = hex(await crypto.subtle.digest("SHA-256", bytes));
    }
  }
  return all;
}

// What outlives the page or leaves with it.
async function stored() {
  const databases = (await indexedDB.databases?.()) ?? [];
  return {
    localStorage: JSON.stringify({ ...localStorage }),
    sessionStorage: JSON.stringify({ ...sessionStorage }),
    cookies: document.cookie,
    address: location.href,
    history: JSON.stringify(history.state),
    title: document.title,
    windowName: window.name,
    databases: JSON.stringify(databases.map((database) => database.name)),
    caches: JSON.stringify(await cached()),
  };
}

// The document's source and the value of every field, hidden or not.
function source() {
  const values = [...document.querySelectorAll("input, textarea, select")].map((field) => field.value);
  return [document.documentElement.outerHTML, ...values].join("\n");
}
