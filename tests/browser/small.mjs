// A small site of texts, built by the program for a test that needs what the real one does not have.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openSite } from "./site.mjs";
import { findProgram } from "./watch.mjs";

/**
 * Builds a site of `files`, text by path, and opens it. `end` deletes it.
 * Throws if the program finds anything to complain of.
 */
export function buildSmall(files, ...options) {
  const folder = mkdtempSync(join(tmpdir(), "expound-small-"));
  const end = () => rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const built = spawnSync(findProgram(), ["build", "--strict", "--root", folder, ...options], { encoding: "utf8" });
  if (built.status !== 0) {
    end();
    throw new Error(`a small site is not built: ${built.stderr || built.error}`);
  }
  return { site: openSite(join(folder, "public")), end };
}
