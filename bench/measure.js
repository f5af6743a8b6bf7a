// Measures the page beside its peers and prints docs/bench.md. `cargo xtask bench` calls it with:
//
//     node measure.js DIST WASM TARGET
//
// DIST is the site, WASM the program of sign.rs, TARGET a folder for what is built.
// KEYCUTTER_CHROMIUM names the browser, and KEYCUTTER_BENCH_RUNS=1 makes a quick run.

import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { buildPeers, bundle, page } from "./build.js";
import { launch } from "./browser.js";
import { report } from "./report.js";
import { firstKey, table, visits } from "./scenarios.js";
import { serve } from "./site.js";

const [dist, wasm, target] = process.argv.slice(2);
const runsOf = (count) => Number(process.env.KEYCUTTER_BENCH_RUNS ?? count);
const RUNS = { visits: runsOf(7), table: runsOf(3), firstKey: runsOf(2), signing: runsOf(15) };

const folders = { ours: dist, ...(await buildPeers(target)) };
const sites = {};
for (const [name, folder] of Object.entries(folders))
  sites[name] = Object.assign(await serve(folder), { isOurs: name === "ours" });

/** Does something in all pages in turn, beginning with another one in each run, and gives what came of it by page. */
async function alternate(title, runs, scenario) {
  const results = Object.fromEntries(Object.keys(sites).map((name) => [name, []]));
  for (let run = 0; run < runs; run++) {
    console.error(`${title}: run ${run + 1} of ${runs}`);
    const browser = await launch();
    // The first tab of a browser is slower. Contexts share no cache.
    await visits(await browser.createBrowserContext(), sites.C);
    const names = Object.keys(sites);
    for (const name of [...names.slice(run % names.length), ...names.slice(0, run % names.length)]) {
      results[name].push(await scenario(browser, sites[name]));
    }
    await browser.close();
  }
  return results;
}

/** Times of signing, in a page of its own at full speed. */
async function signing(runs) {
  console.error("Signing");
  const folder = join(target, "sign");
  page(folder, await bundle(["sign.js"], folder));
  copyFileSync(wasm, join(folder, "sign.wasm"));
  const site = await serve(folder);
  const browser = await launch();
  const tab = await browser.newPage();
  await tab.goto(site.url, { waitUntil: "networkidle0" });
  const samples = [];
  // The first is for the compilers.
  for (let run = 0; run <= runs; run++) samples.push(await tab.evaluate(() => sample()));
  await browser.close();
  site.stop();
  return samples.slice(1);
}

const browser = await launch();
const version = await browser.version();
await browser.close();
const measured = {
  version,
  runs: RUNS,
  signing: await signing(RUNS.signing),
  visits: await alternate("Visits", RUNS.visits, visits),
  table: await alternate("500 keys", RUNS.table, table),
  firstKey: await alternate("First key", RUNS.firstKey, firstKey),
};
for (const site of Object.values(sites)) site.stop();
process.stdout.write(report(measured));
