// The browser: which one it is, and how it is started. CHROMIUM names it, if it is none of those looked for.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A page that asks another host for something gets nothing, here and on a machine without a network.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** A browser that asks nobody for anything but this machine. */
export function launch() {
  return chromium.launch({ executablePath: findBrowser(), args: FLAGS });
}

/** Where the browser is. Throws if there is none. */
export function findBrowser() {
  const places = (process.env.PATH ?? "").split(delimiter);
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const known = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"];
  const all = [...names.flatMap((name) => places.map((place) => join(place, name))), ...known];
  const found = process.env.CHROMIUM || all.find(isProgram);
  if (!found) throw new Error("no chromium is found; tests/browser/install.sh installs one, or CHROMIUM names it");
  return found;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
