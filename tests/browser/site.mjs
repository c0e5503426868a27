// A built site: its files, which pages to look at closely, and a server for it.

import { createServer } from "node:http";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { extname, join, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".woff2": "font/woff2",
};

/** The site in a folder. Throws if there is none. */
export function openSite(folder) {
  const root = resolve(folder);
  if (!existsSync(join(root, "index.html"))) {
    throw new Error(`there is no index.html in ${root}; build the site first: cargo run --release -- build`);
  }
  const files = walk(root).sort();
  const html = files.filter((file) => file.endsWith(".html"));
  const pages = html.filter((file) => !isRedirect(read(root, file)));
  return { root, files, pages, redirects: html.filter((file) => !pages.includes(file)) };
}

/** The text of one of a site's files. */
export function read(root, file) {
  return readFileSync(join(root, file), "utf8");
}

/** A page of each kind, by the name of the kind: of several the longest, which has most to go wrong. */
export function kinds(site) {
  const longest = (test) =>
    site.pages
      .filter(test)
      .sort((a, b) => read(site.root, b).length - read(site.root, a).length)
      .at(0);
  const below = (folder) => longest((page) => page.startsWith(`${folder}/`) && !page.endsWith("/index.html"));
  const one = (name) => longest((page) => page === name);
  const found = {
    "front page": one("index.html"),
    topic: below("topics"),
    source: below("sources"),
    event: below("events"),
    entity: below("entities"),
    timeline: one("timeline.html"),
    sources: one("sources/index.html"),
    folder: longest((page) => page.endsWith("/index.html") && !page.startsWith("sources/")),
    "ordinary page": longest((page) => !page.includes("/") && !["index", "404", "timeline"].includes(page.slice(0, -5))),
    "not found": one("404.html"),
  };
  return found;
}

/**
 * Serves the site on this machine, below `prefix` (`/`, `/some/sub/path/`). What is not there gets the
 * site's own 404 page, as static hosts do it. With `gzip` text is compressed, as they do too.
 */
export async function serve(site, prefix, { gzip = false } = {}) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    let file = path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
    if (file === "" || file?.endsWith("/")) file += "index.html";
    const found = file !== undefined && site.files.includes(file);
    const sent = found ? file : "404.html";
    const type = TYPES[extname(sent)] ?? "application/octet-stream";
    const bytes = site.files.includes(sent) ? readFileSync(join(site.root, sent)) : "";
    const packed = gzip && !type.startsWith("font/") && !type.startsWith("image/p") && !type.startsWith("image/j");
    response.writeHead(found ? 200 : 404, { "content-type": type, ...(packed && { "content-encoding": "gzip" }) });
    response.end(packed ? gzipSync(bytes) : bytes);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    base: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

/** The site as it is opened from the disk. */
export function fromDisk(site) {
  return { base: `${pathToFileURL(site.root)}/`, close: async () => {} };
}

/** The address of a page. */
export function address(base, page) {
  return base + page.split("/").map(encodeURIComponent).join("/");
}

function walk(root, folder = root) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return walk(root, path);
    return [relative(root, path).split(sep).join("/")];
  });
}

function isRedirect(html) {
  return /<meta[^>]+http-equiv=["']?refresh/i.test(html);
}
