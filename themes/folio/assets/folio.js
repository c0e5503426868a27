// What folio does for a reader whose browser runs scripts: the passage comes to the marker, the text of
// "Cite this page" can be copied, and "/" leads to the search, unless the reader has switched that off. Without it nothing is missing: a marker leads
// to its note below, where the same words stand.
//
// A theme that changes the templates keeps all of this if it keeps the following. What is missing is left out.
//
//   <script src="…/assets/folio.js" defer>   with the words that are shown as data-close, data-copy and
//                                            data-copied, and the page for searches as data-search
//   a.cite[href="#n4"]                       a marker: the build writes it, with its accessible name
//   #n4                                      the note that it leads to. The card shows a copy of it, without
//                                            ids and without what has the class `back`
//     .said                                  its words: they scroll where the card has no room for all of them
//     .by                                    names the source, in full only where a list of notes first does;
//                                            the card takes the full form. A link in it says which source
//   .text                                    the column of the text: the card begins no farther left
//   .citeas h2, .citeas .copy                the heading that the button to copy stands beside, and the text

(() => {
  "use strict";
  const given = document.currentScript.dataset;
  const MARKER = "a.cite[href^='#']";

  if (HTMLElement.prototype.showPopover && document.querySelector(MARKER)) card();
  copying();
  searching();

  // The card is one popover, filled anew for each marker. `shown` is the marker that has it. It is either
  // *lent*, by hovering or keyboard focus, and then goes when these go; or *kept*, by a click, a tap or Enter,
  // and then has the focus, and goes by Escape, a click elsewhere, or when the focus moves on.
  function card() {
    const ENTER = 150;
    const LEAVE = 300;
    const GAP = 8;
    const hovers = matchMedia("(hover: hover) and (pointer: fine)");
    const sheet = matchMedia("(width < 48rem)");

    const body = element("div", "card-note");
    const close = element("button", "card-close", given.close || "Close");
    close.type = "button";
    const card = element("div", "card");
    card.append(body, close);
    card.popover = "auto";
    card.role = "dialog";
    card.tabIndex = -1;
    card.style.margin = 0;
    document.body.append(card);

    let shown = null;
    let kept = false;
    let timer = 0;
    // The marker whose card was just closed: the focus that returns to it does not open it again.
    let quiet = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    // The marker that a press found with its card kept: the click that follows is to close it.
    let pressed = null;

    /** The part of the interplay that a node is in: a marker, the card, or neither. */
    const part = (node) => (card.contains(node) ? card : (node?.closest?.(MARKER) ?? null));
    const later = (wait, what) => {
      clearTimeout(timer);
      timer = setTimeout(what, wait);
    };
    const hide = () => {
      clearTimeout(timer);
      if (shown) card.hidePopover();
    };

    function show(marker, keep) {
      const note = document.getElementById(decodeURIComponent(marker.hash.slice(1)));
      if (!note) return false;
      hide();
      fill(note);
      card.ariaLabel = marker.ariaLabel || marker.textContent;
      shown = marker;
      kept = keep;
      marker.classList.add("open");
      // With a source, the card comes right after the marker in the order of Tab. One that is lent stays at
      // the end of the page: who goes through a text by Tab is not to go through every card as well.
      card.showPopover(keep ? { source: marker } : {});
      place();
      if (keep) card.focus({ preventScroll: true });
      return true;
    }

    function fill(note) {
      const copy = note.cloneNode(true);
      copy.querySelectorAll(".back").forEach((e) => e.remove());
      copy.querySelectorAll("[id]").forEach((e) => e.removeAttribute("id"));
      const by = copy.querySelector(".by");
      const url = by?.querySelector("a")?.getAttribute("href");
      const named = url && note.parentNode.querySelector(`.by a[href="${CSS.escape(url)}"]`);
      if (named) by.replaceWith(named.closest(".by").cloneNode(true));
      body.replaceChildren(...copy.childNodes);
    }

    // Below the marker, or above it if there is more room: never over it, and never out of the window. It
    // counts from the page's top, so it moves with the text. On a narrow window it is a sheet at the edge
    // that is farther from the marker.
    function place() {
      const at = shown.getBoundingClientRect();
      const width = document.documentElement.clientWidth;
      const above = at.top - 2 * GAP;
      const below = innerHeight - at.bottom - 2 * GAP;
      card.style.position = sheet.matches ? "fixed" : "absolute";
      card.style.setProperty("--room", `${innerHeight}px`);
      const down = below >= above || (!sheet.matches && card.offsetHeight <= below);
      card.style.setProperty("--room", `${Math.max(down ? below : above, 96)}px`);
      if (sheet.matches) {
        card.style.inset = down ? "auto 0 0" : "0 0 auto";
      } else {
        const top = down ? at.bottom + GAP : at.top - GAP - card.offsetHeight;
        // Centred, but begun no farther left than the text is, so that its words stand below those of the page.
        const least = Math.max((shown.closest(".text")?.getBoundingClientRect().left ?? 0) - 2 * GAP - 1, 2 * GAP);
        const centred = at.left + (at.width - card.offsetWidth) / 2;
        const left = Math.min(Math.max(centred, least), width - card.offsetWidth - 2 * GAP);
        card.style.inset = `${top + scrollY}px auto auto ${left + scrollX}px`;
      }
      // What scrolls has to be reached by Tab, and only that.
      const said = body.querySelector(".said");
      if (said?.scrollHeight > said?.clientHeight) said.tabIndex = 0;
      else said?.removeAttribute("tabindex");
    }

    card.addEventListener("beforetoggle", (event) => {
      if (event.newState === "open") return;
      shown.classList.remove("open");
      quiet = shown;
      shown = null;
      kept = false;
    });
    // The browser gives the focus back after Escape; after a click on nothing it is lost with the card.
    card.addEventListener("toggle", (event) => {
      const lost = document.activeElement === document.body || card.contains(document.activeElement);
      if (event.newState === "closed" && lost) quiet?.focus({ preventScroll: true });
    });
    close.addEventListener("click", hide);

    document.addEventListener("pointerover", ({ target, pointerType }) => {
      const to = part(target);
      if (!to || pointerType === "touch" || !hovers.matches) return;
      clearTimeout(timer);
      if (to !== card && to !== shown && !kept) later(ENTER, () => show(to, false));
    });
    document.addEventListener("pointerout", ({ target, relatedTarget, pointerType }) => {
      const from = part(target);
      if (from && from !== part(relatedTarget) && pointerType !== "touch" && !kept) later(LEAVE, hide);
    });

    document.addEventListener("focusin", ({ target }) => {
      const to = part(target);
      if (to === card) kept = true;
      else if (kept && to !== shown) hide();
      else if (to && to !== shown && to !== quiet && to.matches(":focus-visible")) {
        later(ENTER, () => show(to, false));
      }
    });
    document.addEventListener("focusout", ({ target, relatedTarget }) => {
      if (target === quiet) quiet = null;
      if (part(target) === target && !kept && part(relatedTarget) !== card) hide();
    });

    document.addEventListener("pointerdown", ({ target }) => (pressed = kept && part(target) === shown ? shown : null), true);
    document.addEventListener("click", (event) => {
      const marker = part(event.target);
      const again = marker === pressed;
      pressed = null;
      if (!marker || marker === card || event.defaultPrevented) {
        // Back to a marker by a link of its note: the focus comes along, and the words were just read.
        const link = event.target.closest?.("a[href^='#']");
        if (link) quiet = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        return;
      }
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (again) hide();
      else if (!show(marker, true)) return;
      event.preventDefault();
    });
    addEventListener("resize", () => shown && place());
  }

  function copying() {
    const text = document.querySelector(".citeas .copy");
    const heading = document.querySelector(".citeas h2");
    if (!text || !heading || !navigator.clipboard) return;
    const button = element("button", "copy-button", given.copy || "Copy");
    const said = element("span", "copied");
    button.type = "button";
    said.role = "status";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text.innerText.trim());
      said.textContent = given.copied || "Copied";
    });
    heading.after(button, said);
  }

  function searching() {
    if (!given.search) return;
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isKeyOff()) return;
      event.preventDefault();
      location.href = given.search;
    });
  }

  /** Whether the reader has switched the key off, on the search page, or could not switch it off. */
  function isKeyOff() {
    try {
      return localStorage.getItem("expound-search-key") === "off";
    } catch {
      return true;
    }
  }

  function element(name, className, text = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }
})();
