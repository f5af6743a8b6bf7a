// What is done in a page, the same in ours and in the peers', by the names that people see.

import { visit } from "./browser.js";
import { keyId, startIam } from "./iam.js";

const ACCESS_KEY = { "Access key ID": keyId(0), "Secret access key": "bench/+7".repeat(5) };

/** A first visit and two later ones: when the form works, and what is loaded for it. */
export async function visits(browser, site) {
  const before = site.sent;
  const results = [];
  for (let n = 0; n < 3; n++) {
    const tab = await visit(browser, site.url, { isProbed: true });
    results.push(await tab.evaluate(() => bench.worked));
    await tab.waitForNetworkIdle({ idleTime: 200 });
    // Ours installs a service worker, which loads the rest of the page.
    if (site.isOurs) await tab.evaluate(async () => void (await navigator.serviceWorker.ready));
    if (n === 0) results[0].all = site.sent - before;
    await tab.close();
  }
  const [first, second, third] = results;
  return {
    "first visit": first.at,
    "second visit": second.at,
    "third visit": third.at,
    "bytes for the form": first.bytes,
    "bytes in all": first.all,
  };
}

/** A table of 500 keys: when it is drawn, and when one row is changed, five times. */
export async function table(browser, site) {
  const count = 500;
  const iam = await startIam(count);
  const context = await browser.createBrowserContext();
  const tab = await visit(context, site.url, { isSlowLine: false });
  await fill(tab, site, iam.url);
  const { drawn, complete } = await tab.evaluate((count) => bench.signIn(count), count);
  const nodes = await tab.evaluate(() => bench.nodes());
  const { requests, preflights } = iam.asked;
  const changes = [];
  for (const n of [490, 400, 250, 100, 10]) changes.push(await tab.evaluate((id) => bench.deactivate(id), keyId(n)));
  await context.close();
  iam.stop();
  return {
    drawn,
    complete,
    nodes,
    requests,
    preflights,
    "row changed": changes.map((change) => change.total),
    "after the answer": changes.map((change) => change.afterAnswer),
  };
}

/** From an empty form to a saved key file. */
export async function firstKey(browser, site) {
  const iam = await startIam(1);
  const context = await browser.createBrowserContext();
  const tab = await visit(context, site.url);
  let clicks = 0;
  const click = async (name) => {
    await tab.locator(`aria/${name}[role="button"]`).click();
    clicks += 1;
  };
  await fill(tab, site, iam.url);
  // A person takes longer than this. Ours loads the next screen meanwhile.
  await tab.waitForNetworkIdle({ idleTime: 200 });
  const listed = tab.evaluate(() =>
    bench.painted(() => bench.rows() === 1 && !document.querySelector("tbody").textContent.includes("…")),
  );
  const start = await tab.evaluate(() => performance.now());
  await click("Continue");
  const signedIn = (await listed) - start;
  await click("Create New Access Key");
  await click("Download Key File");
  await click("Close");
  await tab.evaluate(() => bench.painted(() => bench.rows() === 2));
  const { all, unexpected } = await tab.evaluate(() => bench.shifts);
  const { requests, preflights } = iam.asked;
  await context.close();
  iam.stop();
  return {
    clicks,
    requests,
    preflights,
    "signed in": signedIn,
    "layout shift": unexpected,
    "layout shift after clicks": all - unexpected,
  };
}

/** Fills the form in, for this endpoint. */
async function fill(tab, site, endpoint) {
  const type = async (name, text) => {
    const field = await tab.waitForSelector(`aria/${name}[role="textbox"]`);
    await field.focus();
    await tab.keyboard.type(text);
  };
  for (const [name, text] of Object.entries(ACCESS_KEY)) await type(name, text);
  // Ours asks for an endpoint only where it is not AWS.
  if (site.isOurs) await (await tab.waitForSelector('aria/Where[role="combobox"]')).select("custom");
  await type("Endpoint URL", endpoint);
}
