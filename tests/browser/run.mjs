// What a reader's browser makes of a built site.
//
//   node run.mjs [FOLDER]      the folder is ../../public unless another is named
//
// 1. Every page is opened at three widths: nothing is said in the console, nothing is asked of another
//    host, nothing sticks out, and what every page must have is there.
// 2. A page of each kind is opened in light and dark, wide and narrow, with script and without, from the
//    disk, from a server's top and from a folder of a server; axe-core looks at it.
// 3. Every marker leads to its passage, the passage to its place in the source, and both back.
// 4. Every page can be reached from the front page in four clicks.
// 5. The card that a marker opens comes, stays and goes as it should (cards.mjs); pages are light, do not move
//    while they load, and lead a keyboard through them as they are read (reading.mjs); what the script does
//    besides is done (keys.mjs); what is looked for is found (search.mjs); charts and lines of time are seen and
//    said (pictures.mjs); the page on coverage is sound (coverage.mjs); the Nu HTML checker finds no error on any (html.mjs).
// 6. While a new site is written, the page follows what is saved (watch.mjs).
//
// CHROMIUM names the browser, if it is none of those that are looked for.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";
import { cards } from "./cards.mjs";
import { coverage } from "./coverage.mjs";
import { checkPassages, followMarkers, followToSource, readClaims, readMarkers } from "./evidence.mjs";
import { html } from "./html.mjs";
import { keys } from "./keys.mjs";
import { pictures } from "./pictures.mjs";
import { reading } from "./reading.mjs";
import { search } from "./search.mjs";
import { address, fromDisk, kinds, openSite, read, serve } from "./site.mjs";
import { accessibility, load, openTab, overflow, soundness } from "./visit.mjs";
import { watching } from "./watch.mjs";

const WIDTHS = [1280, 390, 320];
const MOST_CLICKS = 4;
/** Faults of one test that are told. */
const MOST_TOLD = 8;

let passed = 0;
let failed = 0;

/** One test: it has passed if `wrong` is empty. */
function test(name, wrong) {
  if (wrong.length === 0) {
    passed += 1;
    return;
  }
  failed += 1;
  console.log(`FAILED  ${name}`);
  for (const fault of wrong.slice(0, MOST_TOLD)) console.log(`          ${fault}`);
  if (wrong.length > MOST_TOLD) console.log(`          and ${wrong.length - MOST_TOLD} more`);
}

/** 1. Every page. */
async function everyPage(browser, site, { base }) {
  const context = await browser.newContext({ viewport: { width: WIDTHS[0], height: 900 } });
  const visit = await openTab(context, base);
  for (const page of site.pages) {
    const wrong = await load(visit, address(base, page));
    wrong.push(...(await soundness(visit.tab)));
    for (const width of WIDTHS) wrong.push(...(await overflow(visit.tab, width)));
    test(page, wrong);
  }
  await context.close();
}

/** 2. A page of each kind, in every way that it may be read. */
async function everyKind(browser, site, servers) {
  const pages = kinds(site);
  for (const [kind, page] of Object.entries(pages)) {
    test(`there is a page of the kind: ${kind}`, page ? [] : ["none was built"]);
  }
  for (const colorScheme of ["light", "dark"]) {
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ colorScheme, javaScriptEnabled });
      for (const [place, { base }] of Object.entries(servers)) {
        const visit = await openTab(context, base);
        for (const [kind, page] of Object.entries(pages).filter(([, page]) => page)) {
          for (const width of WIDTHS.slice(0, 2)) {
            await visit.tab.setViewportSize({ width, height: 900 });
            const wrong = await load(visit, address(base, page));
            wrong.push(...(await overflow(visit.tab, width)));
            // Where the page came from makes no difference to what it holds.
            if (place === "from a server") {
              wrong.push(...(await soundness(visit.tab)));
              if (javaScriptEnabled) wrong.push(...(await accessibility(visit.tab)));
            }
            const script = javaScriptEnabled ? "with script" : "without script";
            test(`${kind} ${place}, ${colorScheme}, ${width} px, ${script}: ${page}`, wrong);
          }
        }
        await visit.tab.close();
      }
      await context.close();
    }
  }
}

/** The page for an address that is none, at an address that is none. */
async function lostReader(browser, site, { base }) {
  if (!site.pages.includes("404.html")) return;
  const context = await browser.newContext({ viewport: { width: 390, height: 900 } });
  const visit = await openTab(context, base);
  const url = `${base}no/such/page.html`;
  // The browser says that the address is none; that is the one thing it may say.
  const wrong = (await load(visit, url)).filter((said) => !said.includes("status of 404") && !said.includes(url));
  wrong.push(...(await soundness(visit.tab)), ...(await overflow(visit.tab, 390)));
  const home = await visit.tab.evaluate(() => document.querySelectorAll("main a[href]").length);
  if (!home) wrong.push("nothing leads on from here");
  test("an address that is none, deep in the site", wrong);
  await context.close();
}

/** Old addresses: each leads on to a page by itself, and by a link where a browser does not follow it. */
async function oldAddresses(browser, site, { base }) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  const wrong = [];
  for (const page of site.redirects) {
    const target = read(site.root, page).match(/<a[^>]+href="([^"]*)"/)?.[1];
    if (!target) {
      wrong.push(`${page} has no link`);
      continue;
    }
    const url = new URL(target.replaceAll("&amp;", "&"), address(base, page)).href;
    if (!site.pages.some((page) => address(base, page) === url.split("#")[0])) wrong.push(`${page} leads to ${target}`);
    // The page that is loaded may already have been left when `goto` looks at it.
    await tab.goto(address(base, page)).catch(() => {});
    await tab.waitForURL(url, { timeout: 5000 }).catch(() => wrong.push(`${page} does not lead on by itself`));
  }
  test(`${site.redirects.length} old addresses lead to pages`, wrong);
  await context.close();
}

/** 3. From every claim to its passage, and back. */
async function evidence(browser, site, { base }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  const visit = await openTab(context, base);
  const wanted = new Map();
  const markerIds = new Map();
  const claims = [];
  let markers = 0;
  for (const page of site.pages) {
    const url = address(base, page);
    await load(visit, url);
    const found = await readMarkers(visit.tab);
    markers += found.markers;
    test(`markers and notes of ${page}: ${found.markers} and ${found.notes}`, found.wrong);
    for (const passage of found.passages) {
      const target = passage.url.split("#")[0];
      if (!wanted.has(target)) wanted.set(target, []);
      wanted.get(target).push({ ...passage, from: `${page}#${passage.note}` });
    }
    const ids = await visit.tab.evaluate(() => [...document.querySelectorAll("a.cite")].map((marker) => marker.id));
    markerIds.set(url, new Set(ids));
    claims.push(...(await readClaims(visit.tab)).map((claim) => ({ ...claim, page })));
  }
  test("the site has markers", markers > 0 ? [] : ["no page has a marker (a.cite)"]);
  const claimed = new Set(claims.map((claim) => `${claim.url}#${claim.id}`));
  for (const [url, passages] of wanted) {
    const page = url.slice(base.length);
    await load(visit, url);
    test(`passages of ${page}: ${passages.length} are cited`, await checkPassages(visit.tab, passages));
  }
  const lost = claims.filter((claim) => !markerIds.get(claim.url)?.has(claim.id));
  test(
    `claims listed beside passages: ${claims.length}`,
    lost.map((claim) => `${claim.page} lists a claim at ${claim.url}#${claim.id}, where there is no marker`),
  );
  const unlisted = [...markerIds].flatMap(([url, ids]) => [...ids].map((id) => `${url}#${id}`));
  test(
    "every marker's claim is listed beside its passage",
    unlisted.filter((url) => !claimed.has(url)).map((url) => `${url.slice(base.length)} is listed on no source's page`),
  );
  await context.close();

  const pages = kinds(site);
  for (const javaScriptEnabled of [false, true]) {
    for (const width of WIDTHS.slice(0, 2)) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled });
      const visit = await openTab(context, base);
      const script = javaScriptEnabled ? "with script" : "without script";
      for (const page of [pages["front page"], pages.topic, pages.event].filter(Boolean)) {
        await load(visit, address(base, page));
        const { wrong, followed } = await followMarkers(visit.tab);
        test(`${followed} markers of ${page} followed and back, ${width} px, ${script}`, wrong);
      }
      if (pages.topic) {
        await load(visit, address(base, pages.topic));
        test(`from a note of ${pages.topic} to the source, ${width} px, ${script}`, await followToSource(visit.tab));
      }
      await context.close();
    }
  }
}

/** 4. The way from the front page to every other. */
async function reach(browser, site, { base }) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const tab = await context.newPage();
  const clicks = new Map([[`${base}index.html`, 0]]);
  const queue = [...clicks.keys()];
  const known = new Set(site.files.map((file) => address(base, file)));
  const broken = [];
  for (const url of queue) {
    await tab.goto(url);
    const links = await tab.evaluate(() => [...document.querySelectorAll("a[href]")].map((a) => a.href.split("#")[0]));
    for (let link of new Set(links)) {
      if (!link.startsWith(base)) continue;
      if (link.endsWith("/")) link += "index.html";
      if (!known.has(link)) broken.push(`${url.slice(base.length)} leads to ${link.slice(base.length)}, which is not there`);
      else if (link.endsWith(".html") && !clicks.has(link)) {
        clicks.set(link, clicks.get(url) + 1);
        queue.push(link);
      }
    }
  }
  test("no link leads to a file that is not there", broken);
  const far = site.pages
    .filter((page) => page !== "404.html")
    .map((page) => [page, clicks.get(address(base, page))])
    .filter(([, count]) => !(count <= MOST_CLICKS))
    .map(([page, count]) => (count === undefined ? `${page} cannot be reached` : `${page} is ${count} clicks away`));
  test(`every page is within ${MOST_CLICKS} clicks of the front page`, far);
  await context.close();
}

async function main() {
  const here = dirname(fileURLToPath(import.meta.url));
  const site = openSite(process.argv[2] ?? join(here, "../../public"));
  const servers = {
    "from the disk": fromDisk(site),
    "from a server": await serve(site, "/"),
    "from a folder of a server": await serve(site, "/some/sub/path/"),
  };
  const browser = await launch();
  try {
    console.log(`${site.pages.length} pages, ${site.redirects.length} redirects in ${site.root}`);
    await everyPage(browser, site, servers["from a server"]);
    await everyKind(browser, site, servers);
    await lostReader(browser, site, servers["from a folder of a server"]);
    await oldAddresses(browser, site, servers["from a folder of a server"]);
    await evidence(browser, site, servers["from a folder of a server"]);
    for (const server of Object.values(servers)) await reach(browser, site, server);
    if (kinds(site).topic) await cards(browser, kinds(site).topic, servers, test);
    await reading(browser, site, servers["from a server"], test);
    if (kinds(site).topic) await keys(browser, site, servers, test);
    if (kinds(site).topic && site.pages.includes("search.html")) await search(browser, site, servers, test);
    await pictures(browser, site, servers["from a server"], test);
    await coverage(browser, test);
    html(site, test);
    await watching(browser, test);
  } finally {
    await browser.close();
    await Promise.all(Object.values(servers).map((server) => server.close()));
  }
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  console.log(`${passed} passed, ${failed + 1} failed`);
  process.exitCode = 1;
}
