// The search page: what it finds, how it shows it, how it is used with keys alone, and that no words typed
// into it do harm. `queries.json` holds what readers may look for and where an editor would send them; the
// cases of tests/search hold the page's reckoning to the program's.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { address, kinds, read, serve } from "./site.mjs";
import { buildSmall } from "./small.mjs";
import { accessibility, load, openTab, overflow, soundness } from "./visit.mjs";

const QUERIES = JSON.parse(readFileSync(new URL("queries.json", import.meta.url), "utf8"));
const CASES = JSON.parse(readFileSync(new URL("../search/cases.json", import.meta.url), "utf8"));

const BOX = "#folio-query";
const RESULT = "#folio-results > li";
const SCREENS = { "1280 px": { width: 1280, height: 900 }, "390 px": { width: 390, height: 844 } };
/** What a query may fetch of the index, in KB of 1,000 bytes, compressed. */
const MOST = 150;
/** How well the queries must be answered: at the top, among the first five, and the mean of 1 / rank. */
const LEAST = { first: 0.9, five: 0.95, reciprocal: 0.92 };

const HOSTILE = [
  "<img src=x onerror=alert(1)>",
  "<script>window.harmed = true</script> gas",
  `"'\`\\" &quot; &lt;b&gt;`,
  "%3Cimg%20src%3Dx%3E %00 %",
  "__proto__ constructor toString",
  "— … “” ’s ?! ()[]{}",
  "🐉 🇨🇳🇷🇺 👩‍🚀",
  "\u202egas\u202c \u0000\u200b",
  "gas ".repeat(2000),
  "Ж".repeat(5000),
];

/** All of it: `test` notes what is wrong, by the name of what was looked at. */
export async function search(browser, site, servers, test) {
  const { topic } = kinds(site);
  const name = read(site.root, topic).match(/<title>(.*?) – /)[1];
  const served = servers["from a server"];

  for (const place of ["from a server", "from the disk"]) {
    for (const [screen, viewport] of Object.entries(SCREENS)) {
      for (const colorScheme of ["light", "dark"]) {
        const wrong = await visiting(browser, servers[place].base, { viewport, colorScheme }, async (visit, expect) => {
          await typing(visit.tab, name, topic, servers[place].base, expect);
          for (const fault of await soundness(visit.tab)) expect(false, fault);
          for (const fault of await overflow(visit.tab, viewport.width)) expect(false, fault);
          // To look at a page from the disk, axe-core would have to read its style sheets, which it may not.
          if (place === "from the disk") return;
          for (const fault of await accessibility(visit.tab)) expect(false, fault);
          await ask(visit.tab, "xyzzyqq");
          for (const fault of await accessibility(visit.tab)) expect(false, `with nothing found: ${fault}`);
        });
        test(`search: typing finds “${name}”, ${place}, ${screen}, ${colorScheme}`, wrong);
      }
    }
    const steps = { "with keys alone": keys, "words that mean harm": hostile, "its key can be switched off": switching };
    for (const [what, look] of Object.entries(steps)) {
      const wrong = await visiting(browser, servers[place].base, { viewport: SCREENS["1280 px"] }, (visit, expect) =>
        look(visit.tab, { name, topic, base: servers[place].base, served: place === "from a server" }, expect),
      );
      test(`search: ${what}, ${place}`, wrong);
    }
  }
  test("search: no key where nothing can be remembered", await forgetful(browser, served.base, topic));
  test("search: nothing moves while words are typed", await resting(browser, served.base));
  test("search: without script all pages are listed", await withoutScript(browser, site, served.base));
  await sameAsTheProgram(browser, site, served.base, test);
  if (QUERIES.every(({ wanted }) => wanted.some((url) => site.files.includes(url.split("#")[0])))) {
    await weight(browser, site, served.base, test);
    await ranking(browser, site, served.base, test);
    test("search: a passage is shown in its sentence, with its source", await passages(browser, served.base));
  }
  await otherScripts(browser, test);
  await plain(browser, test);
}

/** Opens the search page, takes the steps, and gives what was wrong. */
async function visiting(browser, base, options, steps) {
  const context = await browser.newContext(options);
  const visit = await openTab(context, base);
  const wrong = await load(visit, `${base}search.html`);
  const expect = (is, what) => is || wrong.push(what);
  await steps(visit, expect).catch((error) => wrong.push(error.message.split("\n")[0]));
  wrong.push(...visit.noise);
  await context.close();
  return wrong;
}

/** Looks for words, and waits for what comes of it. */
async function ask(tab, words) {
  await tab.locator(BOX).fill("");
  await tab.waitForFunction((result) => !document.querySelector(result) && !document.querySelector("#folio-count").textContent, RESULT);
  await tab.locator(BOX).fill(words);
  await answered(tab);
}

/** Waits until what was typed is answered. */
async function answered(tab) {
  await tab.waitForFunction((result) => {
    const said = document.querySelector("#folio-count").textContent;
    return said && (document.querySelector(result) || said.startsWith("Nothing"));
  }, RESULT);
}

/** The results: the addresses that each leads to, its own first. */
function results(tab, base) {
  return tab.evaluate(
    ([result, base]) =>
      [...document.querySelectorAll(result)].map((item) => [...item.querySelectorAll("a")].map((a) => a.href.replace(base, ""))),
    [RESULT, base],
  );
}

async function typing(tab, name, topic, base, expect) {
  expect(await tab.locator("#folio-all a").first().isVisible(), "an empty page lists nothing");
  await tab.locator(BOX).pressSequentially(name, { delay: 20 });
  await answered(tab);
  await tab.waitForTimeout(300);
  const found = await results(tab, base);
  expect(found[0]?.[0] === topic, `the first result is ${found[0]?.[0]}`);
  expect(!(await tab.locator("#folio-all a").first().isVisible()), "the list of all is still there");
  const count = tab.locator("#folio-count");
  expect((await count.getAttribute("role")) === "status", "the count is in no live region");
  expect(/\b\d+ (page|passage)/.test(await count.textContent()), `the count says “${await count.textContent()}”`);
  const unlike = await tab.evaluate((result) => {
    const wrong = [];
    for (const item of document.querySelectorAll(result)) {
      const kind = item.querySelector(".kicker")?.textContent;
      if (!kind) wrong.push("a result does not say what kind of page it is");
      if (!item.querySelector("h2 a[href]")?.textContent) wrong.push("a result has no heading that leads to it");
      if (!item.querySelector("mark")) wrong.push(`“${item.querySelector("h2").textContent}” shows none of the words`);
      if (kind?.startsWith("Source") && !item.querySelector(":scope > .fine")) wrong.push("a source is not described");
    }
    return wrong;
  }, RESULT);
  for (const fault of unlike) expect(false, fault);
  await ask(tab, "xyzzyqq");
  expect((await count.textContent()).startsWith("Nothing found for “xyzzyqq”"), `of nothing it says “${await count.textContent()}”`);
  expect(await tab.locator("#folio-all a").first().isVisible(), "where nothing is found, nothing is listed");
  await ask(tab, name);
}

async function keys(tab, { name, topic, base }, expect) {
  await tab.goto(address(base, topic));
  await tab.keyboard.press("/");
  await tab.waitForURL(/\/search\.html$/);
  await tab.waitForLoadState("load");
  await tab.keyboard.press("/");
  expect(await tab.locator(BOX).evaluate((box) => box === document.activeElement), "“/” does not lead to the box");
  await tab.keyboard.type(name);
  await answered(tab);
  await tab.waitForTimeout(300);
  const at = () => tab.evaluate(() => [...document.querySelectorAll("#folio-results a")].indexOf(document.activeElement));
  const walk = [["ArrowDown", 0], ["ArrowDown", 1], ["ArrowUp", 0], ["ArrowUp", -1], ["ArrowDown", 0]];
  for (const [key, wanted] of walk) {
    await tab.keyboard.press(key);
    expect((await at()) === wanted, `${key} leads to link ${await at()} instead of ${wanted}`);
  }
  const outline = await tab.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  expect(outline !== "none", "the focus cannot be seen");
  await tab.keyboard.press("Escape");
  await tab.waitForFunction((result) => !document.querySelector(result), RESULT);
  const box = tab.locator(BOX);
  expect((await box.inputValue()) === "" && (await box.evaluate((box) => box === document.activeElement)), "Escape does not clear the box");
  expect(await tab.locator("#folio-all a").first().isVisible(), "after Escape nothing is listed");
  await tab.keyboard.type(name);
  await answered(tab);
  await tab.waitForTimeout(300);
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("Enter");
  await tab.waitForURL(address(base, topic));
}

/** Whatever is typed or stands in the address, it is text, and the page stays what it is. */
async function hostile(tab, { base, served }, expect) {
  const look = async (query) => {
    const said = await tab.evaluate(() => {
      const all = document.querySelectorAll("#folio-results *, #folio-count *");
      const strange = [...all].filter((e) => !e.matches("li, p, h2, a, mark, ul"));
      const handlers = [...all].filter((e) => e.getAttributeNames().some((name) => name.startsWith("on")));
      return { strange: strange.map((e) => e.outerHTML), handlers: handlers.length, harmed: window.harmed === true };
    });
    const short = query.slice(0, 30);
    expect(!said.strange.length && !said.handlers && !said.harmed, `“${short}” became ${said.strange.join(" ") || "a handler"}`);
    const room = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(room <= 0, `“${short}” makes the page too wide`);
  };
  tab.on("dialog", (dialog) => {
    expect(false, `a dialog says ${dialog.message()}`);
    dialog.dismiss();
  });
  for (const query of HOSTILE) {
    await tab.locator(BOX).fill("");
    await tab.waitForFunction((result) => !document.querySelector(result), RESULT);
    await tab.locator(BOX).fill(query);
    const started = Date.now();
    await tab.waitForTimeout(350);
    await tab.evaluate(() => 0);
    expect(Date.now() - started < 3000, `“${query.slice(0, 30)}” keeps the page busy`);
    await look(query);
    if (!served) continue;
    const url = `${base}search.html?q=${encodeURIComponent(query.slice(0, 1500).toWellFormed())}`;
    await tab.goto(url);
    await tab.waitForTimeout(350);
    await look(query);
  }
  // What was typed stands in the address, and comes back with it.
  if (!served) return;
  await tab.goto(`${base}search.html`);
  await ask(tab, "a&b=c #d");
  expect(new URL(tab.url()).searchParams.get("q") === "a&b=c #d", `the address is ${tab.url()}`);
  await tab.reload();
  expect((await tab.locator(BOX).inputValue()) === "a&b=c #d", "the words do not come back with the address");
}

/** Who does not want a key that acts everywhere switches it off, and it stays off until it is switched on. */
async function switching(tab, { topic, base }, expect) {
  const box = tab.getByLabel("The key / leads here from every page");
  const leads = async () => {
    await tab.goto(address(base, topic));
    await tab.keyboard.press("/");
    await tab.waitForTimeout(300);
    return /search\.html$/.test(tab.url());
  };
  const focuses = async () => {
    await tab.goto(`${base}search.html`);
    await tab.keyboard.press("/");
    return tab.locator(BOX).evaluate((box) => box === document.activeElement);
  };
  expect(await box.isChecked(), "it is off at first");
  const height = (await tab.locator(".shortcut label").boundingBox()).height;
  expect(height >= 24, `the switch is ${height} px high`);
  await box.focus();
  await tab.keyboard.press("Space");
  expect(!(await leads()) && !(await focuses()), "it acts though it is switched off");
  await tab.reload();
  expect(!(await box.isChecked()), "the switch forgets");
  await box.check();
  expect((await leads()) && (await focuses()), "it does not come back");
}

async function forgetful(browser, base, topic) {
  const context = await browser.newContext();
  await context.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("not allowed", "SecurityError");
      },
    });
  });
  const visit = await openTab(context, base);
  const wrong = await load(visit, `${base}search.html`);
  if (await visit.tab.locator("#folio-key").count()) wrong.push("there is a switch that does nothing");
  await ask(visit.tab, "xyzzyqq");
  await visit.tab.goto(address(base, topic));
  await visit.tab.keyboard.press("/");
  await visit.tab.waitForTimeout(300);
  if (/search/.test(visit.tab.url())) wrong.push("the key acts and cannot be switched off");
  wrong.push(...visit.noise);
  await context.close();
  return wrong;
}

async function resting(browser, base) {
  const wrong = [];
  for (const viewport of Object.values(SCREENS)) {
    const context = await browser.newContext({ viewport });
    await context.addInitScript(() => {
      window.shifts = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    const visit = await openTab(context, base);
    wrong.push(...(await load(visit, `${base}search.html`)));
    const tops = () =>
      visit.tab.evaluate((box) => [box, ".finder button", "#folio-count"].map((e) => document.querySelector(e).getBoundingClientRect().top).join(), BOX);
    const before = await tops();
    await visit.tab.locator(BOX).focus();
    for (const letter of "gas price of 2013") {
      await visit.tab.keyboard.type(letter);
      await visit.tab.waitForTimeout(150);
      const now = await tops();
      if (now !== before) wrong.push(`after “${letter}” the box stands at ${now} instead of ${before}`);
    }
    await visit.tab.waitForTimeout(700);
    const shifts = await visit.tab.evaluate(() => window.shifts);
    if (shifts > 0.001) wrong.push(`layout shift ${shifts.toFixed(4)} at ${viewport.width} px`);
    await context.close();
  }
  return wrong;
}

async function withoutScript(browser, site, base) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const visit = await openTab(context, base);
  const wrong = await load(visit, `${base}search.html`);
  const links = await visit.tab.evaluate(() => [...document.querySelectorAll("main a[href]")].filter((a) => a.checkVisibility()).map((a) => a.href));
  const lacking = site.pages.filter((page) => !["404.html", "search.html"].includes(page) && !links.includes(address(base, page)));
  for (const page of lacking) wrong.push(`${page} is not listed`);
  if (await visit.tab.locator(BOX).isVisible()) wrong.push("there is a box that does nothing");
  const why = await visit.tab.evaluate(() => document.querySelector("noscript .how")?.checkVisibility());
  if (!why) wrong.push("it does not say why");
  await context.close();
  return wrong;
}

/** The page with what its script keeps to itself in `window.inside`. */
async function openInside(browser, site, base) {
  const context = await browser.newContext();
  const visit = await openTab(context, base);
  const script = read(site.root, "assets/search.js");
  const names = "wordsOf, queryOf, likeness, stemOf, rarity, closeness";
  const body = script.replace(/\}\s*$/, `window.inside = { ${names} };\n}`);
  await visit.tab.route("**/assets/search.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
  await load(visit, `${base}search.html`);
  return { context, tab: visit.tab };
}

/** Words, forms and weights are those of the program: both read the same cases. */
async function sameAsTheProgram(browser, site, base, test) {
  const { context, tab } = await openInside(browser, site, base);
  const reckoned = await tab.evaluate((cases) => {
    const { wordsOf, queryOf, likeness, stemOf, rarity, closeness } = window.inside;
    return {
      words: cases.words.map(([text]) => wordsOf(text).map(([word]) => word)),
      queries: cases.queries.map(([text]) => queryOf(text)),
      likeness: cases.likeness.map(([word, term, open]) => likeness(word, term, open)),
      stems: cases.stems.map(([word]) => stemOf(word)),
      rarity: cases.rarity.map(([units, having]) => rarity(units, having)),
      closeness: cases.closeness.map(([query, text]) => closeness(queryOf(query), false, text)),
    };
  }, CASES);
  const same = (one, other) => (typeof one === "number" ? Math.abs(one - other) < 1e-12 : JSON.stringify(one) === JSON.stringify(other));
  for (const [name, cases] of Object.entries(CASES)) {
    const wrong = cases
      .map((of, i) => [of, reckoned[name]?.[i]])
      .filter(([of, found]) => found === undefined || !same(of.at(-1), found))
      .map(([of, found]) => `${JSON.stringify(of)} is ${JSON.stringify(found)}`);
    test(`search: ${cases.length} cases of ${name} as in the program`, wrong);
  }
  await context.close();
}

/** What a page fetches of the index for its first query. */
async function weight(browser, site, base, test) {
  const wrong = [];
  let heaviest = 0;
  for (const { query } of [QUERIES.at(0), QUERIES.at(-1), ...QUERIES.filter((_, i) => i % 9 === 4), { query: "china russia gas trade border" }]) {
    const context = await browser.newContext();
    const visit = await openTab(context, base);
    await load(visit, `${base}search.html`);
    let sum = 0;
    visit.tab.on("response", (response) => {
      const path = decodeURIComponent(new URL(response.url()).pathname.slice(1));
      if (path.startsWith("assets/search/")) sum += gzipSync(readFileSync(join(site.root, path)), { level: 9 }).length;
    });
    await visit.tab.locator(BOX).fill(query);
    await answered(visit.tab);
    await visit.tab.waitForTimeout(200);
    if (sum === 0 || sum > MOST * 1000) wrong.push(`“${query}” fetches ${(sum / 1000).toFixed(1)} KB`);
    heaviest = Math.max(heaviest, sum);
    await context.close();
  }
  console.log(`search: a query fetches up to ${(heaviest / 1000).toFixed(1)} KB of index`);
  test(`search: a query fetches at most ${MOST} KB`, wrong);
}

/** Every query leads where an editor would send a reader: to a page, or to a place that its result names. */
async function ranking(browser, site, base, test) {
  const wrong = [];
  for (const { query, wanted } of QUERIES) {
    for (const url of wanted) {
      const [page, id] = url.split("#");
      const there = site.files.includes(page) && (!id || read(site.root, page).includes(`id="${id}"`));
      if (!there) wrong.push(`“${query}” wants ${url}, which is not there`);
    }
  }
  test("search: what the queries want is there", wrong);

  const ranks = [];
  const faults = await visiting(browser, base, {}, async ({ tab }) => {
    for (const { query, wanted } of QUERIES) {
      await ask(tab, query);
      await tab.waitForTimeout(40);
      const found = await results(tab, base);
      const fits = ([own, ...places], url) => own === url || (url.includes("#") && places.includes(url));
      ranks.push({ query, rank: found.findIndex((result) => wanted.some((url) => fits(result, url))) + 1 });
    }
  });
  const share = (most) => ranks.filter(({ rank }) => rank > 0 && rank <= most).length / ranks.length;
  const reciprocal = ranks.reduce((sum, { rank }) => sum + (rank > 0 ? 1 / rank : 0), 0) / ranks.length;
  const told = `${ranks.length} queries: first ${share(1).toFixed(3)}, among five ${share(5).toFixed(3)}, MRR ${reciprocal.toFixed(3)}`;
  console.log(`search: ${told}`);
  if (share(1) < LEAST.first || share(5) < LEAST.five || reciprocal < LEAST.reciprocal) {
    faults.push(told, ...ranks.filter(({ rank }) => rank !== 1).map(({ query, rank }) => `“${query}” is answered at ${rank || "no place"}`));
  }
  test("search: queries are answered as an editor would", faults);
}

async function passages(browser, base) {
  return visiting(browser, base, {}, async ({ tab }, expect) => {
    const asked = QUERIES.filter(({ kind, wanted }) => kind === "passage" && wanted[0].startsWith("sources/"));
    for (const { query, wanted } of asked) {
      await ask(tab, query);
      await tab.waitForTimeout(100);
      const [page] = wanted[0].split("#");
      const item = tab.locator(RESULT).filter({ has: tab.locator(`h2 a[href="${page}"]`) });
      expect((await item.locator(".kicker").textContent()).startsWith("Source"), `“${query}”: the kind of the page is not said`);
      expect((await item.locator("h2").textContent()).length > 3, `“${query}”: the source has no name`);
      const shown = item.locator(".places > li", { has: tab.locator(`a[href="${wanted[0]}"]`) }).locator("p:not(.fine)");
      const said = (await shown.allTextContents()).join(" ");
      const marks = await shown.locator("mark").count();
      expect(marks > 1 && said.length > query.length, `“${query}” is shown as “${said}”, with ${marks} marks`);
    }
    await tab.locator(`${RESULT} .places a`).first().click();
    await tab.waitForURL(/#/);
    const id = decodeURIComponent(new URL(tab.url()).hash.slice(1));
    expect(await tab.locator(`[id="${id}"]`).count(), `a result leads to #${id}, which is not there`);
  });
}

/** Pages and a source in Russian and Chinese, and letters with accents. */
const LANGUAGES = {
  "expound.toml": 'title = "Languages"\n',
  "seeds/gas.toml": '[gas]\ntitle = "Газ и граница"\ndate = "2013"\nlanguage = "ru"\nrights = "full"\n',
  "seeds/gas.txt": "Переговоры о цене газа продолжались десять лет.\n\nГраница между странами закреплена договором.",
  "content/topics/ru.md": '+++\ntitle = "Трубопровод"\n+++\n\nПутина спросили о цене [@gas, "цене газа"]. Ёлки стояли в Кремле.\n',
  "content/topics/zh.md": '+++\ntitle = "天然气谈判"\n+++\n\n中国和俄罗斯关于天然气价格的谈判持续了十年 [@gas, "десять лет"]。\n',
  "content/topics/fr.md": '+++\ntitle = "Café"\nlang = "fr"\n+++\n\nUn été à Łódź, près de l’État [@gas, "договором"].\n',
};
const ASKED = [
  ["путин", "topics/ru.html"], ["елки", "topics/ru.html"], ["ТРУБОПРОВОДЫ", "topics/ru.html"], ["границы", "sources/gas.html"],
  ["天然气", "topics/zh.html"], ["价格", "topics/zh.html"], ["俄罗斯", "topics/zh.html"], ["cafe", "topics/fr.html"], ["lodz ete", "topics/fr.html"],
];

async function otherScripts(browser, test) {
  const small = buildSmall(LANGUAGES);
  const server = await serve(small.site, "/");
  const wrong = await visiting(browser, server.base, {}, async ({ tab }, expect) => {
    for (const [query, page] of ASKED) {
      await ask(tab, query);
      await tab.waitForTimeout(40);
      const found = await results(tab, server.base);
      expect(found[0]?.[0] === page, `“${query}” finds ${found.map(([own]) => own).join(", ") || "nothing"}`);
      expect(await tab.locator(`${RESULT} mark`).count(), `“${query}” is shown nowhere`);
    }
  });
  test("search: Russian, Chinese and accents", wrong);
  await server.close();
  small.end();
}

/** The theme that promises no script has none here either: its page is a list of all there is. */
async function plain(browser, test) {
  const small = buildSmall(LANGUAGES, "--theme", "plain");
  const server = await serve(small.site, "/");
  const wrong = await visiting(browser, server.base, {}, async (visit, expect) => {
    const links = await visit.tab.evaluate(() => [...document.querySelectorAll("main a[href]")].map((a) => a.href));
    for (const page of small.site.pages.filter((page) => !["404.html", "search.html"].includes(page))) {
      expect(links.includes(address(server.base, page)), `${page} is not listed`);
    }
    expect(!(await visit.tab.locator("script[src], input").count()), "there is a script, or a box");
    for (const fault of await accessibility(visit.tab)) expect(false, fault);
  });
  const scripts = small.site.files.filter((file) => /^assets\/[^/]*\.js$/.test(file));
  test("search: plain lists everything, without a script", wrong.concat(scripts.map((file) => `${file} is published`)));
  await server.close();
  small.end();
}
