// What Lighthouse says of a built site's topic, front page and source, on a phone and on a wide screen.
//
//   node lighthouse.mjs [FOLDER]      the folder is ../../public unless another is named
//
// The site is served from this machine, compressed. It fails below 100 in accessibility, best practices or
// SEO; performance is told, but it is measured in time, and depends on what else the machine does.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import { FLAGS, findBrowser } from "./browser.mjs";
import { address, kinds, openSite, serve } from "./site.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const TIMED = "performance";

const here = dirname(fileURLToPath(import.meta.url));
const site = openSite(process.argv[2] ?? join(here, "../../public"));
const server = await serve(site, "/", { gzip: true });
const chrome = await launch({ chromePath: findBrowser(), chromeFlags: ["--headless", ...FLAGS] });
try {
  const pages = kinds(site);
  for (const page of [pages.topic, pages["front page"], pages.source].filter(Boolean)) {
    for (const [screen, config] of [["phone", undefined], ["wide", desktopConfig]]) {
      const flags = { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" };
      const { lhr } = await lighthouse(address(server.base, page), flags, config);
      const scores = CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]);
      console.log(`${page}, ${screen}: ${scores.map(([name, score]) => `${name} ${score}`).join(", ")}`);
      const figures = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
      console.log(`    ${figures.map((id) => `${id} ${lhr.audits[id].displayValue}`).join(", ")}`);
      for (const [name, score] of scores.filter(([, score]) => score < 100)) {
        const audits = lhr.categories[name].auditRefs.filter(({ id, weight }) => weight && lhr.audits[id].score < 1);
        for (const { id } of audits) console.log(`    ${id}: ${lhr.audits[id].title}`);
        if (name !== TIMED) process.exitCode = 1;
      }
    }
  }
} finally {
  chrome.kill();
  await server.close();
}
