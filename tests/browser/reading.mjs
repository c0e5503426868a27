// How a page reads: its weight, its rest while it loads, the order of its links, and every width.

import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { address, kinds } from "./site.mjs";
import { load, openTab, overflow } from "./visit.mjs";

/** In KB of 1,000 bytes, compressed: what a topic may cost a reader who opens it first. */
const MOST = { html: 30, css: 12, js: 6, fonts: 60 };
const WIDTHS = [360, 390, 768, 1280, 1920];

/** All of it: `test` notes what is wrong, by the name of what was looked at. */
export async function reading(browser, site, { base }, test) {
  const pages = kinds(site);
  await weight(browser, site, pages.topic, base, test);
  await widths(browser, pages, base, test);
  await rest(browser, pages, base, test);
  await order(browser, pages.topic, base, test);
  await targets(browser, pages, base, test);
}

async function weight(browser, site, page, base, test) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const visit = await openTab(context, base);
  const sums = { html: 0, css: 0, js: 0, fonts: 0 };
  const wrong = [];
  visit.tab.on("response", (response) => {
    const path = decodeURIComponent(new URL(response.url()).pathname.slice(1));
    // The style sheet that holds the typeface and nothing else counts as fonts.
    const kind = path.endsWith("/fonts.css") ? "fonts" : path.split(".").at(-1).replace("woff2", "fonts");
    if (!site.files.includes(path)) return;
    const bytes = readFileSync(join(site.root, path));
    sums[kind] = (sums[kind] ?? 0) + (path.endsWith("woff2") ? bytes.length : gzipSync(bytes, { level: 9 }).length);
  });
  await load(visit, address(base, page));
  await visit.tab.evaluate(() => document.fonts.ready);
  for (const [kind, most] of Object.entries(MOST)) {
    if (sums[kind] > most * 1000) wrong.push(`${kind}: ${(sums[kind] / 1000).toFixed(1)} KB, and ${most} are allowed`);
  }
  if (!sums.html || !sums.css) wrong.push("nothing was weighed");
  const told = Object.entries(sums).map(([kind, sum]) => `${kind} ${(sum / 1000).toFixed(1)}`);
  test(`weight of ${page} in KB: ${told.join(", ")}`, wrong);
  await context.close();
}

async function widths(browser, pages, base, test) {
  const context = await browser.newContext();
  const visit = await openTab(context, base);
  for (const [kind, page] of Object.entries(pages).filter(([, page]) => page)) {
    const wrong = await load(visit, address(base, page));
    for (const width of WIDTHS) wrong.push(...(await overflow(visit.tab, width)));
    test(`${kind} at ${WIDTHS.join(", ")} px`, wrong);
  }
  await context.close();
}

/** Nothing moves while a page loads, its fonts included. */
async function rest(browser, pages, base, test) {
  for (const width of [390, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    await context.addInitScript(() => {
      window.shifts = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    const visit = await openTab(context, base);
    const wrong = [];
    for (const [kind, page] of Object.entries(pages).filter(([, page]) => page)) {
      await load(visit, address(base, page));
      await visit.tab.evaluate(() => document.fonts.ready);
      await visit.tab.waitForTimeout(200);
      const shifts = await visit.tab.evaluate(() => window.shifts);
      if (shifts > 0.01) wrong.push(`${kind}: layout shift ${shifts.toFixed(3)}`);
    }
    test(`pages come to rest at once, ${width} px`, wrong);
    await context.close();
  }
}

/** Tab goes through a page as it is read: the skip link first, then down, column by column. */
async function order(browser, page, base, test) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const visit = await openTab(context, base);
  const wrong = await load(visit, address(base, page));
  await visit.tab.keyboard.press("Tab");
  const first = await visit.tab.evaluate(() => document.activeElement.className);
  if (first !== "skip") wrong.push(`the first stop is ${first}`);
  await visit.tab.keyboard.press("Enter");
  const main = await visit.tab.evaluate(() => document.activeElement.id);
  if (main !== "main") wrong.push(`the skip link leads to ${main}`);
  const tabs = await visit.tab.evaluate(() => [...document.querySelectorAll("[tabindex]")].filter((e) => e.tabIndex > 0).length);
  if (tabs) wrong.push(`${tabs} elements jump the queue`);
  // From stop to stop the focus goes on in the document, and can be seen.
  let last = null;
  for (let i = 0; i < 40; i++) {
    await visit.tab.keyboard.press("Tab");
    const at = await visit.tab.evaluate(() => {
      const all = [...document.querySelectorAll("*")];
      const e = document.activeElement;
      const style = getComputedStyle(e);
      return { index: all.indexOf(e), seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, what: e.outerHTML.slice(0, 80) };
    });
    if (!at.seen) wrong.push(`the focus cannot be seen at ${at.what}`);
    if (last && at.index <= last.index) wrong.push(`after ${last.what} comes ${at.what}`);
    last = at;
  }
  test(`the order of Tab on ${page}`, wrong);
  await context.close();
}

/** Links that are not in the midst of a sentence can be hit by a thumb: 24 px (WCAG 2.2, 2.5.8). */
async function targets(browser, pages, base, test) {
  const context = await browser.newContext({ viewport: { width: 390, height: 900 }, hasTouch: true, isMobile: true });
  const visit = await openTab(context, base);
  const wrong = await load(visit, address(base, pages.topic));
  wrong.push(
    ...(await visit.tab.evaluate(() =>
      [...document.querySelectorAll("button, .ways a, .go a, a.cite")]
        .filter((e) => e.checkVisibility())
        .map((e) => {
          const after = getComputedStyle(e, "::after");
          const box = e.getBoundingClientRect();
          const grown = after.content === "none" || !e.matches(".cite") ? 0 : -2 * parseFloat(after.insetBlockStart || after.top);
          return { height: box.height + grown, what: e.textContent.trim() };
        })
        .filter(({ height }) => height < 24)
        .map(({ height, what }) => `“${what}” is ${height.toFixed(1)} px high`),
    )),
  );
  test("what is to be hit by a thumb is 24 px high", wrong);
  await context.close();
}
