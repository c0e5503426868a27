// What the script does besides the card: "/" leads to the search, and "Cite this page" can be copied.

import { address, kinds } from "./site.mjs";
import { load, openTab } from "./visit.mjs";

/** All of it: `test` notes what is wrong, by the name of what was looked at. */
export async function keys(browser, site, servers, test) {
  const { topic } = kinds(site);
  for (const [place, { base }] of Object.entries(servers)) {
    const context = await browser.newContext();
    const visit = await openTab(context, base);
    const wrong = await load(visit, address(base, topic));
    await search(visit.tab, wrong).catch((error) => wrong.push(error.message.split("\n")[0]));
    test(`"/" leads to the search, ${place}`, wrong);
    await context.close();
  }

  const { base } = servers["from a server"];
  const context = await browser.newContext();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(base).origin });
  const visit = await openTab(context, base);
  const wrong = await load(visit, address(base, topic));
  await copy(visit.tab, wrong).catch((error) => wrong.push(error.message.split("\n")[0]));
  test(`"Cite this page" can be copied: ${topic}`, wrong);
  await context.close();
}

async function search(tab, wrong) {
  const start = tab.url();
  await tab.keyboard.press("Control+/");
  if (tab.url() !== start) wrong.push("it does with Ctrl, too");
  await tab.keyboard.press("/");
  await tab.waitForURL(/\/search\.html$/);
  await tab.waitForLoadState("load");
  // Here the box gets the focus, and in it the key is a letter as any other.
  await tab.evaluate(() => (window.same = true));
  for (const expected of ["", "/"]) {
    await tab.keyboard.press("/");
    const at = await tab.evaluate(() => [document.activeElement.localName, document.activeElement.value, window.same]);
    if (at[0] !== "input" || at[1] !== expected || !at[2]) wrong.push(`on the page itself it leads to ${at.join(" ")}`);
  }
}

async function copy(tab, wrong) {
  await tab.locator(".copy-button").click();
  await tab.waitForFunction(() => document.querySelector(".copied[role=status]").textContent === "Copied");
  const [copied, shown] = await tab.evaluate(async () => [
    await navigator.clipboard.readText(),
    document.querySelector(".citeas .copy").innerText.trim(),
  ]);
  if (!shown || copied !== shown) wrong.push(`“${copied}” was copied of “${shown}”`);
}
