// The page on what rests on what, which a site has if it asks for it: in both themes, light and dark, wide and
// narrow, it is accessible, sound and leads where it says.

import { html } from "./html.mjs";
import { address, fromDisk } from "./site.mjs";
import { buildSmall } from "./small.mjs";
import { accessibility, load, openTab, overflow, soundness } from "./visit.mjs";

const PAGE = "coverage-report.html";
const topic = (title, rest) =>
  `+++\ntitle = "${title}"\nquestion = "What of ${title.toLowerCase()}?"\nsummary = "In a sentence."\nreviewed = "1960-01-01"\nterms = ["mill"]\n+++\n\n${rest}\n`;
const FILES = {
  "expound.toml": 'title = "The valley"\n[coverage]\npage = true\n',
  "seeds/library.toml":
    '[mills]\ntitle = "The mills of the valley"\ndate = "1931"\nrights = "full"\n[wheels]\ntitle = "Wheels"\ndate = "1957"\nrights = "full"\n',
  "seeds/mills.txt": "The mills stand by the river.\n\nThey grind rye.",
  "seeds/wheels.txt": "The wheel of the mill turns no more.\n\nA mill without a wheel is a house.",
  "content/topics/mills.md": topic(
    "Mills",
    '## Where?\n\nBy the water [@mills, "The mills stand by the river"]. Nobody knows why all five of them stand there. It rains.\n\n## What for?\n\nThey made flour of one kind [@mills, "They grind rye"].\n\nThat was long ago, and a long paragraph that rests on nothing may say so.',
  ),
  "content/topics/wheels.md": topic(
    "Wheels",
    '## Do they turn?\n\nNot since 1957 [@wheels, "The wheel of the mill turns no more"].',
  ),
};

export async function coverage(browser, test) {
  for (const theme of ["folio", "plain"]) {
    const { site, end } = buildSmall({ ...FILES }, "--theme", theme);
    try {
      const server = fromDisk(site);
      html(site, test);
      for (const colorScheme of ["light", "dark"]) {
        const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
        const visit = await openTab(context, server.base);
        const wrong = await load(visit, address(server.base, PAGE));
        wrong.push(...(await soundness(visit.tab)), ...(await accessibility(visit.tab)));
        for (const width of [1280, 390, 320]) wrong.push(...(await overflow(visit.tab, width)));
        const words = await visit.tab.evaluate(() => document.body.textContent);
        if (!words.includes("Nobody knows why all five")) wrong.push("a sentence that rests on nothing is not told");
        const links = await visit.tab.$$eval("main a[href]", (all) => all.map((a) => a.href));
        for (const link of new Set(links)) {
          wrong.push(...(await load(visit, link)));
          const id = decodeURIComponent(new URL(link).hash.slice(1));
          if (id && !(await visit.tab.$(`[id="${id}"]`))) wrong.push(`${link} leads to no place`);
        }
        test(`what rests on what, ${theme}, ${colorScheme}: ${links.length} links`, wrong);
        await context.close();
      }
    } finally {
      end();
    }
  }
}
