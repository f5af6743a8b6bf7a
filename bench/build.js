// Builds the peers, each into a folder as it would be hosted: minified, with checksums in the names.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";

const here = (name) => join(import.meta.dirname, "peers", name);

/** The script of a folder with its styles, bundled. Gives the names of the files. */
export async function bundle(entryPoints, outdir) {
  const { metafile } = await build({
    entryPoints: entryPoints.map(here),
    outdir,
    bundle: true,
    minify: true,
    format: "esm",
    target: "chrome123",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    entryNames: "[name]-[hash]",
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  return Object.keys(metafile.outputs).map((output) => basename(output));
}

/** A page that loads these files. */
export function page(folder, files, content = "") {
  const styles = files
    .filter((file) => file.endsWith(".css"))
    .map((file) => `<link rel="stylesheet" href="${file}" />`);
  const scripts = files
    .filter((file) => file.endsWith(".js"))
    .map((file) => `<script type="module" src="${file}"></script>`);
  const head = [
    '<meta charset="utf-8" />',
    '<meta name="viewport" content="width=device-width, initial-scale=1" />',
    "<title>Access keys</title>",
    '<link rel="icon" href="data:," />',
  ];
  const html = `<!doctype html><html lang="en"><head>${[...head, ...styles, ...scripts].join("")}</head><body><div id="root">${content}</div></body></html>`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), html);
}

/** Builds the peer of a name, and gives its folder. */
async function peer(folder, script, styles, content) {
  page(folder, await bundle([script, ...styles], folder), content);
  return folder;
}

/** All peers, below one folder. */
export async function buildPeers(target) {
  return {
    A: await peer(join(target, "A"), "react.jsx", ["style.css"]),
    B: await peer(join(target, "B"), "cloudscape.jsx", []),
    C: await peer(join(target, "C"), "plain.js", ["style.css"], readFileSync(here("plain.html"), "utf8")),
  };
}
