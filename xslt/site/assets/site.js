/* What makes a page of the edition easier to read. Each part finds what it needs in the page and does nothing where that
   is missing; without any of it, every name and every note is a plain link. */
"use strict";
(function () {
  const root = new URL("../" + (document.documentElement.dataset.below || ""), document.currentScript.src);
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const keep = (key, value) => { try { localStorage.setItem("kwedition-" + key, value); } catch (none) { /* not kept */ } };
  const kept = (key) => { try { return localStorage.getItem("kwedition-" + key); } catch (none) { return null; } };
  const make = (name, kind, text, language) => {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    if (text) element.textContent = text;
    if (language) element.lang = language;
    return element;
  };

  /* Other scripts of a page come after this one. */
  window.kwTools = { all, make, keep, kept };

  /* Light or dark: the system's choice until the reader makes another. */
  function theme() {
    const button = document.getElementById("kw-theme");
    if (!button) return;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const shown = () => document.documentElement.dataset.theme || (dark.matches ? "dark" : "light");
    const say = () => button.setAttribute("aria-pressed", String(shown() === "dark"));
    button.addEventListener("click", () => {
      document.documentElement.dataset.theme = shown() === "dark" ? "light" : "dark";
      keep("theme", document.documentElement.dataset.theme);
      say();
    });
    dark.addEventListener("change", say);
    say();
  }

  /* What a reader chose to have marked stays marked on the next page. */
  function switches() {
    for (const box of all(".switches input")) {
      if (kept(box.id) === "yes") box.checked = true;
      box.addEventListener("change", () => keep(box.id, box.checked ? "yes" : "no"));
    }
  }

  /* Cards: who or what a name names. Their data lie in 256 small files, so that a text does not change when they do. */
  const cards = new Map();
  const waiting = new Map();
  window.kwCards = (file, entries) => {
    for (const address of Object.keys(entries)) cards.set(address, entries[address]);
    const calls = waiting.get(file) || [];
    waiting.set(file, null);
    for (const call of calls) call();
  };

  function shard(address) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < address.length; at += 1) hash = Math.imul(hash ^ address.charCodeAt(at), 0x01000193) >>> 0;
    return (hash & 255).toString(16).padStart(2, "0");
  }

  function withCard(address, call) {
    const file = shard(address);
    if (cards.has(address) || waiting.get(file) === null) return call(cards.get(address));
    const calls = waiting.get(file);
    const ask = () => call(cards.get(address));
    if (calls) return calls.push(ask);
    waiting.set(file, [ask]);
    const script = document.createElement("script");
    script.src = new URL("cards/" + file + ".js", root);
    return document.head.append(script);
  }

  function cardOf(link) {
    const url = new URL(link.href);
    if (!url.href.startsWith(root.href)) return null;
    try { return decodeURI(url.pathname.slice(root.pathname.length)); } catch (none) { return null; }
  }

  function nameCards() {
    const names = all("main a.name[href]");
    if (!names.length || !HTMLElement.prototype.showPopover) return;
    const card = make("aside", "card");
    card.id = "kw-card";
    card.popover = "manual";
    document.body.append(card);
    let shown = null, timer = 0, at;

    const hide = () => {
      clearTimeout(timer);
      if (shown) shown.removeAttribute("aria-describedby");
      shown = null;
      if (card.matches(":popover-open")) card.hidePopover();
    };

    const place = () => {
      const boxes = Array.from(shown.getClientRects());
      const box = boxes.find((each) => each.left <= at && at <= each.right) || boxes[0];
      const width = card.offsetWidth, height = card.offsetHeight, gap = 6;
      const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
      const below = box.bottom + gap + height <= innerHeight || box.top < height + gap;
      card.style.left = left + "px";
      card.style.top = Math.max(8, below ? box.bottom + gap : box.top - gap - height) + "px";
    };

    const fill = (link, entry) => {
      card.replaceChildren();
      if (entry.portrait) {
        const portrait = make("img", "portrait");
        portrait.alt = "";
        portrait.addEventListener("load", () => { if (shown) place(); });
        portrait.src = new URL(entry.portrait, root);
        card.append(portrait);
      }
      const head = make("p", "card-name");
      const to = make("a", "", entry.label, entry.lang);
      to.href = link.href;
      head.append(to);
      card.append(head);
      if (entry.forms.length) {
        const forms = make("p", "card-forms");
        for (const form of entry.forms) {
          // The sign between two stands in neither: a name may be written from the other side.
          if (forms.firstChild) forms.append(" · ");
          forms.append(make("span", "form", form.text, form.lang));
        }
        card.append(forms);
      }
      for (const [kind, text] of [["card-life", entry.life], ["card-role", entry.role], ["card-count", entry.count], ["card-count", entry.speeches]]) {
        if (text) card.append(make("p", kind, text));
      }
      if (link.id) {
        const here = make("a", "card-here", entry.here);
        here.href = "#" + link.id;
        card.append(here);
      }
    };

    const show = (link, x) => {
      const address = cardOf(link);
      if (!address || shown === link) return;
      const wanted = link;
      shown = link;
      at = x;
      withCard(address, (entry) => {
        if (!entry || shown !== wanted) return;
        fill(link, entry);
        if (!card.matches(":popover-open")) card.showPopover();
        place();
        link.setAttribute("aria-describedby", card.id);
      });
    };

    const later = (call, wait) => { clearTimeout(timer); timer = setTimeout(call, wait); };
    let touched = false;
    for (const link of names) {
      link.addEventListener("pointerenter", (event) => {
        if (event.pointerType === "mouse") later(() => { if (shown !== link) { hide(); show(link, event.clientX); } }, 180);
      });
      link.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") later(hide, 250); });
      link.addEventListener("pointerdown", (event) => { touched = event.pointerType !== "mouse"; });
      link.addEventListener("focus", () => { if (!touched && link.matches(":focus-visible")) { hide(); show(link); } });
      link.addEventListener("blur", () => later(hide, 200));
      link.addEventListener("click", (event) => {
        /* A finger asks who this is; a second touch, or the card's own link, goes there. */
        if (touched && shown !== link) { event.preventDefault(); hide(); show(link, event.clientX); }
        touched = false;
      });
    }
    card.addEventListener("pointerenter", () => clearTimeout(timer));
    card.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") later(hide, 250); });
    card.addEventListener("focusin", () => clearTimeout(timer));
    card.addEventListener("focusout", () => later(hide, 200));
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    document.addEventListener("pointerdown", (event) => {
      if (shown && !card.contains(event.target) && !shown.contains(event.target)) hide();
    });
    /* A name that comes into view because it is asked for moves, too. */
    addEventListener("scroll", () => {
      const box = shown && shown.getBoundingClientRect();
      if (box && box.bottom > 0 && box.top < innerHeight) place(); else if (box) hide();
    }, { passive: true });
  }

  /* Notes: beside their marks where there is a margin, unfolded beneath the paragraph where there is none. */
  function notes() {
    const list = document.querySelector(".notes > ol");
    if (!list) return;
    const article = list.closest("article");
    const wide = matchMedia("(min-width: 72rem)");
    /* Where an image stands beside the text, there is no margin. */
    const margin = () => wide.matches && !document.body.classList.contains("facing");
    const items = all(":scope > li", list).map((item) => ({ item, mark: document.getElementById(item.id + "-mark") }));

    const layOut = () => {
      document.documentElement.classList.toggle("margin-notes", margin());
      article.style.minHeight = "";
      if (!margin()) {
        for (const { item } of items) item.style.top = "";
        return;
      }
      fold();
      const top = article.getBoundingClientRect().top;
      let free = 0;
      const wanted = items.map(({ item, mark }) => ({ item, at: mark ? mark.getBoundingClientRect().top - top - 4 : 0, height: item.offsetHeight }));
      for (const { item, at, height } of wanted) {
        const place = Math.max(at, free);
        item.style.top = place + "px";
        free = place + height + 14;
      }
      if (free > article.offsetHeight) article.style.minHeight = free + "px";
    };

    const fold = () => {
      for (const open of all(".unfolded")) open.remove();
      for (const mark of all(".note-mark a[aria-expanded]")) mark.setAttribute("aria-expanded", "false");
    };

    const unfold = (mark, item) => {
      const open = mark.getAttribute("aria-expanded") === "true";
      const block = mark.closest("p, .p, li, .l, h1, h2, h3, h4, td, dd") || mark.parentElement;
      if (open) {
        document.getElementById(mark.getAttribute("aria-controls")).remove();
        return mark.setAttribute("aria-expanded", "false");
      }
      const aside = make("div", "unfolded");
      aside.id = mark.parentElement.id + "-unfolded";
      aside.setAttribute("role", "note");
      const copy = item.cloneNode(true);
      for (const each of all("[id]", copy)) each.removeAttribute("id");
      for (const each of all(".way-back", copy)) each.remove();
      aside.append(make("b", "unfolded-number", mark.textContent + " "), ...copy.childNodes);
      /* A list item or a cell cannot have a neighbour of another kind: there it stands inside. */
      if (/^(LI|TD|DD)$/.test(block.tagName)) block.append(aside); else block.after(aside);
      mark.setAttribute("aria-expanded", "true");
      return mark.setAttribute("aria-controls", aside.id);
    };

    /* A note may be called at several places. */
    const called = new Map(items.map(({ item }) => [item.id, item]));
    for (const link of all(".note-mark[id] > a[href^='#']")) {
      const item = called.get(decodeURIComponent(link.hash.slice(1)));
      if (item && link.parentElement.id.startsWith(item.id + "-mark")) {
        link.addEventListener("click", (event) => {
          if (margin()) return;
          event.preventDefault();
          unfold(link, item);
        });
      }
    }
    wide.addEventListener("change", layOut);
    addEventListener("resize", layOut);
    addEventListener("load", layOut);
    if (document.fonts) document.fonts.ready.then(layOut);
    new ResizeObserver(layOut).observe(article.querySelector(".transcription") || article);
    layOut();
  }

  /* An index filtered as one types, whatever the spelling: Müller, Mueller and Muller are one, so are Chou En-lai and
     chouenlai. A divided index fetches all its names when the field is entered. */
  const fold = (text) => text.normalize("NFD").toLowerCase().replace(/\p{M}+/gu, "")
    .replace(/ß/g, "ss").replace(/[æœøłđðþ]/g, (letter) => ({ "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th" })[letter])
    .replace(/([aou])e/g, "$1").replace(/[^\p{L}\p{N}]+/gu, " ");
  /* Where words are run together, an e may come to stand behind an u. */
  const joined = (text) => text.replace(/ /g, "").replace(/([aou])e/g, "$1");
  const found = (names, wanted) =>
    wanted.trim().split(" ").every((word) => (" " + names).includes(" " + word)) || joined(names).includes(joined(wanted));

  function filter() {
    const form = document.querySelector(".filter");
    if (!form) return;
    /* In French, 0 is counted as one is. */
    const rules = new Intl.PluralRules(document.documentElement.lang);
    const field = form.querySelector("input"), said = form.querySelector("output");
    const say = (number) => { said.textContent = (rules.select(number) === "one" ? form.dataset.one : form.dataset.many).replace("{n}", number); };
    form.addEventListener("submit", (event) => event.preventDefault());
    order(form.querySelector("select"));
    if (form.dataset.names) return everywhere(form, field, say);
    const texts = all(".listing > li").map((term) => ({ term, about: term, names: fold(term.textContent) }));
    const lines = texts.length ? texts : all(".index > dt").map((term) => {
      const about = term.nextElementSibling;
      const forms = all(".form", about).map((form) => form.textContent);
      return { term, about, names: fold([term.textContent, ...forms].join(" ")) };
    });
    const sections = all("section.letter").map((section) => ({ section, link: document.querySelector('.letters a[href="#' + section.id + '"]') }));
    field.addEventListener("input", () => {
      const wanted = fold(field.value).trim();
      let number = 0;
      for (const { term, about, names } of lines) {
        const here = !wanted || found(names, wanted);
        term.hidden = about.hidden = !here;
        if (here && !term.classList.contains("see")) number += 1;
      }
      for (const { section, link } of sections) {
        section.hidden = !section.querySelector("dt:not([hidden])");
        if (link) link.hidden = section.hidden;
      }
      if (wanted) say(number); else said.textContent = "";
    });
    return undefined;
  }

  /* A list of texts comes in the order of time. */
  function order(choice) {
    const list = document.querySelector(".listing");
    if (!choice || !list) return;
    const lines = all("li", list), title = (line) => line.querySelector(".text-title").textContent;
    const sorted = {
      earliest: () => lines,
      latest: () => [...lines].reverse(),
      title: () => [...lines].sort((one, other) => title(one).localeCompare(title(other), document.documentElement.lang, { numeric: true })),
    };
    choice.addEventListener("change", () => list.append(...sorted[choice.value]()));
  }

  function everywhere(form, field, say) {
    const names = [];
    const list = make("ul", "filtered");
    form.after(list);
    window.kwNames = (entries) => {
      for (const [label, address, forms] of entries) names.push({ label, address, forms, folded: fold(label + " " + forms) });
    };
    const show = () => {
      const wanted = fold(field.value).trim();
      /* First what begins so, then what has a word that does. */
      const begins = (each) => Number(each.folded.startsWith(wanted)) + Number((" " + each.folded).includes(" " + wanted));
      const hits = wanted ? names.filter((each) => found(each.folded, wanted)).sort((one, other) => begins(other) - begins(one)) : [];
      list.replaceChildren(...hits.slice(0, 100).map((each) => {
        const item = make("li"), link = make("a", "", each.label);
        link.href = new URL(each.address.split("/").map(encodeURIComponent).join("/"), root);
        item.append(link);
        if (each.forms) item.append(" ", make("span", "where", each.forms.split("|").slice(0, 3).join(" · ")));
        return item;
      }));
      if (wanted) say(hits.length); else form.querySelector("output").textContent = "";
    };
    field.addEventListener("input", show);
    field.addEventListener("focus", () => {
      const script = document.createElement("script");
      script.src = form.dataset.names;
      script.addEventListener("load", show);
      document.head.append(script);
    }, { once: true });
  }

  /* The key / leads to the search, and what was found there is marked in the page that it leads to. */
  function search() {
    const field = document.getElementById("kw-query"), way = document.querySelector('.site-header a[href$="search.html"]');
    window.kwSpelling = { fold, found };
    document.addEventListener("keydown", (event) => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
      if (!field && !way) return;
      event.preventDefault();
      if (field && field.offsetParent) field.select(); else location.href = way.href;
    });
    let words = (history.state || {}).found;
    try {
      const handed = JSON.parse(localStorage.getItem("kwedition-found"));
      if (handed && handed.path === location.pathname) {
        localStorage.removeItem("kwedition-found");
        /* Kept with this page, for who comes back to it. */
        if (Date.now() - handed.at < 60000) history.replaceState({ found: (words = handed.words) }, "");
      }
    } catch (none) { /* nothing handed over */ }
    if (!words) return;
    const script = document.createElement("script");
    script.src = new URL("assets/found.js", root);
    script.addEventListener("load", () => window.kwMark(words));
    document.head.append(script);
  }

  /* In a frame beside another text: this says where it is read, and leads away from itself by way of the page around it. */
  function framed() {
    if (parent === window || !/^kw-(left|right)$/.test(window.name)) return;
    const say = (message) => parent.postMessage(message, "*");
    let watched = [], last = "", touched = 0;
    addEventListener("message", (event) => {
      if (event.source === parent && event.data && event.data.watch) {
        watched = event.data.watch.map((id) => document.getElementById(decodeURIComponent(id))).filter(Boolean);
      }
    });
    /* Only what the reader moves is followed, not what follows. */
    for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(kind, () => { touched = Date.now(); }, { passive: true });
    addEventListener("scroll", () => {
      if (Date.now() - touched > 1500) return;
      touched = Date.now();
      const above = watched.filter((each) => each.getBoundingClientRect().top < innerHeight * .4).pop();
      if (above && above.id !== last) say({ at: encodeURIComponent(last = above.id) });
    }, { passive: true });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link || event.defaultPrevented || link.href.split("#")[0] === location.href.split("#")[0]) return;
      event.preventDefault();
      say({ follow: link.href });
    });
    say({ ready: true });
  }

  /* Another language of the same place. */
  for (const link of all(".languages a")) link.addEventListener("click", () => { link.hash = location.hash; });

  /* Where the ways are one long line, that of this page is to be seen. */
  const here = document.querySelector(".site-header nav [aria-current]");
  if (here) {
    const { left, right } = here.getBoundingClientRect();
    if (left < 0 || right > innerWidth) here.closest("nav").scrollBy(left - innerWidth / 2, 0);
  }

  search();
  framed();
  theme();
  switches();
  filter();
  nameCards();
  notes();
})();
