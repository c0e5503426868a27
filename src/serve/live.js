// Added by `expound watch` to the pages that it serves, and to none that is published.
//
// 1. It listens. Each message says which edition of the site is served, and what was found in its files.
// 2. A page of another edition is loaded again, at the place where it was read; if nothing but style
//    sheets is new in it, they are put in place of the old ones.
// 3. What was found stands in a panel over the page, in a shadow tree that no theme reaches.
"use strict";
(() => {
  let edition = document.currentScript.dataset.edition;
  const PLACE = "expound-place";
  const HIDDEN = "expound-hidden";
  /** Findings that are shown; the terminal has all. */
  const MOST = 20;

  // ---- 1. Listening ----

  let source;
  let silence;

  function listen() {
    if (source && source.readyState !== EventSource.CLOSED) return;
    source = new EventSource("/.expound/events");
    source.onmessage = (event) => {
      connected(true);
      hear(JSON.parse(event.data));
    };
    // It tries again by itself; only a longer silence is worth a word.
    source.onerror = () => connected(false);
  }

  function connected(is) {
    clearTimeout(silence);
    if (is) panel.toggle("lost", false);
    else silence = setTimeout(() => panel.toggle("lost", true), 3000);
  }

  // A browser keeps few connections to a server: a tab that nobody sees gives its own up.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return listen();
    source?.close();
    clearTimeout(silence);
  });
  window.addEventListener("pageshow", () => document.hidden || listen());
  window.addEventListener("pagehide", () => {
    source?.close();
    // Whoever leaves and comes back finds the place by the browser's own memory.
    if (!reloading) history.scrollRestoration = "auto";
  });

  function hear(message) {
    if (message.edition !== edition) {
      if (message.before !== edition || !message.styles || !swap(message.styles, message.edition)) return reload();
      edition = message.edition;
    }
    panel.show(message);
  }

  // ---- 2. Loading again ----

  /** Puts new style sheets in place of old ones; whether the page has any of them. */
  function swap(paths, version) {
    const links = [...document.querySelectorAll('link[rel~="stylesheet"]')].filter((link) => {
      const url = new URL(link.href);
      return url.origin === location.origin && paths.includes(decodeURIComponent(url.pathname.slice(1)));
    });
    for (const link of links) {
      const url = new URL(link.href);
      url.searchParams.set("edition", version);
      const next = link.cloneNode();
      next.href = url.href;
      // The old one stays until there is another, so that the page is never without style.
      next.addEventListener("load", () => link.remove());
      next.addEventListener("error", () => next.remove());
      link.after(next);
    }
    return links.length > 0;
  }

  let reloading = false;

  function reload() {
    reloading = true;
    source?.close();
    const heading = [...document.querySelectorAll(":is(h1, h2, h3, h4, h5, h6, section)[id]")]
      .map((element) => ({ id: element.id, top: element.getBoundingClientRect().top }))
      .filter(({ top }) => top < innerHeight / 2)
      .at(-1);
    const place = { path: location.pathname, x: scrollX, y: scrollY, heading };
    remember(PLACE, JSON.stringify(place));
    history.scrollRestoration = "manual";
    location.reload();
  }

  /** Goes to the place where the page was read, counted from the last heading above it. */
  function goBack() {
    const place = JSON.parse(recall(PLACE) ?? "null");
    forget(PLACE);
    if (place?.path !== location.pathname) return;
    const go = () => {
      const heading = place.heading && document.getElementById(place.heading.id);
      const top = heading ? scrollY + heading.getBoundingClientRect().top - place.heading.top : place.y;
      scrollTo({ left: place.x, top, behavior: "instant" });
    };
    go();
    // Fonts and images may move it until the page is complete; then the reader is at home.
    let read = false;
    for (const event of ["wheel", "keydown", "pointerdown", "touchstart"]) {
      addEventListener(event, () => (read = true), { once: true, passive: true });
    }
    addEventListener("load", () => read || go());
  }

  // A browser may be told to keep nothing; then the page begins at its top.
  function remember(key, value) {
    try {
      sessionStorage.setItem(key, value);
    } catch {}
  }
  function recall(key) {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  }
  function forget(key) {
    try {
      sessionStorage.removeItem(key);
    } catch {}
  }

  // ---- 3. The panel ----

  const STYLE = `
    :host { all: initial; }
    .box {
      --paper: #fff; --ink: #1c1c1e; --faint: #5f6368; --line: #d7d7dc; --error: #b3261e; --warning: #8a5a00;
      position: fixed; inset: auto 0 0 0; z-index: 2147483647; box-sizing: border-box; max-height: min(45vh, 30rem);
      overflow: auto; overscroll-behavior: contain; color: var(--ink); background: var(--paper);
      border-top: 3px solid var(--tone); box-shadow: 0 -4px 24px rgb(0 0 0 / .18);
      font: 14px/1.45 system-ui, sans-serif; text-align: start;
    }
    .error { --tone: var(--error); }
    .warning, .lost { --tone: var(--warning); }
    header {
      position: sticky; top: 0; display: flex; gap: .25rem 1rem; align-items: baseline; flex-wrap: wrap;
      padding: .55rem 1rem; background: var(--paper); border-bottom: 1px solid var(--line);
    }
    header b { color: var(--tone); }
    header span { flex: 1 1 16rem; color: var(--faint); }
    button {
      font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 4px;
      padding: .1rem .6rem; cursor: pointer;
    }
    button:focus-visible { outline: 2px solid var(--tone); outline-offset: 2px; }
    ol { list-style: none; margin: 0; padding: 0 1rem; }
    li { padding: .6rem 0; border-bottom: 1px solid var(--line); }
    li:last-child { border: 0; }
    .place { font: 12px/1.5 ui-monospace, monospace; color: var(--faint); overflow-wrap: anywhere; }
    mark { color: var(--ink); background: none; text-decoration: underline wavy var(--tone) 1px; text-underline-offset: 3px; }
    .message { margin: 0; overflow-wrap: anywhere; }
    .message b { color: var(--tone); font-weight: 600; }
    .more { margin: .15rem 0 0; padding-inline-start: 1rem; color: var(--faint); overflow-wrap: anywhere; }
    .more i { font-style: normal; font-weight: 600; }
    .pill {
      inset: auto auto .75rem .75rem; max-height: none; border: 1px solid var(--tone); border-radius: 999px;
      padding: .3rem .8rem; color: var(--tone); font-weight: 600; background: var(--paper);
    }
    @media (prefers-color-scheme: dark) {
      .box { --paper: #1d1f23; --ink: #ececf0; --faint: #a9adb5; --line: #3a3d44; --error: #ff8a80; --warning: #f2b84b; }
    }
    @media print { .box { display: none; } }
  `;

  const STANDING = {
    good: "",
    "last-good": "You see the last version without errors; fix them to see your changes.",
    flawed: "There is no version without errors yet; this is what could be built.",
  };

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const count = (n, word) => (n === 0 ? "" : `${n} ${word}${n === 1 ? "" : "s"}`);

  const panel = {
    root: null,
    message: null,
    lost: false,

    toggle(name, is) {
      if (this[name] === is) return;
      this[name] = is;
      this.draw();
    },

    show(message) {
      this.message = message;
      this.draw();
    },

    /** Whether the reader has hidden these very findings; warnings alone begin hidden. */
    isHidden() {
      const choice = recall(HIDDEN);
      return choice === JSON.stringify(this.message.report) || (this.message.report.errors === 0 && choice !== "");
    },

    draw() {
      if (!this.root) {
        const host = element("expound-findings");
        this.root = host.attachShadow({ mode: "open" });
        document.documentElement.append(host);
      }
      const box = this.box();
      this.root.replaceChildren(...(box ? [element("style", { textContent: STYLE }), box] : []));
    },

    box() {
      if (this.lost) {
        const words = "Not connected: is `expound watch` still running?";
        return element("div", { className: "box pill lost", role: "status", textContent: words });
      }
      const report = this.message?.report;
      if (!report || report.findings.length === 0) {
        forget(HIDDEN);
        return null;
      }
      const tone = report.errors ? "error" : "warning";
      const counted = [count(report.errors, "error"), count(report.warnings, "warning")].filter(Boolean).join(", ");
      const turn = (choice) => () => {
        remember(HIDDEN, choice);
        this.draw();
        this.root.querySelector("button")?.focus();
      };
      if (this.isHidden()) {
        const open = turn("");
        return element("button", { className: `box pill ${tone}`, textContent: counted, onclick: open });
      }
      const hide = element("button", { textContent: "Hide", onclick: turn(JSON.stringify(report)) });
      const head = element(
        "header",
        { role: "status" },
        element("b", { textContent: counted }),
        element("span", { textContent: STANDING[this.message.standing] }),
        hide,
      );
      const list = element("ol", {}, ...report.findings.slice(0, MOST).map(finding));
      const more = report.errors + report.warnings - Math.min(report.findings.length, MOST);
      if (more > 0) list.append(element("li", { textContent: `and ${more} more in the terminal` }));
      const box = element("div", { className: `box ${tone}`, role: "region", tabIndex: 0 }, head, list);
      box.setAttribute("aria-label", "What expound found");
      return box;
    },
  };

  function finding(found) {
    const place = [found.file, found.line, found.column].filter((part) => part !== null).join(":");
    const line = (word, text) => element("p", { className: "more" }, element("i", { textContent: `${word}: ` }), text);
    const tone = found.severity === "error" ? "error" : "warning";
    return element(
      "li",
      { className: tone },
      element("div", { className: "place" }, place, ...(found.words ? [" ", element("mark", { textContent: found.words })] : [])),
      element("p", { className: "message" }, element("b", { textContent: `${found.code} ${found.rule}: ` }), found.message),
      ...(found.label ? [element("p", { className: "more", textContent: found.label })] : []),
      ...found.notes.map((note) => line("note", note)),
      ...found.help.map((help) => line("help", help)),
    );
  }

  goBack();
  if (!document.hidden) listen();
})();
