// What a writer's browser makes of `expound watch`: a new site is watched, its files are saved, and the page
// is looked at.
//
// The program is the one that EXPOUND names, else the newest of those that were built here.

import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { accessibility, openTab } from "./visit.mjs";

const TOPIC = "content/topics/library-roof.md";
const PAGE = "topics/library-roof.html";

/** Longer than anything takes. */
const LONG = 20_000;

/** All of it: `test` notes what is wrong, by the name of what was looked at. */
export async function watching(browser, test) {
  const site = await watchNewSite();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    for (const look of [followsAtItsPlace, swapsStyle, showsFindings, findsItsWayBack, isQuietInPrint]) {
      const tab = await openTab(context, site.base);
      const wrong = [];
      await look(tab.tab, site, (what, is) => is || wrong.push(what)).catch((error) => wrong.push(error.message));
      wrong.push(...tab.noise.filter((noise) => !noise.includes("404")));
      test(`watch ${look.name}`, wrong);
      await tab.tab.close();
    }
  } finally {
    await context.close();
    site.end();
  }
}

/** A page that is changed is loaded again, and stays where it was read. */
async function followsAtItsPlace(tab, site, expect) {
  await tab.goto(site.base + PAGE);
  const heading = tab.locator("h2[id], section[id] h2").nth(2);
  await heading.evaluate((element) => scrollTo(0, scrollY + element.getBoundingClientRect().top - 90));
  const before = await placeOf(heading);
  expect("the page cannot be scrolled", (await tab.evaluate(() => scrollY)) > 200);
  const loaded = tab.waitForEvent("load");
  const good = readFileSync(join(site.folder, TOPIC), "utf8");
  // Three paragraphs above what is read move it down in the page, and not in the window.
  const words = "Somebody adds a paragraph here, which is long enough to fill a line or two of it.";
  site.change(TOPIC, (text) => text.replace("\n## ", `\n${words}\n\n${words}\n\n${words}\n\n## `));
  await loaded;
  await tab.waitForFunction((words) => document.body.innerText.includes(words), words, { timeout: LONG });
  await tab.waitForTimeout(300);
  const after = await placeOf(heading);
  expect(`the heading was at ${before} px and is at ${after} px`, Math.abs(before - after) <= 2);
  // And a reader who goes on by themselves is not pulled back.
  await tab.evaluate(() => scrollTo(0, 0));
  await tab.waitForTimeout(200);
  expect("the page scrolled by itself", (await tab.evaluate(() => scrollY)) === 0);
  site.write(TOPIC, good);
}

/** A style sheet that is changed is put in place, and the page is not loaded again. */
async function swapsStyle(tab, site, expect) {
  site.write("themes/folio/assets/more.css", "main h1 { letter-spacing: 1px !important }");
  await until(async () => (await (await fetch(site.base)).text()).includes("more.css"));
  await tab.goto(site.base + PAGE);
  await tab.evaluate(() => (window.isTheSame = true));
  const spacing = () => tab.locator("h1").evaluate((h1) => getComputedStyle(h1).letterSpacing);
  for (const width of ["7px", "9px"]) {
    site.write("themes/folio/assets/more.css", `main h1 { letter-spacing: ${width} !important }`);
    await until(async () => (await spacing()) === width);
  }
  expect("the page was loaded again", await tab.evaluate(() => window.isTheSame === true));
  const sheets = await tab.locator('link[rel="stylesheet"][href*="more.css"]').count();
  expect(`there are ${sheets} links to one sheet`, sheets === 1);
  const loaded = tab.waitForEvent("load");
  rmSync(join(site.folder, "themes"), { recursive: true });
  await loaded;
}

/** A mistake leaves the page, and stands in a panel over it until it is mended. */
async function showsFindings(tab, site, expect) {
  await tab.goto(site.base + PAGE);
  const good = readFileSync(join(site.folder, TOPIC), "utf8");
  await tab.evaluate(() => (window.isTheSame = true));
  site.write(TOPIC, good.replace("tore a strip", "took a strip"));
  const panel = tab.getByRole("region", { name: "What expound found" });
  await panel.waitFor({ timeout: LONG });
  const said = await panel.innerText();
  for (const words of ["1 error", "quote-not-found", /library-roof\.md:\d+:\d+/, "the last version without errors", "took"]) {
    expect(`the panel does not say ${words}: ${said}`, words.test?.(said) ?? said.includes(words));
  }
  expect("the last good page is gone", await tab.evaluate(() => window.isTheSame === true));
  expect("the page shows the mistake", !(await tab.locator("main").innerText()).includes("took a strip"));
  for (const colorScheme of ["light", "dark"]) {
    await tab.emulateMedia({ colorScheme });
    // Colours may take a moment to change.
    await tab.waitForTimeout(500);
    for (const fault of await accessibility(tab)) expect(`${colorScheme}: ${fault}`, false);
  }
  await tab.setViewportSize({ width: 390, height: 800 });
  const box = await panel.boundingBox();
  expect(`the panel is ${box.width} px wide`, box.width <= 390 && box.height <= 400);
  await tab.setViewportSize({ width: 1280, height: 800 });
  // It can be put away with the keyboard, and is back for another mistake.
  await tab.getByRole("button", { name: "Hide" }).press("Enter");
  const pill = tab.getByRole("button", { name: "1 error" });
  await pill.waitFor({ timeout: LONG });
  await pill.press("Enter");
  await panel.waitFor({ timeout: LONG });
  await tab.getByRole("button", { name: "Hide" }).click();
  site.write(TOPIC, `${good}\n[@nobody]\n`);
  await panel.waitFor({ timeout: LONG });
  // Who comes now sees it as well.
  await tab.reload();
  await panel.waitFor({ timeout: LONG });
  site.write(TOPIC, good);
  await panel.waitFor({ state: "detached", timeout: LONG });
  expect("something of it is left", (await tab.locator("expound-findings button").count()) === 0);
}

/** A page that is gone is not there; when it is back it is shown. */
async function findsItsWayBack(tab, site, expect) {
  site.write("content/new.md", '+++\ntitle = "New"\n+++\n\nFirst words.\n');
  await until(async () => (await fetch(`${site.base}new.html`)).ok);
  await tab.goto(`${site.base}new.html`);
  rmSync(join(site.folder, "content/new.md"));
  await tab.waitForFunction(() => !document.body.innerText.includes("First words."), null, { timeout: LONG });
  expect("there is no page for it", (await tab.locator("h1").count()) === 1);
  site.write("content/new.md", '+++\ntitle = "New"\n+++\n\nOther words.\n');
  await tab.waitForFunction(() => document.body.innerText.includes("Other words."), null, { timeout: LONG });
  rmSync(join(site.folder, "content/new.md"));
}

/** Nothing of ours is printed. */
async function isQuietInPrint(tab, site, expect) {
  const good = readFileSync(join(site.folder, TOPIC), "utf8");
  await tab.goto(site.base + PAGE);
  site.write(TOPIC, `${good}\n[@nobody]\n`);
  const panel = tab.getByRole("region", { name: "What expound found" });
  await panel.waitFor({ timeout: LONG });
  await tab.emulateMedia({ media: "print" });
  expect("the panel is printed", !(await panel.isVisible()));
  site.write(TOPIC, good);
}

/** Where an element begins in the window. */
const placeOf = (element) => element.evaluate((element) => Math.round(element.getBoundingClientRect().top));

async function until(holds) {
  for (const end = Date.now() + LONG; !(await holds()); ) {
    if (Date.now() > end) throw new Error(`this did not come to be: ${holds}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function watchNewSite() {
  const program = findProgram();
  const folder = mkdtempSync(join(tmpdir(), "expound-watch-"));
  const made = spawnSync(program, ["init", folder]);
  if (made.status !== 0) throw new Error(`${program} init: ${made.stderr ?? made.error}`);
  const watch = spawn(program, ["watch", "--port", "0", "--root", folder], { stdio: ["ignore", "ignore", "pipe"] });
  const end = () => {
    watch.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  const base = await new Promise((found, failed) => {
    let said = "";
    watch.stderr.on("data", (words) => {
      said += words;
      const url = said.match(/http:\/\/\S+/);
      if (url) found(url[0]);
    });
    watch.on("exit", () => failed(new Error(`expound watch has ended: ${said}`)));
  });
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const change = (path, how) => write(path, how(readFileSync(join(folder, path), "utf8")));
  return { base, folder, write, change, end };
}

/** The program: the one that EXPOUND names, else the newest of those that were built here. Throws if there is none. */
export function findProgram() {
  if (process.env.EXPOUND) return process.env.EXPOUND;
  const here = dirname(fileURLToPath(import.meta.url));
  const age = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const built = ["release", "debug"].map((profile) => join(here, "../../target", profile, "expound"));
  const newest = built.filter(age).sort((a, b) => age(b) - age(a))[0];
  if (!newest) throw new Error("there is no program: cargo build --release, or name one with EXPOUND");
  return newest;
}
