// The search page: finds words in the index that the build made, ranks what has them, and shows them in
// their sentences. No text becomes markup: every node is made by hand.
//
// What words are, how alike two are and what they count is written in src/search/ of the program, too;
// tests/search/cases.json holds both to the same. What the index's files hold is said in src/search/files.rs.

"use strict";
{
// Words

const WORD = /(?:\p{Alphabetic}\.){2,}|\p{N}+(?:[.,]\p{N}+)+|[\p{Alphabetic}\p{N}\p{M}]+/gu;
const ACCENT = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]/g;
const SPELLED = { ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ł: "l", ı: "i", ς: "σ" };
const ALONE =
  "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u30ff" +
  "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\u{20000}-\u{3ffff}";
const RUN = new RegExp(`[${ALONE}]+|[^${ALONE}]+`, "gu");
const IS_ALONE = new RegExp(`^[${ALONE}]`, "u");
const LONGEST = 40;
const MOST_WORDS = 24;

function fold(written) {
  const kept = /^\p{N}/u.test(written) ? /[^\p{Alphabetic}\p{N}\p{M}.]/gu : /[^\p{Alphabetic}\p{N}\p{M}]/gu;
  return [...written.normalize("NFKD").toLowerCase().replace(ACCENT, "")]
    .map((c) => SPELLED[c] ?? c)
    .join("")
    .normalize("NFC")
    .replace(kept, "");
}

/** The words of a text with their places: [form, start, end]. */
function wordsOf(text) {
  const found = [];
  for (const { 0: written, index } of text.matchAll(WORD)) {
    if (/^s$/i.test(written) && /['’]/.test(text[index - 1] ?? "")) continue;
    const end = index + written.length;
    for (const run of fold(written).match(RUN) ?? []) {
      const letters = [...run];
      if (!IS_ALONE.test(run)) {
        found.push([letters.slice(0, LONGEST).join(""), index, end]);
        continue;
      }
      for (let i = 0; i + 1 < letters.length; i += 1) found.push([letters[i] + letters[i + 1], index, end]);
      found.push([letters.at(-1), index, end]);
    }
  }
  return found;
}

/** The words of a query, each once. */
function queryOf(text) {
  let last = -1;
  const words = wordsOf(text).filter(([word, start]) => {
    const single = [...word].length === 1 && IS_ALONE.test(word) && start === last;
    last = start;
    return !single;
  });
  return [...new Set(words.map(([word]) => word))].slice(0, MOST_WORDS);
}

// Forms

const INFLECTIONS = new Set(["", ..."s es e ed d ing y ies ied ying".split(" ")]);
const DERIVATIONS = new Set(
  ("n ns an ans er ers or ors r rs ion ions tion tions nt nts ment ments al ic ics ical ly ty ity ive able ance ence")
    .split(" "),
);

function scriptOf(word) {
  if (/^\p{N}/u.test(word)) return "number";
  if (IS_ALONE.test(word)) return "unspaced";
  return /^[a-z\u00df-\u024f]/.test(word) ? "latin" : "other";
}

function likeness(word, term, open) {
  if (word === term) return 1;
  const length = [...word].length;
  let begun = 0;
  if (open && term.startsWith(word) && (length > 1 || scriptOf(word) === "unspaced")) {
    begun = (0.8 * length) / [...term].length;
  }
  return Math.max(begun, formOf(word, term));
}

function formOf(word, term) {
  const script = scriptOf(word);
  if (script !== scriptOf(term) || script === "number" || script === "unspaced") return 0;
  const [one, other] = [[...word], [...term]];
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared += 1;
  // The endings may begin alike, and then what the two share ends earlier: `negotiat-ing` and `-ions`.
  const alike = [0, 1, 2].filter((less) => less <= shared).map((less) => endings(script, shared - less, one, other));
  return Math.max(...alike);
}

/** How much two words are one that share so many letters. */
function endings(script, shared, one, other) {
  const [a, b] = [one.slice(shared), other.slice(shared)];
  if (script === "other") return shared >= 3 && a.length <= 3 && b.length <= 3 ? 0.85 : 0;
  const ends = [a.join(""), b.join("")];
  if (shared >= 3 && ends.every((end) => INFLECTIONS.has(end))) return 0.85;
  return shared >= 4 && ends.every((end) => INFLECTIONS.has(end) || DERIVATIONS.has(end)) ? 0.6 : 0;
}

function stemOf(word) {
  const script = scriptOf(word);
  const letters = [...word];
  if (script === "latin") return letters.slice(0, Math.max(3, letters.length - 5)).join("");
  return script === "other" ? letters.slice(0, Math.max(3, letters.length - 3)).join("") : word;
}

// Ranking

const LEVELS = 16;
const LEAST = 0.55;

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
const shares = (numbers) => numbers.map((number) => number / sum(numbers));
const rarity = (units, having) => Math.log(1 + (units - having + 0.5) / (having + 0.5));

/** How much the words of a query stand together in a text as they do there. */
function closeness(words, open, text) {
  if (words.length < 2) return 0;
  const together = new Set();
  let before = [];
  for (const [term] of wordsOf(text)) {
    const here = words.map((word, i) => likeness(word, term, open && i === words.length - 1) > 0);
    before.forEach((was, i) => was && here[i + 1] && together.add(i));
    before = here;
  }
  return together.size / (words.length - 1);
}

/** Numbers as the index writes them. */
function numbers(text) {
  const all = [];
  let high = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    const digit = c === 33 ? 0 : c < 92 ? c - 34 : c - 35;
    if (digit < 64) {
      all.push(high * 64 + digit);
      high = 0;
    } else {
      high = high * 28 + digit - 63;
    }
  }
  return all;
}

/** Whether one word stands before another in the index: by code points. */
function isBefore(a, b) {
  const [x, y] = [[...a], [...b]];
  let i = 0;
  while (i < x.length && x[i] === y[i]) i += 1;
  return i === x.length ? i < y.length : i < y.length && x[i].codePointAt(0) < y[i].codePointAt(0);
}

// The index

class Index {
  constructor(folder) {
    this.folder = folder;
    this.files = new Map();
    window.expoundSearch = (name, value) => this.files.get(name)?.arrived(value);
  }

  /** What a file holds, or null if it is not there. */
  load(name) {
    let file = this.files.get(name);
    if (!file) {
      file = {};
      file.value = new Promise((resolve) => {
        const script = document.createElement("script");
        file.arrived = resolve;
        script.src = `${this.folder}${name}.js`;
        script.onload = () => resolve(null);
        script.onerror = () => resolve(null);
        document.head.append(script);
      });
      this.files.set(name, file);
    }
    return file.value;
  }

  async head() {
    const head = await this.load("index");
    if (head && !head.first) {
      head.first = [];
      let unit = head.pages;
      for (const paragraphs of numbers(head.sources)) {
        head.first.push(unit);
        unit += paragraphs + 1;
      }
    }
    return head;
  }

  /** The units that have a word or a form of it, and how much: Map of unit to a number up to 1. */
  async having(head, word, open) {
    const stem = stemOf(word);
    const { starts } = head;
    let first = starts.length - 1;
    while (first > 0 && isBefore(stem, starts[first])) first -= 1;
    let last = first;
    while (last + 1 < starts.length && last < first + 2 && (isBefore(starts[last + 1], stem) || starts[last + 1].startsWith(stem))) {
      last += 1;
    }
    const units = new Map();
    let near = null;
    for (let number = first; number <= last; number += 1) {
      const pieces = ((await this.load(`words/${number}`)) ?? "").split(" ");
      let term = "";
      for (let i = 0; i + 1 < pieces.length; i += 2) {
        term = term.slice(0, numbers(pieces[i][0])[0]) + pieces[i].slice(1);
        const alike = term.startsWith(stem) ? likeness(word, term, open) : 0;
        if (alike > 0) collect(units, pieces[i + 1], alike);
        else if (units.size === 0) near = nearer(word, near, { term, units: pieces[i + 1] });
      }
    }
    if (units.size || !near) return { units };
    collect(units, near.units, MISSPELT);
    return { units, instead: near.term };
  }

  /** The documents that answer a query, the best first, or null if there is no index. */
  async rank(words, open) {
    const head = await this.head();
    if (!head) return null;
    const common = new Set(head.common);
    const last = words.length - 1;
    const rare = words.filter((word, i) => !common.has(word) || (open && i === last));
    const asked = rare.length ? rare : words.slice(0, 3);
    const all = await Promise.all(asked.map((word) => this.having(head, word, open && word === words[last])));
    const found = all.map(({ units }) => units);
    const weights = found.map((units) => rarity(head.units, units.size));
    const whole = sum(weights);
    const units = new Map();
    found.forEach((having, i) => {
      for (const [unit, much] of having) {
        const at = units.get(unit) ?? { score: 0, has: 0 };
        at.score += weights[i] * much;
        at.has += weights[i];
        units.set(unit, at);
      }
    });
    let most = 0;
    for (const { has } of units.values()) most = Math.max(most, has);
    const documents = new Map();
    for (const [unit, { score, has }] of units) {
      if (has < most * LEAST) continue;
      const [number, part] = place(head, unit);
      const document = documents.get(number) ?? { number, score: 0, parts: [] };
      const value = score * (has / whole) ** 2;
      document.score = Math.max(document.score, value);
      if (part > 0) document.parts.push({ part: part - 1, score: value });
      documents.set(number, document);
    }
    return {
      // What was looked for instead of words that nothing has.
      query: words.map((word) => all[asked.indexOf(word)]?.instead ?? word),
      // What each word counts of the whole: one that is everywhere little.
      weights: shares(words.map((word) => weights[asked.indexOf(word)] ?? rarity(head.units, head.units))),
      lacking: asked.filter((_, i) => found[i].size === 0),
      documents: [...documents.values()].sort((a, b) => b.score - a.score || a.number - b.number),
    };
  }

  /** A document's names and address, and its texts: [id, heading, paragraphs], or none. */
  async describe(number) {
    const head = await this.head();
    const shelf = await this.load(`pages/${Math.floor(number / head.shelf)}`);
    const [url, kind, heading, names, summary, about, own] = shelf?.[number % head.shelf] ?? [];
    if (!url) return null;
    const texts = own ?? (head.texts ? await this.load(`texts/${url.replace(/\.html$/, "")}`) : null);
    return { url, kind, heading, names, summary, about, texts: texts ?? [] };
  }
}

/** Adds what the index says of a word to the units that have it. */
function collect(units, written, alike) {
  let unit = 0;
  for (const number of numbers(written)) {
    unit += Math.floor(number / LEVELS);
    const much = (alike * ((number % LEVELS) + 1)) / LEVELS;
    if (!(units.get(unit) >= much)) units.set(unit, much);
  }
}

// A word that nothing has may be misspelt. It must begin as the other does: only there is it looked for.

const MISSPELT = 0.5;

/** The nearer of two words to a third, if any is near. */
function nearer(word, best, other) {
  if (word.length < 5 || other.term[0] !== word[0] || scriptOf(word) === "number") return best;
  const most = best ? best.distance - 1 : word.length < 8 ? 1 : 2;
  if (most < 1 || Math.abs(word.length - other.term.length) > most) return best;
  const distance = changes(word, other.term);
  return distance > most ? best : { ...other, distance };
}

/** How many letters must be changed, put in or left out to make one word of another. */
function changes(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[other.length];
}

/** The document that a unit is of, and which of its units it is. */
function place(head, unit) {
  if (unit < head.pages) return [unit, 0];
  let [low, high] = [0, head.first.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (head.first[middle] <= unit) low = middle;
    else high = middle;
  }
  return [head.pages + low, unit - head.first[low]];
}

// A close look at the best

const KINDS = {
  home: "Front page", topic: "Topic", event: "Event", entity: "Person, place or thing", source: "Source",
  folder: "List", timeline: "List", sources: "List", page: "Page",
};
const MOST_PLACES = 3;
const MOST_LETTERS = 280;

const SENTENCES = Intl.Segmenter ? new Intl.Segmenter(document.documentElement.lang, { granularity: "sentence" }) : null;

function sentencesOf(text) {
  return SENTENCES ? [...SENTENCES.segment(text)].map(({ segment }) => segment.trim()) : [text];
}

/** How much of a query a text has: of each word, and of all by what each counts; and where in it the words are. */
function look({ words, open, weights }, text) {
  const found = wordsOf(text);
  const marks = [];
  const each = words.map((word, i) => {
    let best = 0;
    for (const [term, start, end] of found) {
      const alike = likeness(word, term, open && i === words.length - 1);
      if (alike > 0) marks.push([start, end]);
      best = Math.max(best, alike);
    }
    return best;
  });
  const score = sum(each.map((much, i) => much * weights[i]));
  return { text, marks, each, score, has: sum(each), all: found.length };
}

/** The sentence of some paragraphs that answers a query best and, if it lacks words, another that has them. */
function bestSentences(query, paragraphs) {
  const all = paragraphs.flatMap(sentencesOf).map((text) => look(query, text));
  const close = (sentence) => closeness(query.words, query.open, sentence.text);
  let best = null;
  for (const sentence of all.filter(({ score }) => score > 0)) {
    const value = sentence.score * (1 + close(sentence));
    if (!best || value > best.value) best = { ...sentence, value };
  }
  if (!best) return null;
  const lacking = best.each.map((has) => (has ? 0 : 1));
  let second = null;
  for (const sentence of all) {
    const adds = sum(sentence.each.map((has, i) => has * lacking[i] * query.weights[i]));
    if (adds > (second?.adds ?? 0)) second = { ...sentence, adds };
  }
  const shown = all.filter(({ text }) => text === best.text || text === second?.text).slice(0, 2);
  return { shown, value: best.value + (second ? second.adds / 2 : 0) };
}

/** What is shown of a document: its places, the best first, and how much better it is than the index says. */
function closeLook(query, ranked, document) {
  const source = document.kind === "source";
  const texts = source ? ranked.parts.map(({ part }) => document.texts[part]) : document.texts;
  const places = [];
  for (const [id, heading, paragraphs] of texts.filter(Boolean)) {
    const title = source ? { text: heading, marks: [], score: 0 } : look(query, heading);
    const best = bestSentences(query, paragraphs);
    if (!best && !title.score) continue;
    const value = (best?.value ?? 0) + title.score;
    places.push({ id, title, shown: best?.shown ?? [], value });
  }
  places.sort((a, b) => b.value - a.value);
  let named = 0;
  for (const name of [document.heading, ...document.names]) {
    const { has, all } = look(query, name);
    // A name that is just what was asked for, and not one that only has the words among others.
    named = Math.max(named, has / Math.max(all, query.words.length));
  }
  // What stands over a page says what it is about, as well as a sentence of it.
  const over = source ? null : bestSentences(query, [document.heading, document.summary]);
  const best = Math.max(places[0]?.value ?? 0, over?.value ?? 0);
  return { ...document, places, score: ranked.score * (1 + 0.5 * Math.min(2, best) + named) };
}

// The page

const AT_ONCE = 10;
const PATIENCE = 120;

function element(name, className, ...children) {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** A text with its marks, cut to the words around the first of them if it is long. */
function marked(text, marks) {
  const nodes = [];
  const sorted = marks.toSorted((a, b) => a[0] - b[0]);
  let start = 0;
  let end = text.length;
  if (text.length > MOST_LETTERS) {
    const first = sorted[0]?.[0] ?? 0;
    start = first < MOST_LETTERS / 2 ? 0 : text.indexOf(" ", first - MOST_LETTERS / 3) + 1;
    const cut = text.lastIndexOf(" ", start + MOST_LETTERS);
    end = cut > start && start + MOST_LETTERS < text.length ? cut : Math.min(text.length, start + MOST_LETTERS);
  }
  if (start > 0) nodes.push("… ");
  let at = start;
  for (const [from, to] of sorted) {
    if (from < at || to > end) continue;
    nodes.push(text.slice(at, from), element("mark", "", text.slice(from, to)));
    at = to;
  }
  nodes.push(text.slice(at, end));
  if (end < text.length) nodes.push(" …");
  return nodes;
}

function link(url, ...children) {
  const a = element("a", "", ...children);
  a.href = url;
  return a;
}

function resultOf(query, found, root) {
  const url = root + found.url;
  const name = look(query, found.heading);
  const title = element("h2", "", link(url, ...marked(found.heading, name.marks)));
  // A topic is known by its short name, too; another name is told where the words are in it.
  const known = found.kind === "topic" ? found.names : found.names.filter((name) => look(query, name).marks.length);
  const kicker = element("p", "kicker", KINDS[found.kind] ?? "Page");
  if (known.length) kicker.append(": ", ...marked(known[0], look(query, known[0]).marks));
  const item = element("li", "", kicker, title);
  if (found.about) item.append(element("p", "fine", found.about));
  const places = element("ul", "places");
  for (const { id, title, shown } of found.places.slice(0, MOST_PLACES)) {
    const place = element("li", "");
    const at = `${url}#${encodeURIComponent(id)}`;
    if (id) place.append(element("p", "fine", link(at, ...marked(title.text, title.marks))));
    const words = shown.flatMap(({ text, marks }, i) => [i ? " … " : "", ...marked(text, marks)]);
    if (words.length) place.append(element("p", "", ...words));
    places.append(place);
  }
  if (places.childElementCount) item.append(places);
  else if (found.summary) item.append(element("p", "", ...marked(found.summary, look(query, found.summary).marks)));
  const rest = found.places.length - MOST_PLACES;
  if (rest > 0) {
    const what = found.kind === "source" ? "more passage" : "more section";
    item.append(element("p", "fine", `and ${count(rest, what)}`));
  }
  return item;
}

function count(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}

/** `3 pages and 12 passages` */
function tally(query, { documents, query: words, lacking }, head) {
  const isSource = ({ number }) => number >= head.pages;
  const pages = documents.filter((document) => !isSource(document)).length;
  const passages = sum(documents.filter(isSource).map(({ parts }) => parts.length));
  const records = documents.filter((document) => isSource(document) && !document.parts.length).length;
  const all = [];
  if (pages) all.push(count(pages, "page"));
  if (records) all.push(count(records, "source"));
  if (passages) all.push(count(passages, "passage"));
  const last = all.pop();
  if (!last) return `Nothing found for “${query.words.join(" ")}”. Below is all that there is.`;
  const found = all.length ? `${all.join(", ")} and ${last}` : last;
  const other = words.filter((word, i) => word !== query.words[i]);
  const instead = other.length ? ` with “${other.join("”, “")}”, which is spelt nearly so` : "";
  return `${found}${instead}${lacking.length ? `; nothing has “${lacking.join("”, “")}”` : ""}`;
}

/** What the reader wants of the key "/", which is remembered: who speaks to a machine may not want it (WCAG 2.1.4). */
function switchOf(box) {
  const NAME = "expound-search-key";
  try {
    box.checked = localStorage.getItem(NAME) !== "off";
    box.addEventListener("change", () => {
      if (box.checked) localStorage.removeItem(NAME);
      else localStorage.setItem(NAME, "off");
    });
    return { isOn: () => box.checked };
  } catch {
    // Nothing can be remembered here, or the theme has no switch: no key that cannot be switched off.
    box?.closest("p").remove();
    return { isOn: () => false };
  }
}

function startSearch(script) {
  const { root } = script.dataset;
  const index = new Index(script.dataset.index);
  const box = document.getElementById("folio-query");
  const form = document.getElementById("folio-search");
  const said = document.getElementById("folio-count");
  const list = document.getElementById("folio-results");
  const more = document.getElementById("folio-more");
  const everything = document.getElementById("folio-all");
  const key = switchOf(document.getElementById("folio-key"));
  let run = 0;
  let timer = 0;
  let waiting = null;

  async function show(query, ranked, own) {
    const described = await Promise.all(
      ranked.slice(0, AT_ONCE + 2).map(async (document) => {
        const description = await index.describe(document.number);
        return description && closeLook(query, document, description);
      }),
    );
    if (own !== run) return;
    const best = described.filter(Boolean).sort((a, b) => b.score - a.score);
    list.append(...best.map((found) => resultOf(query, found, root)));
    const rest = ranked.slice(AT_ONCE + 2);
    waiting = rest.length ? () => show(query, rest, own) : null;
    more.hidden = !waiting;
  }

  async function search() {
    const own = (run += 1);
    const text = box.value;
    const query = { words: queryOf(text), open: !/\s$/.test(text) };
    if (location.protocol !== "file:") {
      history.replaceState(null, "", text ? `?q=${encodeURIComponent(text)}` : location.pathname);
    }
    const ranked = query.words.length ? await index.rank(query.words, query.open) : { documents: [] };
    if (own !== run) return;
    more.hidden = true;
    const old = [...list.children];
    if (ranked === null) said.textContent = "The index of this site could not be loaded.";
    else if (!query.words.length) said.textContent = "";
    else said.textContent = tally(query, ranked, await index.head());
    if (ranked?.documents.length) await show({ ...query, words: ranked.query, weights: ranked.weights }, ranked.documents, own);
    if (own !== run) return;
    // What was shown stays until what comes after it is there.
    old.forEach((item) => item.remove());
    if (everything) everything.hidden = list.childElementCount > 0;
  }

  const links = () => [...list.querySelectorAll("a")];
  function step(by) {
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (at + by < 0) box.focus();
    else all[Math.min(at + by, all.length - 1)]?.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search();
  });
  box.addEventListener("input", (event) => {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(search, PATIENCE);
  });
  more.addEventListener("click", async () => {
    const before = links().length;
    await waiting?.();
    links()[before]?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target === box;
    const inside = typing || list.contains(event.target);
    if (event.key === "/" && !typing && key.isOn()) box.focus();
    else if (event.key === "Escape" && inside) {
      box.value = "";
      box.focus();
      search();
    } else if (event.key === "ArrowDown" && inside) step(1);
    else if (event.key === "ArrowUp" && inside && !typing) step(-1);
    else return;
    event.preventDefault();
  });
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  if (box.value) search();
}

if (globalThis.document?.getElementById("folio-search")) startSearch(document.currentScript);
}
