// A static web server that sends brotli 11, made once, and tells browsers to keep what has a
// checksum in its name. It counts the bytes of the bodies that it sends.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

function pack(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params });
}

/** Serves a folder at a port of its own. */
export async function serve(folder) {
  const named = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && TYPES[extname(entry.name)],
  );
  const files = new Map(
    named.map(({ name }) => {
      const bytes = readFileSync(join(folder, name));
      return [
        name,
        { packed: pack(bytes), etag: `"${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}"` },
      ];
    }),
  );
  const site = { sent: 0 };
  const server = createServer((request, response) => {
    const name = new URL(request.url, "http://x").pathname.slice(1) || "index.html";
    const file = files.get(name);
    if (!file) return response.writeHead(404).end();
    const { packed, etag } = file;
    const cached = name.endsWith(".html") || name === "sw.js" ? "no-cache" : "public, max-age=31536000, immutable";
    const headers = { ETag: etag, "Cache-Control": cached, "Content-Type": TYPES[extname(name)] };
    if (request.headers["if-none-match"] === etag) return response.writeHead(304, headers).end();
    site.sent += packed.length;
    response.writeHead(200, { ...headers, "Content-Encoding": "br", "Content-Length": packed.length }).end(packed);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  site.url = `http://127.0.0.1:${server.address().port}/`;
  site.stop = () => (server.closeAllConnections(), server.close());
  return site;
}
