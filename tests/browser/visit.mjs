// Visiting a page, and what a visit brought to light that no reader should meet.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** A tab that notes console messages, errors of scripts, failed requests, and requests that leave the site. */
export async function openTab(context, base) {
  const tab = await context.newPage();
  const noise = [];
  tab.on("console", (message) => noise.push(`console ${message.type()}: ${message.text()}`));
  tab.on("pageerror", (error) => noise.push(`script error: ${error.message}`));
  tab.on("requestfailed", (request) => {
    // What a page was still loading when it was left has not failed.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") {
      noise.push(`request failed: ${request.url()} (${request.failure()?.errorText})`);
    }
  });
  tab.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith("data:")) noise.push(`request leaves the site: ${url}`);
  });
  tab.on("response", (response) => {
    if (response.status() >= 400) noise.push(`request failed: ${response.url()} (${response.status()})`);
  });
  return { tab, noise };
}

/** Loads an address in a tab, and gives what was noted meanwhile. */
export async function load({ tab, noise }, url) {
  noise.length = 0;
  // Only a full load, and not a jump within the page that is open already, shows all there is to note.
  await tab.goto("about:blank");
  await tab.goto(url, { waitUntil: "load" });
  return [...noise];
}

/** What is wrong with the open page whatever it is about. */
export async function soundness(tab) {
  return tab.evaluate(() => {
    const wrong = [];
    const headings = document.querySelectorAll("h1");
    if (headings.length !== 1) wrong.push(`${headings.length} h1`);
    else if (!headings[0].textContent.trim()) wrong.push("the h1 is empty");
    if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(document.documentElement.lang)) {
      wrong.push(`lang is "${document.documentElement.lang}"`);
    }
    if (!document.title.trim()) wrong.push("no title");
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
    if (twice.length) wrong.push(`ids given twice: ${[...new Set(twice)].join(", ")}`);
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      const id = decodeURIComponent(link.getAttribute("href").slice(1));
      if (id && !document.getElementById(id)) wrong.push(`#${id} leads nowhere`);
    }
    return wrong;
  });
}

/** What sticks out of the window at a width, or nothing. */
export async function overflow(tab, width) {
  await tab.setViewportSize({ width, height: 900 });
  return tab.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const out = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > room + 0.5);
    const last = out.at(-1);
    const words = last?.textContent.replace(/\s+/g, " ").trim().slice(0, 60);
    const what = last ? `<${last.localName} class="${last.className}"> “${words}”` : "the page";
    return [`${what} is wider than ${innerWidth} px (${document.documentElement.scrollWidth})`];
  });
}

/** What axe-core finds against WCAG 2.2, levels A and AA. */
export async function accessibility(tab) {
  await tab.evaluate(AXE);
  const { violations } = await tab.evaluate(
    (tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }),
    WCAG,
  );
  return violations.map((v) => {
    const first = v.nodes[0];
    const why = first.failureSummary.split("\n").slice(1).join("; ").trim();
    return `${v.id}: ${v.nodes.length} × ${v.help}: ${first.target.join(" ")} (${why})`;
  });
}
