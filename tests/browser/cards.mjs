// The card that a marker opens: how it comes, stays and goes, on the longest topic of the site.

import { accessibility, load, openTab } from "./visit.mjs";
import { address } from "./site.mjs";

const CARD = ".card:popover-open";
/** The card waits before it comes and before it goes; this is longer than either. */
const MOMENT = 700;

/** All of it: `test` notes what is wrong, by the name of what was looked at. */
export async function cards(browser, page, servers, test) {
  const { base } = servers["from a server"];
  const look = async (name, options, steps, from = base) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const visit = await openTab(context, from);
    const wrong = await load(visit, address(from, page));
    const expect = (is, what) => is || wrong.push(what);
    await steps(visit.tab, expect).catch((error) => wrong.push(error.message.split("\n")[0]));
    test(`card: ${name}`, wrong.concat(visit.noise));
    await context.close();
  };
  const phone = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };

  await look("comes by hovering, can be entered, and goes", {}, hovering);
  await look("goes by Escape while the pointer is on the marker", {}, escapes);
  await look("comes by Tab, and goes on by Tab", {}, byTab);
  await look("is kept by Enter, leads to the source, and gives the focus back", {}, byEnter);
  await look("leaves other clicks to the browser", {}, otherClicks);
  await look("is not printed", {}, notPrinted);
  await look("has its edges where colours are forced", { forcedColors: "active" }, forced);
  await look("comes by a tap, and goes by one elsewhere", phone, byTap);
  await look("comes from the disk too", {}, fromDisk, servers["from the disk"].base);
  for (const [screen, options] of [["390 px", phone], ["768 px", { viewport: { width: 768, height: 700 } }], ["1280 px", {}]]) {
    await look(`of every marker, ${screen}`, options, everyMarker);
  }
  for (const colorScheme of ["light", "dark"]) {
    for (const [screen, options] of [["390 px", phone], ["1280 px", {}]]) {
      await look(`accessible, ${colorScheme}, ${screen}`, { ...options, colorScheme }, async (tab, expect) => {
        await tab.locator("a.cite").first().click();
        await tab.waitForSelector(CARD);
        // Links that the card lies over are too small a target as long as it does.
        const faults = (await accessibility(tab)).filter((fault) => !/^target-size.*obscured/.test(fault));
        for (const fault of faults) expect(false, fault);
      });
    }
  }
  await withoutScript(browser, page, base, test);
}

const open = (tab) => tab.locator(CARD).count();
const focused = (tab) => tab.evaluate(() => document.activeElement.id || document.activeElement.className);
const gone = (tab) => tab.waitForFunction((card) => !document.querySelector(card), CARD);

async function hovering(tab, expect) {
  const marker = tab.locator("a.cite").nth(2);
  await marker.scrollIntoViewIfNeeded();
  await marker.hover();
  await tab.waitForSelector(CARD);
  const box = await tab.locator(CARD).boundingBox();
  await tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
  await tab.waitForTimeout(MOMENT);
  expect(await open(tab), "it goes while the pointer is in it");
  await tab.mouse.move(5, 5, { steps: 3 });
  await gone(tab);
  expect((await focused(tab)) !== "card", "it has taken the focus");
  // A pointer that only passes opens nothing.
  await marker.hover();
  await tab.mouse.move(5, 5);
  await tab.waitForTimeout(MOMENT);
  expect(!(await open(tab)), "it comes for a pointer that has gone");
}

async function escapes(tab, expect) {
  const marker = tab.locator("a.cite").nth(1);
  await marker.hover();
  await tab.waitForSelector(CARD);
  await tab.keyboard.press("Escape");
  await gone(tab);
  await tab.waitForTimeout(MOMENT);
  expect(!(await open(tab)), "it comes back though the pointer has not moved");
}

async function byTab(tab, expect) {
  await tab.locator("a.cite").first().evaluate((marker) => {
    const before = [...document.querySelectorAll("a[href], button")].filter((e) => e.checkVisibility());
    before[before.indexOf(marker) - 1].focus();
  });
  await tab.keyboard.press("Tab");
  await tab.waitForSelector(CARD);
  const marker = await focused(tab);
  expect(marker === (await tab.locator("a.cite").first().getAttribute("id")), `the focus is at ${marker}`);
  const outline = await tab.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  expect(outline !== "none", "the focus cannot be seen on the marker");
  await tab.keyboard.press("Tab");
  const next = await focused(tab);
  expect(next !== marker && !(await tab.evaluate(() => !!document.activeElement.closest(".card"))), `Tab led to ${next}`);
}

async function byEnter(tab, expect) {
  const marker = tab.locator("a.cite").nth(3);
  const id = await marker.getAttribute("id");
  await marker.focus();
  await tab.keyboard.press("Enter");
  await tab.waitForSelector(CARD);
  expect((await focused(tab)) === "card", `the focus is at ${await focused(tab)}`);
  const name = await tab.locator(CARD).evaluate((card) => card.role + card.ariaLabel);
  expect(/^dialog.*\d/.test(name), `the card is called ${name}`);
  const links = [];
  for (let i = 0; i < 4; i++) {
    await tab.keyboard.press("Tab");
    links.push(await tab.evaluate(() => document.activeElement.closest(".card") && document.activeElement.textContent));
  }
  expect(links.includes("Read it in the source"), `Tab leads to ${links.join(", ")}`);
  await marker.focus();
  await gone(tab);
  await tab.keyboard.press("Enter");
  await tab.waitForSelector(CARD);
  await tab.keyboard.press("Escape");
  await gone(tab);
  expect((await focused(tab)) === id, `the focus went to ${await focused(tab)}`);
  await tab.keyboard.press("Enter");
  await tab.waitForSelector(CARD);
  await tab.locator(`${CARD} .go a`).first().click();
  await tab.waitForURL(/sources\/.*#[qp]\d/);
}

async function otherClicks(tab, expect) {
  await tab.locator("a.cite").first().evaluate((marker) => {
    marker.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true }));
  });
  expect(!(await open(tab)), "a click with Ctrl opens it");
}

async function notPrinted(tab, expect) {
  await tab.locator("a.cite").first().click();
  await tab.waitForSelector(CARD);
  await tab.emulateMedia({ media: "print" });
  expect(!(await tab.locator(".card").isVisible()), "it is printed");
  expect(!(await tab.locator(".ways").isVisible()), "the menu is printed");
}

async function forced(tab, expect) {
  await tab.locator("a.cite").first().click();
  await tab.waitForSelector(CARD);
  const width = await tab.locator(CARD).evaluate((card) => parseFloat(getComputedStyle(card).borderTopWidth));
  expect(width > 0, "it has no border");
}

async function byTap(tab, expect) {
  const marker = tab.locator("a.cite").nth(4);
  await marker.scrollIntoViewIfNeeded();
  const before = await tab.evaluate(() => scrollY);
  await marker.tap();
  await tab.waitForSelector(CARD);
  expect((await tab.evaluate(() => scrollY)) === before, "the page has moved");
  const width = (await tab.locator(CARD).boundingBox()).width;
  expect(width === 390, `the sheet is ${width} px wide`);
  // Beside the text, where nothing else is.
  const box = await tab.locator(CARD).boundingBox();
  await tab.touchscreen.tap(4, box.y > 400 ? 150 : 700);
  await gone(tab);
}

async function fromDisk(tab, expect) {
  await tab.locator("a.cite").first().click();
  await tab.waitForSelector(CARD);
  expect((await tab.locator(`${CARD} mark`).count()) > 0, "it shows no passage");
}

/** Each card holds the words of its note, in sight, beside its marker, and the page stays where it is. */
async function everyMarker(tab, expect) {
  const ids = await tab.evaluate(() => [...document.querySelectorAll("a.cite")].map((marker) => marker.id));
  for (const id of ids) {
    const marker = tab.locator(`[id="${id}"]`);
    await marker.evaluate((marker) => marker.scrollIntoView({ block: "center", behavior: "instant" }));
    await marker.click();
    const said = await tab.evaluate((id) => {
      const words = (element) => [...element.querySelectorAll("mark")].map((mark) => mark.textContent).join("|");
      const marker = document.getElementById(id);
      const card = document.querySelector(".card:popover-open");
      if (!card) return "opens no card";
      const [a, b] = [marker.getBoundingClientRect(), card.getBoundingClientRect()];
      const wrong = [];
      if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) wrong.push("is covered by its card");
      if (b.left < -0.5 || b.right > innerWidth + 0.5 || b.top < -0.5 || b.bottom > innerHeight + 0.5) wrong.push("has a card that leaves the window");
      if (words(card) !== words(document.getElementById(marker.hash.slice(1)))) wrong.push("has a card with other words");
      if (card.querySelector("[id]")) wrong.push("has a card with ids");
      if (Math.abs((a.top + a.bottom) / 2 - innerHeight / 2) > innerHeight / 2) wrong.push("was moved out of sight");
      return wrong.join(", ");
    }, id);
    expect(!said, `${id} ${said}`);
    await tab.keyboard.press("Escape");
  }
  expect(ids.length > 10, `there are only ${ids.length} markers`);
}

async function withoutScript(browser, page, base, test) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
  const visit = await openTab(context, base);
  const wrong = await load(visit, address(base, page));
  const marker = visit.tab.locator("a.cite").nth(2);
  await marker.click();
  const note = visit.tab.locator(await marker.getAttribute("href"));
  const box = await note.boundingBox();
  if (!box || box.y > 800 || box.y + box.height < 0) wrong.push("the note is not in sight");
  if (!(await note.locator("mark").isVisible())) wrong.push("the note does not show the passage");
  // The menu of a narrow window is the browser's own.
  await visit.tab.locator("button.menu").click();
  if (!(await visit.tab.locator("#folio-menu a").first().isVisible())) wrong.push("the menu does not open");
  test("card: without script a marker leads to its note, and the menu opens", wrong);
  await context.close();
}
