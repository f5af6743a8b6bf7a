// Chromium, driven over the DevTools protocol.

import puppeteer from "puppeteer-core";

const MEGABIT = 1e6 / 8;
const SLOW_4G = { latency: 150, download: 1.6 * MEGABIT, upload: 0.75 * MEGABIT };
const CPU_DIVISOR = 4;

const SWITCHES = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--lang=en-US",
];

/** A browser with a new profile. */
export async function launch() {
  return puppeteer.launch({
    executablePath: process.env.KEYCUTTER_CHROMIUM,
    args: SWITCHES,
    defaultViewport: { width: 1160, height: 900 },
  });
}

/** Opens a page in a new tab of a browser or of a context, with a slower processor and, unless it is
 * turned off, a slower line. Where it is probed, `bench.worked` tells when the form worked. */
export async function visit(browser, url, { isSlowLine = true, isProbed = false } = {}) {
  const tab = await browser.newPage();
  await tab.evaluateOnNewDocument(instrument, isProbed);
  await tab.emulateCPUThrottling(CPU_DIVISOR);
  if (isSlowLine) await tab.emulateNetworkConditions(SLOW_4G);
  await tab.goto(url, { waitUntil: "domcontentloaded" });
  return tab;
}

/** Runs in each page before its own scripts. Times are in milliseconds since the navigation. */
function instrument(isProbed) {
  performance.setResourceTimingBufferSize(5000);
  const shifts = { unexpected: 0, all: 0 };
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) {
      shifts.all += value;
      // As web vitals count it: not what follows within half a second of what the person does.
      if (!hadRecentInput) shifts.unexpected += value;
    }
  }).observe({ type: "layout-shift", buffered: true });

  const button = (name) => [...document.querySelectorAll("button")].find((it) => it.textContent.trim() === name);
  const bytes = () => {
    const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return entries.reduce((sum, entry) => sum + entry.encodedBodySize, 0);
  };

  /** When the frame in which a condition first holds has been painted. */
  const painted = (condition) =>
    new Promise((resolve) => {
      const look = () => {
        if (!condition()) return;
        observer.disconnect();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now());
          port2.postMessage(0);
        });
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { attributes: true, characterData: true, childList: true, subtree: true });
      look();
    });

  /** Presses `Continue` until that marks the empty fields: when, and what was loaded by then. */
  const works = () =>
    new Promise((resolve) => {
      const probe = () => {
        button("Continue")?.click();
        if (document.querySelector('[aria-invalid="true"]')) resolve({ at: performance.now(), bytes: bytes() });
        else setTimeout(probe, 4);
      };
      probe();
    });

  const rows = () => document.querySelectorAll("tbody tr").length;
  const lastUsesShown = () => !document.querySelector("tbody")?.textContent.includes("…");
  const labelled = (label) => document.querySelector(`button[aria-label="${label}"]`);
  const frame = () => new Promise(requestAnimationFrame);

  /** Signs in with the form as it is filled in: until so many keys are drawn, and until their last uses are. */
  const signIn = async (count) => {
    const start = performance.now();
    button("Continue").click();
    const drawn = await painted(() => rows() >= count);
    const complete = await painted(() => rows() >= count && lastUsesShown());
    return { drawn: drawn - start, complete: complete - start };
  };

  /** Makes a key inactive: until its row is repainted, and how much of that follows the answer. */
  const deactivate = async (id) => {
    labelled(`Make Inactive ${id}`).scrollIntoView({ block: "center" });
    for (let n = 0; n < 10; n++) await frame();
    const start = performance.now();
    labelled(`Make Inactive ${id}`).click();
    // The button no longer says "Inactive" then, so the status does.
    const isInactive = () => labelled(`Make Active ${id}`)?.closest("tr").textContent.includes("Inactive");
    const end = await painted(isInactive);
    const answered = performance.getEntriesByType("resource").at(-1).responseEnd;
    return { total: end - start, afterAnswer: end - answered };
  };

  /** All nodes of the document: elements, texts and comments. */
  const nodes = () => {
    const walker = document.createTreeWalker(document);
    let count = 1;
    while (walker.nextNode()) count++;
    return count;
  };

  window.bench = { deactivate, nodes, painted, rows, shifts, signIn, worked: isProbed && works() };
}
