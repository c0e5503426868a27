// What the Nu HTML checker says of every page of a site.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

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
    wrong = messages.map((m) => `${(m.url ?? "").replace(/.*\//, "")}:${m.lastLine ?? ""}: ${m.message}`);
  } catch {
    wrong = [`the checker did not run: ${run.error?.message ?? run.stderr.slice(0, 200)}`];
  }
  test(`${files.length} pages are HTML as the Nu checker knows it`, wrong);
}
