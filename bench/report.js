// The report: tables of medians with the least and the most, ratios, and the goals.

import { cpus, totalmem } from "node:os";

const NAMES = ["ours", "A", "B", "C"];
const HEADINGS = ["ours", "A: React, AWS SDK", "B: A with Cloudscape", "C: plain, aws4fetch"];

const sorted = (values) => values.flat().sort((a, b) => a - b);
const median = (values) => sorted(values).at(Math.floor(values.flat().length / 2));
const text = (value, digits) =>
  value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** The median, with the least and the most where they differ. */
function spread(values, digits = 0) {
  const all = sorted(values);
  const [least, most] = [all[0], all.at(-1)].map((value) => text(value, digits));
  return least === most ? least : `${text(median(values), digits)} (${least}–${most})`;
}

/** The ratios of the runs: what was measured side by side is compared. */
function ratios(over, under) {
  return over.map((value, run) => median([value]) / median([under[run]]));
}

const line = (cells) => `| ${cells.join(" | ")} |`;
const table = (headings, rows) =>
  [line(headings), line(headings.map((_, n) => (n ? "--:" : "---"))), ...rows.map(line)].join("\n");

/** A table of the pages, a row for each measurement. */
function pages(results, rows) {
  const of = (name, key) => results[name].map((run) => run[key]);
  const cells = ([title, key, digits]) => [title, ...NAMES.map((name) => spread(of(name, key), digits))];
  return table(["", ...HEADINGS], rows.map(cells));
}

/** A goal: what is compared, the ratios of the runs, and the limit of their median. */
function goal(title, values, sign, limit) {
  const isMet = sign === "≤" ? median(values) <= limit : median(values) >= limit;
  return [title, `${sign} ${limit}`, spread(values, 2), isMet ? "met" : "**missed**"];
}

function goals({ visits, table: keys, signing }) {
  const ratio = (results, key, peer) => {
    const of = (name) => results[name].map((run) => run[key]);
    return ratios(of("ours"), of(peer));
  };
  const later = (peer) => ["second visit", "third visit"].flatMap((key) => ratio(visits, key, peer));
  const aws4fetch = signing.map((sample) => sample.cached / sample.ours);
  return table(
    ["Ratio", "goal", "measured", ""],
    [
      goal("First visit, ours to B", ratio(visits, "first visit", "B"), "≤", 0.35),
      goal("First visit, ours to A", ratio(visits, "first visit", "A"), "≤", 0.85),
      goal("Later visits, ours to A", later("A"), "≤", 0.8),
      goal("Signing, aws4fetch with its key cached to ours", aws4fetch, "≥", 3),
      goal("One row of 500 changed, ours to A", ratio(keys, "row changed", "A"), "≤", 1.2),
      goal("Requests for 500 keys, ours to A", ratio(keys, "requests", "A"), "≤", 1),
    ],
  );
}

/** docs/bench.md. */
export function report(measured) {
  const { version, runs, visits, table: keys, firstKey, signing } = measured;
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${process.platform}`;
  const ways = [
    ["ours, key derived each time", "ours"],
    ["AWS SDK, key cached", "sdk"],
    ["aws4fetch, key cached", "cached"],
    ["aws4fetch, key derived each time", "uncached"],
  ];
  return `# Benchmark

\`cargo xtask bench\` wrote this page on ${new Date().toISOString().slice(0, 10)}: ${version}, ${machine}.

It builds three peers with the same two screens (a form to sign in, and a table of keys with buttons to create,
deactivate and delete) and the same requests, and measures them and Keycutter side by side, in turn. Their sources and
versions are in \`bench/\`. Each figure is a median, with the least and the most of all runs in parentheses. Ratios are
taken run by run. Compare figures only within this page: another machine has others.

## Goals

${goals(measured)}

## Visits

Time until the form works: until \`Continue\` marks the empty fields, from the navigation. Slow 4G (150 ms, 1.6 Mb/s down) and a
processor slowed down four times, by the DevTools protocol; brotli 11; ${runs.visits} runs, each in a new profile. The page's service
worker, which answers later visits, is not slowed down. Bytes are of bodies, as sent.

${pages(visits, [
  ["first visit, ms", "first visit"],
  ["second visit, ms", "second visit"],
  ["third visit, ms", "third visit"],
  ["bytes until the form works", "bytes for the form"],
  ["bytes of the first visit in all", "bytes in all"],
])}

Ours loads the rest of the program in the background, and keeps all of it for visits without a network.

## A table of 500 keys

AWS allows two keys; 500 measure the table. The server is on the same machine and sends 100 keys a page; the processor
is slowed down four times, the network is not; ${runs.table} runs. Last uses are asked for four at a time and shown once a second in
all four. A row is changed by \`Make Inactive\`, five times a run: from the click until the row is repainted.

${pages(keys, [
  ["keys drawn, ms after \`Continue\`", "drawn"],
  ["last uses drawn, ms after \`Continue\`", "complete"],
  ["one row changed, ms", "row changed"],
  ["of which after the answer, ms", "after the answer"],
  ["nodes of the document", "nodes"],
  ["requests", "requests"],
  ["preflights", "preflights"],
])}

## The first key

From the empty form to a saved key file, on the same slow line; ${runs.firstKey} runs. Layout shift counts as in web vitals: without what
follows a click within half a second, which is in the last row. At a server of one's own, as here, ours asks who is
signed in first and for the keys then; at AWS, both at once.

${pages(firstKey, [
  ["clicks", "clicks"],
  ["requests", "requests"],
  ["preflights", "preflights"],
  ["key shown with its last use, ms after \`Continue\`", "signed in"],
  ["layout shift", "layout shift", 4],
  ["layout shift after clicks", "layout shift after clicks", 4],
])}

## The account report

The page has no table of the account report yet. It will be measured here.

## Signing

One request, in microseconds; ${runs.signing} samples in turn, at full speed.

${table(
  ["", "µs"],
  ways.map(([title, key]) => [
    title,
    spread(
      signing.map((sample) => sample[key]),
      1,
    ),
  ]),
)}
`;
}
