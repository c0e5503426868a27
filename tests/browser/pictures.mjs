// Charts and lines of time: what is drawn can be read at every width, in every colour and in none, and is said
// in words as well.

import { address, read, serve } from "./site.mjs";
import { buildSmall } from "./small.mjs";
import { accessibility, load, openTab, overflow } from "./visit.mjs";

const WIDTHS = [1280, 768, 390, 360, 320];
/** A sheet of paper between its margins. */
const PAPER = [690];
/** The least contrast of text, and of what is drawn (WCAG 1.4.3 and 1.4.11). */
const TEXT = 4.5;
const DRAWN = 3;

const WAYS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced colours": { forcedColors: "active", colorScheme: "light" },
  "forced colours, dark": { forcedColors: "active", colorScheme: "dark" },
  print: { media: "print" },
};

/** All of it: `test` notes what is wrong, by the name of what was looked at. */
export async function pictures(browser, site, { base }, test) {
  const drawn = site.pages.filter((page) => /<figure class="(?:chart|time)/.test(read(site.root, page)));
  test("the site has charts and lines of time", drawn.length > 3 ? [] : [`${drawn.length} pages have any`]);
  await look(browser, drawn, base, test, "");
  for (const theme of ["folio", "plain"]) {
    const small = buildSmall(SMALL, "--theme", theme);
    const server = await serve(small.site, "/");
    try {
      await look(browser, ["topics/mills.html", "timeline.html"], server.base, test, `, ${theme}`);
      await series(browser, server.base, test, theme);
    } finally {
      await server.close();
      small.end();
    }
  }
}

/** Every page in every way and width. */
async function look(browser, pages, base, test, where) {
  for (const [way, media] of Object.entries(WAYS)) {
    const context = await browser.newContext({ viewport: { width: WIDTHS[0], height: 900 } });
    const visit = await openTab(context, base);
    await visit.tab.emulateMedia(media);
    for (const page of pages) {
      const wrong = await load(visit, address(base, page));
      await visit.tab.evaluate(() => document.fonts.ready);
      wrong.push(...(await visit.tab.evaluate(contrast, { TEXT, DRAWN })));
      if (way === "light") wrong.push(...(await visit.tab.evaluate(inWords)));
      const charts = await visit.tab.locator("figure.chart").count();
      // axe-core takes the author's colours for those that are forced.
      if (["light", "dark"].includes(way) && (charts || page === "timeline.html")) wrong.push(...(await accessibility(visit.tab)));
      for (const width of way === "print" ? PAPER : WIDTHS) {
        wrong.push(...(await overflow(visit.tab, width)));
        const faults = await visit.tab.evaluate(placed);
        wrong.push(...faults.map((fault) => `${width} px: ${fault}`));
      }
      test(`pictures of ${page}, ${way}${where}`, wrong);
    }
    await context.close();
  }
}

/** What is drawn stands out from the ground it is drawn on. */
function contrast({ TEXT, DRAWN }) {
  const wrong = [];
  const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = numbers(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const between = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const nothing = (colour) => colour === "none" || numbers(colour)[3] === 0;
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!nothing(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  for (const e of document.querySelectorAll("figure:is(.chart, .time) svg :is(text, line, circle, rect)")) {
    // Lines to read a height by stand back, and a gap is the ground itself.
    if (e.matches(".level:not(.zero), .under")) continue;
    const style = getComputedStyle(e);
    const under = ground(e.closest("figure"));
    const colours = e.localName === "text" ? [style.fill] : e.localName === "line" ? [style.stroke] : [style.fill, style.stroke];
    const most = Math.max(0, ...colours.filter((c) => !nothing(c)).map((c) => between(c, under)));
    const least = e.localName === "text" ? TEXT : DRAWN;
    if (most < least) wrong.push(`<${e.localName} class="${e.getAttribute("class") ?? ""}"> has a contrast of ${most.toFixed(2)}`);
    if (e.localName === "text" && !matchMedia("print").matches && parseFloat(style.fontSize) < 12) wrong.push(`“${e.textContent}” is ${style.fontSize} high`);
  }
  return [...new Set(wrong)];
}

/** No label lies on another, and none leaves its figure's column or the window. */
function placed() {
  const wrong = [];
  for (const svg of document.querySelectorAll("figure:is(.chart, .time) svg")) {
    const texts = [...svg.querySelectorAll("text")].map((e) => ({ words: e.textContent, box: e.getBoundingClientRect() }));
    texts.forEach(({ words, box }, i) => {
      for (const other of texts.slice(i + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > 0.5 && down > 2) wrong.push(`“${words}” lies on “${other.words}”`);
      }
    });
    const room = document.documentElement.clientWidth;
    // On paper a label may stand in the margin by half.
    const slack = matchMedia("print").matches ? 16 : 0.5;
    for (const e of svg.querySelectorAll("text, circle, rect, line")) {
      const box = e.getBoundingClientRect();
      if (box.left < -slack || box.right > room + slack) wrong.push(`<${e.localName}> “${e.textContent}” leaves the window`);
    }
  }
  for (const figure of document.querySelectorAll("figure:is(.chart, .time)")) {
    const { left, right } = figure.getBoundingClientRect();
    for (const e of figure.querySelectorAll("figcaption, table, tr, td, th, svg, p, a")) {
      const box = e.getBoundingClientRect();
      if (box.width && (box.left < left - 1 || box.right > right + 1)) wrong.push(`<${e.localName}> “${e.textContent.trim().slice(0, 40)}” leaves its figure`);
    }
  }
  return [...new Set(wrong)];
}

/** The picture has a name; a table or a list says each of its marks; each point of a chart has its citation. */
function inWords() {
  const wrong = [];
  for (const chart of document.querySelectorAll("figure.chart")) {
    const title = chart.querySelector("figcaption").textContent.trim().slice(0, 40);
    const rows = [...chart.querySelectorAll("tbody tr:not(.track)")];
    const marks = chart.querySelectorAll(".track, .plot .spot").length;
    if (rows.length < 2 || rows.length !== marks) wrong.push(`“${title}” has ${rows.length} rows for ${marks} marks`);
    for (const row of rows) {
      const cited = [...row.querySelectorAll("a.cite")];
      if (!cited.length) wrong.push(`“${title}”: ${row.textContent.trim()} has no citation`);
      for (const marker of cited) {
        const note = document.getElementById(decodeURIComponent(marker.hash.slice(1)));
        if (!note?.querySelector("mark")) wrong.push(`“${title}”: ${row.textContent.trim()} leads to no passage`);
      }
      if (!row.querySelector("th[scope=row]").textContent.trim()) wrong.push(`“${title}” has a row without a name`);
    }
    if (!chart.querySelector("thead th[scope=col]")) wrong.push(`the columns of “${title}” have no names`);
    const hidden = [...chart.querySelectorAll("svg")].filter((svg) => !svg.closest("[aria-hidden=true]"));
    if (hidden.some((svg) => svg.role !== "img" || !svg.ariaLabel)) wrong.push(`a drawing of “${title}” has no name`);
  }
  const copy = document.body.cloneNode(true);
  copy.querySelectorAll("svg").forEach((svg) => svg.remove());
  const words = copy.textContent.replace(/\s+/g, " ");
  for (const svg of document.querySelectorAll("figure.time svg")) {
    if (svg.getAttribute("role") !== "img" || !svg.ariaLabel) wrong.push("a line of time has no name");
    const marks = [...svg.querySelectorAll("circle, rect")];
    if (!marks.length) wrong.push("a line of time has no event");
    for (const mark of marks) {
      const said = mark.querySelector("title")?.textContent ?? "";
      const name = said.slice(said.indexOf(": ") + 2);
      if (!name || !words.includes(name)) wrong.push(`“${said}” is in no list`);
    }
  }
  return wrong;
}

/** Where there is no colour, the points of each line still have a shape of their own, in the key as well. */
async function series(browser, base, test, theme) {
  for (const [way, media] of Object.entries(WAYS)) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const visit = await openTab(context, base);
    await visit.tab.emulateMedia(media);
    const wrong = await load(visit, address(base, "topics/mills.html"));
    const shapes = await visit.tab.evaluate(() => {
      const shape = (spot) => {
        const { width, height } = spot.getBBox();
        return [spot.localName, width, height, getComputedStyle(spot).transform].join(" ");
      };
      const first = (selector) => [...document.querySelectorAll(selector)].map((g) => shape(g.querySelector(".spot")));
      const keys = new Map([...document.querySelectorAll(".chart.line .key")].map((key) => [key.getAttribute("class"), shape(key.querySelector(".spot"))]));
      return { lines: first(".plot g"), keys: [...keys.values()] };
    });
    if (shapes.lines.length !== 5) wrong.push(`there are ${shapes.lines.length} lines`);
    if (new Set(shapes.lines).size !== shapes.lines.length) wrong.push(`lines are alike: ${shapes.lines.join(", ")}`);
    if (shapes.lines.join() !== shapes.keys.join()) wrong.push(`the key has ${shapes.keys.join(", ")} for ${shapes.lines.join(", ")}`);
    // What was only expected is hollow or hatched, whatever the colours are.
    const expected = await visit.tab.evaluate(() => {
      const spots = [...document.querySelectorAll(".plot .spot.expected")];
      const fill = (e) => getComputedStyle(e).fill;
      return spots.length > 0 && spots.every((e) => fill(e) !== fill(e.parentNode.querySelector(".spot:not(.expected)")));
    });
    if (!expected) wrong.push("what was expected is drawn like what was so");
    test(`lines differ without colour, ${way}, ${theme}`, wrong);
    await context.close();
  }
}

const YEARS = [1900, 1910, 1920, 1930];
const TOWNS = ["Ostermere", "Marden", "Tarn Weir", "Holm", "Low Ferry"];
const sentence = (town, i, year, j) => `In ${year} the mills of ${town} ground ${12 + 9 * i + 7 * j + (i % 2 ? 20 - 8 * j : 0)} tons a day${i === 0 && j === 1 ? ", by other counts 16 to 23" : ""}.`;
const points = (kind) =>
  TOWNS.slice(0, kind === "line" ? 5 : 2).flatMap((town, i) =>
    YEARS.map((year, j) => {
      const words = sentence(town, i, year, j);
      const value = Number(words.match(/ground (\d+)/)[1]);
      const expected = j === 3 ? "expected = true\n" : "";
      const range = j === 1 && i === 0 ? `low = ${value - 3}\nhigh = ${value + 4}\n` : "";
      const place = kind === "line" ? `date = "${year}"` : `label = "${year}"`;
      return `[[point]]\nseries = "${town}"\n${place}\nvalue = ${value}\n${range}${expected}cite = '[@mills, "${words}"]'\n`;
    }),
  );
const chart = (kind) => `\`\`\`chart\ntitle = "Flour in the valley"\nkind = "${kind}"\nunit = "tons a day"\naxis = "Year"\n${points(kind).join("")}\`\`\`\n`;
const event = (name, date) => `+++\ntitle = "${name}"\ndate = "${date}"\ntopics = ["mills"]\nsummary = "It is told in one sentence."\n+++\n\nSo it was [@mills, "${sentence(TOWNS[0], 0, 1900, 0)}"].\n`;

/** Five lines of four points, bars in two series, a range, what was expected, and dates of each kind. */
const SMALL = {
  "expound.toml": 'title = "The valley"\n',
  "seeds/mills.toml": '[mills]\ntitle = "The mills of the valley"\ndate = "1931"\nrights = "full"\n',
  "seeds/mills.txt": TOWNS.map((town, i) => YEARS.map((year, j) => sentence(town, i, year, j)).join(" ")).join("\n\n"),
  "content/topics/mills.md":
    `+++\ntitle = "Mills"\nquestion = "How much did they grind?"\nsummary = "More each year."\n+++\n\n## By the line\n\n${chart("line")}\n` +
    `## By the bar\n\n${chart("bar")}\n`,
  "content/events/a.md": event("The first wheel turns", "1871-03-04"),
  "content/events/b.md": event("A dry summer", "1904~"),
  "content/events/c.md": event("The flood", "191X"),
  "content/events/d.md": event("The last wheel stops", "1930-06"),
  "content/events/e.md": event("The mills are counted", "1931?"),
};
