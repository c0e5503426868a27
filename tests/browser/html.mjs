// What the Nu HTML checker says of every page of a site.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Properties of SVG 2 that browsers know and the checker does not; 404.html has its style sheet inside. */
const UNKNOWN_TO_IT = /^CSS: “paint-order”: Property “paint-order” doesn't exist/;

/** No error on any page; `test` notes what is wrong. */
export function html(site, test) {
  const jar = createRequire(import.meta.url)("vnu-jar");
  const files = [...site.pages, ...site.redirects].map((page) => join(site.root, page));
  const run = spawnSync("java", ["-jar", jar, "--errors-only", "--format", "json", "--exit-zero-always", ...files], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  let wrong;
  try {
    const { messages } = JSON.parse(run.stderr);
    const told = messages.filter((m) => !UNKNOWN_TO_IT.test(m.message));
    wrong = told.map((m) => `${(m.url ?? "").replace(/.*\//, "")}:${m.lastLine ?? ""}: ${m.message}`);
  } catch {
    wrong = [`the checker did not run: ${run.error?.message ?? run.stderr.slice(0, 200)}`];
  }
  test(`${files.length} pages are HTML as the Nu checker knows it`, wrong);
}
