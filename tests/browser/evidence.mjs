// From a claim to its passage and back: what the site is for.

/**
 * Every marker of the open page, and every note that a marker leads to. `wrong` are faults that show on
 * the page itself; `passages` are places on other pages that must hold the same words.
 */
export async function readMarkers(tab) {
  return tab.evaluate(() => {
    const wrong = [];
    const passages = [];
    const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
    const markers = [...document.querySelectorAll("a.cite")];
    const notes = new Map();
    for (const marker of markers) {
      const href = marker.getAttribute("href") ?? "";
      const note = href.startsWith("#") ? document.getElementById(href.slice(1)) : null;
      if (!marker.id) wrong.push(`a marker has no id: ${words(marker)}`);
      if (!words(marker)) wrong.push(`the marker ${marker.id} shows nothing`);
      if (!note) {
        wrong.push(`the marker ${marker.id} leads nowhere: ${href}`);
        continue;
      }
      if (!notes.has(note)) notes.set(note, []);
      notes.get(note).push(marker);
    }
    for (const [note, uses] of notes) {
      const links = [...note.querySelectorAll("a[href]")];
      const back = new Set(links.map((link) => link.getAttribute("href")));
      for (const marker of uses) {
        if (!back.has(`#${marker.id}`)) wrong.push(`the note ${note.id} has no link back to ${marker.id}`);
      }
      for (const link of links.filter((link) => link.getAttribute("href").startsWith("#c"))) {
        const marker = document.getElementById(link.getAttribute("href").slice(1));
        if (!uses.includes(marker)) wrong.push(`the note ${note.id} has a link back to what is not its marker`);
      }
      const onward = links.filter((link) => link.hash && link.pathname !== location.pathname);
      const marked = [...note.querySelectorAll("mark")].map(words);
      if (marked.length && !onward.length) wrong.push(`the note ${note.id} does not lead to its source`);
      for (const link of onward) {
        const url = new URL(link.href);
        passages.push({ note: note.id, url: url.href, id: decodeURIComponent(url.hash.slice(1)), marked, text: words(note) });
      }
    }
    return { markers: markers.length, notes: notes.size, wrong, passages };
  });
}

/** Whether the wanted places of the open page, a source's, hold the words that the notes promise. */
export async function checkPassages(tab, wanted) {
  return tab.evaluate((wanted) => {
    const wrong = [];
    const words = (text) => text.replace(/\s+/g, " ").trim();
    // The id may stand on the mark, around it, or, where several passages begin at one word, right before it.
    const markAt = (element) => {
      if (element.matches("mark")) return element;
      const inside = element.querySelector("mark");
      if (inside) return inside;
      let next = element.nextSibling;
      while (next?.nodeType === Node.ELEMENT_NODE && !next.textContent) next = next.nextSibling;
      return next instanceof Element && next.matches("mark") && !element.textContent ? next : null;
    };
    for (const { from, id, marked, text } of wanted) {
      const element = document.getElementById(id);
      if (!element) {
        wrong.push(`${from} leads to #${id}, which is not there`);
        continue;
      }
      if (!marked.length) continue; // the work is cited, and no words of it
      const mark = markAt(element);
      if (!mark) {
        wrong.push(`${from} leads to #${id}, where nothing is marked`);
        continue;
      }
      if (!mark.checkVisibility()) wrong.push(`${from} leads to #${id}, which is not shown`);
      const there = words(mark.textContent);
      // Where passages overlap, the source's page has them in several marks.
      const same = marked.some((m) => m.includes(there) || there.includes(m)) || text.includes(there);
      if (!there || !same) wrong.push(`${from} promises “${marked[0]}”; #${id} marks “${there}”`);
    }
    return wrong;
  }, wanted);
}

/** Whether what the open source page says of its claims leads to markers; gives the links by address. */
export async function readClaims(tab) {
  return tab.evaluate(() =>
    [...document.querySelectorAll("main a[href]")]
      .filter((link) => /^#c\d/.test(link.hash) && link.pathname !== location.pathname)
      .map((link) => ({ url: link.href.split("#")[0], id: decodeURIComponent(link.hash.slice(1)) })),
  );
}

/**
 * Follows every marker of the open page as a reader does, with a click, and comes back by the note's own
 * link. Without a script the browser shows the note; with one, a card may hold its words instead.
 */
export async function followMarkers(tab) {
  const wrong = [];
  const ids = await tab.evaluate(() => [...document.querySelectorAll("a.cite")].map((marker) => marker.id));
  const start = tab.url().split("#")[0];
  for (const id of ids) {
    await tab.locator(`[id="${id}"]`).click();
    const shown = await settled(tab, (id) => {
      const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
      const visible = (element) => {
        const box = element.getBoundingClientRect();
        return element.checkVisibility() && box.height > 0 && box.top < innerHeight && box.bottom > 0;
      };
      const note = document.getElementById(document.getElementById(id).hash.slice(1));
      const marked = [...note.querySelectorAll("mark")].map(words);
      const places = [note, ...document.querySelectorAll(":popover-open, dialog[open]")].filter(visible);
      if (!places.length) return `the marker ${id} opens nothing that can be seen`;
      if (!places.some((place) => marked.every((m) => words(place).includes(m)))) {
        return `what the marker ${id} opens has not the words of the passage`;
      }
      return null;
    }, id);
    if (shown) wrong.push(shown);
    const back = tab.locator(`a[href="#${id}"]:visible`).last();
    if ((await back.count()) === 0) continue; // said by readMarkers
    await back.click();
    const returned = await settled(tab, (id) => {
      const box = document.getElementById(id).getBoundingClientRect();
      return box.top < innerHeight && box.bottom > 0 ? null : `the way back to ${id} does not bring it into view`;
    }, id);
    if (returned) wrong.push(returned);
    await tab.keyboard.press("Escape");
  }
  if (tab.url().split("#")[0] !== start) wrong.push(`a marker leads away to ${tab.url()}`);
  return { wrong, followed: ids.length };
}

/** What `check` says of the open page once it has come to rest: a jump may be drawn as a movement. */
async function settled(tab, check, argument) {
  let said;
  for (let waited = 0; waited < 1000; waited += 50) {
    said = await tab.evaluate(check, argument);
    if (!said) break;
    await new Promise((done) => setTimeout(done, 50));
  }
  return said;
}

/** Follows the first link from a note to a source, and looks whether the passage is what is shown. */
export async function followToSource(tab) {
  const link = await tab.evaluate(() => {
    const links = [...document.querySelectorAll("a.cite")]
      .map((marker) => document.getElementById(marker.hash.slice(1)))
      .flatMap((note) => [...(note?.querySelectorAll("a[href]") ?? [])]);
    return links.find((link) => link.hash && link.pathname !== location.pathname)?.getAttribute("href");
  });
  if (!link) return ["no note of this page leads to a source"];
  await tab.locator(`a[href="${link}"]:visible`).last().click();
  await tab.waitForLoadState("load");
  return tab.evaluate(() => {
    const element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!element) return [`${location.href} is not there`];
    const box = element.getBoundingClientRect();
    return box.top < innerHeight && box.bottom > 0 ? [] : [`${location.href} is out of sight`];
  });
}
