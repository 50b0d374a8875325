/* The page of the full-text search. Pagefind finds words; tables of the edition (search/*.json) say what a page is, and
   whom and when it is about. What is asked for stands after the # of the address: it can be kept, and Back leads to it. */
"use strict";
(function () {
  const form = document.getElementById("kw-search");
  /* From a folder on disk no script may read a file. */
  if (!form || !window.kwSpelling || !/^https?:$/.test(location.protocol)) return;
  const { fold, found } = window.kwSpelling;
  const $ = (id) => document.getElementById(id);
  const field = $("kw-query"), list = $("kw-results"), more = $("kw-more"), nothing = $("kw-nothing"), said = $("kw-found"), off = $("kw-search-off");
  const label = (name) => form.getAttribute("data-" + name) || "";
  const counted = (name, number) => (number === 1 ? label(name + "-1") : label(name + "-n").replace("{n}", number.toLocaleString(document.documentElement.lang)));
  const root = new URL(".", location.href.split("#")[0]);
  const href = (address) => new URL(address.split("/").map(encodeURIComponent).join("/"), root).href;
  const make = (name, kind, ...inside) => {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    element.append(...inside);
    return element;
  };

  /* Of the names in a facet a text must have all that are ticked; of kinds and years it can have only one. */
  const FACETS = ["kind", "from", "to", "persons", "places", "year"];
  const ANY = new Set(["kind", "year"]);
  const SHOWN = 8, MOST = 200, PAGE = 20, EXCERPTS = 3;
  /* Scripts without spaces, sign by sign in the index; the same as in build/search.py. */
  const UNSPACED = "\\u3005-\\u3007\\u3041-\\u3096\\u30a1-\\u30fa\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}\\u0e01-\\u0e4e\\u0e80-\\u0edf\\u1780-\\u17d3\\u1000-\\u109f";
  const SIGN = new RegExp("[" + UNSPACED + "]", "u");
  const RUNS = new RegExp("[" + UNSPACED + "]+|[^" + UNSPACED + "]+", "gu");

  const BLOCK = /^(p|li|d[dt]|t[dhr]|h[1-6]|div|section|blockquote|figure|figcaption|caption|pre|table|aside)$/;

  const ready = load();
  let state = null, run = 0;

  /* The tables, joined: what each row is, and what it can be found by. */
  async function load() {
    const at = new URL(form.dataset.tables, root);
    const json = async (name) => {
      const answer = await fetch(new URL(name + ".json", at));
      if (!answer.ok) throw new Error(name + ": " + answer.status);
      return answer.json();
    };
    const files = await json("tables");
    const table = async (name) => {
      const parts = Array.from({ length: files[name] }, (_none, number) => json(name + "-" + (number + 1)));
      return (await Promise.all(parts)).flat();
    };
    const [texts, names, named, letters, pages] = await Promise.all(["texts", "names", "named", "letters", "pages"].map(table));
    const rows = texts.map(([address, kind, title, date, first, last]) => {
      const years = [];
      for (let year = first; year <= last; year += 1) years.push(year);
      return { address, title, date: typeof date === "string" ? date : date[form.dataset.language], isText: true, kind: [kind], year: years, persons: [], places: [], from: [], to: [] };
    });
    const none = [];
    for (const [address, title, ...forms] of names) {
      const folded = [title, ...forms].map((form_) => fold(form_).trim());
      const kind = [address.slice(0, address.indexOf("/"))];
      rows.push({ address, title, forms, folded, number: 0, texts: [], kind, year: none, persons: none, places: none, from: none, to: none });
    }
    const inTexts = (steps, call) => { let text = 0; for (const step of steps) call(rows[text += step]); };
    named.forEach((steps, number) => {
      const entity = texts.length + number, kind = rows[entity].kind[0];
      rows[entity].number = steps.length;
      let at = 0;
      rows[entity].texts = steps.map((step) => (at += step));
      if (kind === "persons" || kind === "places") inTexts(steps, (text) => text[kind].push(entity));
    });
    for (const [entity, sent, received] of letters) {
      inTexts(sent, (text) => text.from.push(entity));
      inTexts(received, (text) => text.to.push(entity));
    }
    const byAddress = new Map(rows.map((row, number) => [row.address, number]));
    const pagefind = await import(new URL(form.dataset.pagefind, root).href);
    await pagefind.options({ excerptLength: 1 });
    await pagefind.init();
    return { rows, byAddress, pages: new Map(pages), pagefind, first: rows.findIndex((row) => !row.isText) };
  }

  /* What is asked for, from the address and into it. */
  function asked() {
    const said_ = new URLSearchParams(location.hash.slice(1));
    const chosen = {};
    for (const facet of FACETS) chosen[facet] = new Set(said_.getAll(facet));
    return { query: said_.get("q") || "", chosen };
  }
  function tell(how) {
    const parts = new URLSearchParams();
    if (state.query) parts.set("q", state.query);
    for (const facet of FACETS) for (const value of state.chosen[facet]) parts.append(facet, value);
    const hash = String(parts);
    const to = location.pathname + (hash ? "#" + hash : "");
    if (to !== location.pathname + location.hash) history[how](history.state, "", to);
  }
  const valueOf = (facet, value, rows) => (ANY.has(facet) ? String(value) : rows[value].address.replace(/\.html$/, ""));

  /* The parts of a query, each of which a page must have: words, and phrases in quotation marks. A phrase is also what
     is written without spaces. */
  function parts(query) {
    const found_ = [];
    const word = (text) => {
      for (const piece of text.match(RUNS) || []) {
        const signs = SIGN.test(piece) ? Array.from(piece) : [piece];
        if (/[\p{L}\p{N}]/u.test(piece)) found_.push(signs.length > 1 ? { text: piece, ask: '"' + signs.join(" ") + '"', phrase: true } : { text: piece, ask: piece });
      }
    };
    for (const [, quoted, plain] of query.matchAll(/["“”„«»「『]([^"“”„«»」』]+)["“”„«»」』]?|([^\s"“”„«»「」『』]+)/g)) {
      const pieces = quoted ? quoted.trim().split(/\s+/).flatMap((each) => (each.match(RUNS) || []).flatMap((run_) => (SIGN.test(run_) ? Array.from(run_) : [run_]))) : [];
      if (pieces.length > 1) found_.push({ text: quoted.trim(), ask: '"' + pieces.join(" ") + '"', phrase: true });
      else word(quoted || plain);
    }
    return found_.slice(0, 12);
  }

  /* The rows that have all parts, the best first, with what Pagefind has of each; and the words that no page has. */
  async function search(query) {
    const { pagefind, pages, first } = await ready;
    const unknown = [];
    let all = null;
    for (const part of parts(query)) {
      let { results } = await pagefind.search(part.ask);
      if (!results.length && !part.phrase) results = (await Promise.all((await spellings(part.text)).map((word) => pagefind.search(word)))).flatMap((each) => each.results);
      if (!results.length) { unknown.push(part.text); continue; }
      const here = new Map(results.map((hit) => [hit.id, hit]));
      const before = all;
      all = new Map();
      for (const [id, hit] of here) {
        const known = before ? before.get(id) : { score: 0, hits: [] };
        if (known) all.set(id, { score: known.score + hit.score, hits: [...known.hits, { part, hit }] });
      }
    }
    const rows = new Map();
    for (const [id, hit] of all || []) {
      if (!pages.has(id)) continue;
      const row = pages.get(id), known = rows.get(row) || { row, score: 0, on: [] };
      known.on.push(hit);
      known.score = Math.max(known.score, hit.score);
      rows.set(row, known);
    }
    /* Texts first: the page of an entity is short, and would come before all that is said of it. */
    const isText = (hit) => (hit.row < first || first < 0 ? 1 : 0);
    const hits = Array.from(rows.values());
    hits.sort((one, other) => isText(other) - isText(one) || other.score - one.score || one.row - other.row);
    return { hits, unknown };
  }

  /* How the edition's names spell a word that no page has as it is written: Müller for Mueller. */
  let spelt = null;
  async function spellings(word) {
    const { rows, first } = await ready;
    if (!spelt) {
      spelt = new Map();
      for (const { title, forms } of first < 0 ? [] : rows.slice(first)) {
        for (const name of [title, ...forms].join(" ").match(/[\p{L}\p{M}]+/gu) || []) {
          const key = fold(name).trim();
          spelt.set(key, (spelt.get(key) || new Set()).add(name));
        }
      }
    }
    return Array.from(spelt.get(fold(word).trim()) || []).slice(0, 4);
  }

  /* Entities that are called so, in whatever spelling: those that have just this name, then those named most often. */
  async function called(query) {
    const { rows, first } = await ready;
    const wanted = fold(query.replace(/["“”„«»]/g, " ")).trim();
    if (first < 0 || !(wanted.length > 1 || SIGN.test(wanted))) return [];
    const words = wanted.split(" "), hits = [];
    for (let row = first; row < rows.length; row += 1) {
      const { folded, number } = rows[row];
      const names = folded.join(" ");
      if (!found(names, wanted)) continue;
      const whole = folded.includes(wanted) ? 2 : words.every((word) => (" " + names + " ").includes(" " + word + " ")) ? 1 : 0;
      if (whole === 2 || number) hits.push({ row, whole, number });
    }
    hits.sort((one, other) => other.whole - one.whole || other.number - one.number || one.row - other.row);
    /* Those that have just this name, some more that have it among others. */
    return hits.filter(({ whole }, at) => at < (whole === 2 ? 6 : 3)).map(({ row, whole }) => ({ row, whole, score: 0, on: [] }));
  }

  /* What else a name leads to, after its page and the pages that have the very words: those that have another form of
     it, and those that name the same without any. */
  async function meant(names, known) {
    const { rows } = await ready;
    const seen = new Set(known.map((hit) => hit.row)), hits = [];
    for (const { row: entity } of names.filter((each) => each.whole === 2).slice(0, 3)) {
      const { title, forms, texts } = rows[entity];
      for (const form_ of [title, ...forms].slice(0, 8)) {
        for (const hit of (await search('"' + form_ + '"')).hits) {
          if (!seen.has(hit.row) && texts.includes(hit.row)) { seen.add(hit.row); hits.push(hit); }
        }
      }
      for (const row of texts) if (!seen.has(row)) { seen.add(row); hits.push({ row, names: entity, score: 0, on: [] }); }
    }
    return hits;
  }

  /* Which of the rows have what is ticked, and how many would be left with each value. */
  function narrow(hits, rows) {
    const has = (row, facet) => {
      const chosen = state.chosen[facet];
      if (!chosen.size) return true;
      const values = rows[row][facet].map((value) => valueOf(facet, value, rows));
      return ANY.has(facet) ? values.some((value) => chosen.has(value)) : Array.from(chosen).every((value) => values.includes(value));
    };
    const left = [];
    const counts = {};
    for (const facet of FACETS) counts[facet] = new Map();
    for (const hit of hits) {
      const missed = FACETS.filter((facet) => !has(hit.row, facet));
      if (!missed.length) left.push(hit);
      for (const facet of FACETS) {
        if (missed.length > 1 || (missed.length === 1 && !(missed[0] === facet && ANY.has(facet)))) continue;
        for (const value of rows[hit.row][facet]) counts[facet].set(value, (counts[facet].get(value) || 0) + 1);
      }
    }
    return { left, counts };
  }

  function facets(counts, { rows, byAddress }) {
    let some = false;
    for (const facet of FACETS) {
      const set = document.querySelector('[data-facet="' + facet + '"]');
      const open = set.dataset.open === "yes";
      const chosen = state.chosen[facet];
      const named = (value) => (facet === "kind" ? label("kind-" + value) : facet === "year" ? String(value) : rows[value].title);
      /* What is ticked stays to be unticked, also when nothing has it any more. */
      for (const value of chosen) {
        const known = facet === "kind" ? value : facet === "year" ? Number(value) : byAddress.get(value + ".html");
        if (known !== undefined && !counts[facet].has(known)) counts[facet].set(known, 0);
      }
      const values = Array.from(counts[facet]).map(([value, number]) => ({ value, number, key: valueOf(facet, value, rows), name: named(value) }));
      values.sort(facet === "year" ? (one, other) => one.value - other.value : (one, other) => other.number - one.number || one.name.localeCompare(other.name));
      const most = open ? MOST : SHOWN;
      const shown = values.filter((each, at) => at < most || chosen.has(each.key));
      const focused = document.activeElement && set.contains(document.activeElement) ? document.activeElement.value : null;
      set.replaceChildren(set.querySelector("legend"));
      for (const { number, key, name } of shown) {
        const box = make("input");
        box.type = "checkbox";
        box.name = facet;
        box.value = key;
        box.checked = chosen.has(key);
        set.append(make("label", "", box, make("span", "", name || key), make("b", "", String(number))));
        if (focused === key) box.focus();
      }
      if (values.length > shown.length && !open) {
        const button = make("button", "more-values", label("more-values").replace("{n}", values.length - shown.length));
        button.type = "button";
        button.addEventListener("click", () => {
          set.dataset.open = "yes";
          facets(counts, { rows, byAddress });
          const boxes = set.querySelectorAll("input");
          if (boxes[shown.length]) boxes[shown.length].focus();
        });
        set.append(button);
      }
      set.hidden = !values.length || (values.length === 1 && facet === "kind" && !chosen.size);
      some = some || !set.hidden;
    }
    $("kw-facets").hidden = !some;
  }

  /* One result: what it is, and where in it the words stand. */
  function shown(hit, { rows }) {
    const row = rows[hit.row];
    const link = make("a", "text-title", row.title);
    link.href = href(row.address);
    const about = row.isText && row.kind[0] === "texts" ? row.date : label("kind-" + row.kind[0]);
    /* Many a title ends with its date. */
    const spaced = (text) => " " + text.replace(/\s+/g, " ");
    const beside = about && row.isText && spaced(row.title).endsWith(spaced(about)) ? "" : about;
    const item = make("li", "", make("p", "result-title", link, beside ? " " : "", make("span", "text-date", beside)));
    if (!row.isText) {
      const facts = row.forms.slice(0, 6).join(" · ");
      if (facts && !hit.on.length) item.append(make("p", "result-forms", facts));
      if (row.number && (row.kind[0] === "persons" || row.kind[0] === "places")) {
        const texts = make("a", "", counted("named-in", row.number));
        texts.href = "#" + row.kind[0] + "=" + encodeURIComponent(row.address.replace(/\.html$/, ""));
        item.append(make("p", "text-date", texts));
      }
    }
    if (hit.names !== undefined) item.append(make("p", "text-date", label("names").replace("{name}", rows[hit.names].title)));
    return { item, fill: async () => {
      let left = EXCERPTS;
      for (const page of hit.on) {
        if (left <= 0) break;
        const pieces = await excerpts(page, left);
        left -= pieces.length;
        const words = Array.from(new Set(pieces.flatMap((each) => each.words)));
        if (page === hit.on[0]) hand(link, words);
        for (const { address, id, inside } of pieces) {
          const to = make("a", "mention", ...inside);
          to.href = href(address) + (id ? "#" + encodeURIComponent(id) : "");
          hand(to, words);
          item.append(make("p", "excerpt", to));
        }
      }
    } };
  }

  /* The words are handed to the page that the link leads to: it marks them. */
  function hand(link, words) {
    const call = () => {
      try {
        localStorage.setItem("kwedition-found", JSON.stringify({ path: new URL(link.href).pathname, words, at: Date.now() }));
      } catch (none) { /* not marked */ }
    };
    link.addEventListener("click", call);
    link.addEventListener("auxclick", call);
  }

  async function excerpts(page, most) {
    const data = await page.hits[0].hit.data();
    const words = data.raw_content.replace(/\u200b/g, "").split(/\s+/);
    const places = new Map();
    page.hits.forEach(({ hit }, number) => { for (const at of hit.words) places.set(at, number); });
    const blocks = data.anchors.filter(({ element, id }) => BLOCK.test(element) && !/^kw-/.test(id))
      .sort((one, other) => one.location - other.location);
    const groups = [];
    for (const at of Array.from(places.keys()).sort((one, other) => one - other)) {
      let number = -1;
      while (number + 1 < blocks.length && blocks[number + 1].location <= at) number += 1;
      const next = blocks.slice(number + 1).find(({ location: there }) => there > at);
      const group = groups.find((each) => each.number === number) || { number, from: number < 0 ? 0 : blocks[number].location, to: next ? next.location : words.length, at: [] };
      if (!group.at.length) groups.push(group);
      group.at.push(at);
    }
    /* What is in the title is seen there. Then whatever has parts that are not yet shown, and what has the most. */
    const title = blocks.find(({ element }) => element === "h1");
    const left = groups.filter(({ from, to }) => !title || from > title.location || to > title.location + title.text.split(/\s+/).length);
    const best = [], covered = new Set(), has = (group) => new Set(group.at.map((at) => places.get(at))).size;
    const worth = (group) => new Set(group.at.map((at) => places.get(at)).filter((part) => !covered.has(part))).size * 100 + Math.min(group.at.length, 99);
    while (best.length < most && left.length) {
      const group = left.reduce((one, other) => (worth(other) > worth(one) ? other : one));
      if (best.length && worth(group) < 100 && has(group) < has(best[0])) break;
      best.push(...left.splice(left.indexOf(group), 1));
      for (const at of group.at) covered.add(places.get(at));
    }
    return best.map((group) => {
      const start = Math.max(group.from, group.at[0] - 10), end = Math.min(group.to, Math.max(start + 36, group.at[0] + 14));
      return {
        address: decodeURI(data.raw_url || data.url).replace(/^\//, ""),
        id: group.number < 0 ? "" : blocks[group.number].id,
        inside: written(words, start, end, new Set(group.at), start > group.from, end < group.to),
        words: marked(words, group.at, places, page.hits),
      };
    });
  }

  const bare = (word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  const joins = (one, other) => /[\u3000-\u303f\uff00-\uffef]$/.test(one) || (SIGN.test(one.slice(-1)) && (SIGN.test(other.slice(0, 1)) || /^[\u3000-\u303f\uff00-\uffef]/.test(other)));

  function written(words, start, end, hits, cut, goesOn) {
    const inside = [cut ? "… " : ""];
    for (let at = start; at < end; at += 1) {
      const word = words[at];
      if (at > start && !joins(words[at - 1], word)) inside.push(" ");
      const core = bare(word);
      if (!hits.has(at) || !core) { inside.push(word); continue; }
      const before = word.indexOf(core);
      inside.push(word.slice(0, before), make("mark", "", core), word.slice(before + core.length));
    }
    return [...inside, goesOn ? " …" : ""].filter((each) => each !== "");
  }

  /* What is to be marked: words as they stand in the text, those of a phrase together. */
  function marked(words, at, places, hits) {
    const together = [];
    at.forEach((each, number) => {
      const part = places.get(each), last = together[together.length - 1];
      if (number && hits[part].part.phrase && last.part === part && each === at[number - 1] + 1) last.words.push(words[each]);
      else together.push({ part, words: [words[each]] });
    });
    return together.map((each) => bare(each.words.reduce((text, word) => text + (joins(text, word) ? "" : " ") + word)));
  }

  async function show() {
    const mine = (run += 1);
    const { query } = state;
    let all;
    try { all = await ready; } catch (error) { return failed(); }
    if (mine !== run) return undefined;
    let hits, unknown = [];
    if (query.trim()) {
      said.textContent = label("searching");
      try {
        const texts = await search(query);
        let names = await called(query);
        if (!names.length && texts.unknown.length) {
          names = await called(parts(query).map((part) => part.text).filter((text) => !texts.unknown.includes(text)).join(" "));
        }
        const first = new Set(names.map((each) => each.row));
        hits = [...names, ...texts.hits.filter((hit) => !first.has(hit.row))];
        hits.push(...await meant(names, hits));
        unknown = names.some((each) => each.whole === 2) ? [] : texts.unknown;
      } catch (error) { return failed(); }
      if (mine !== run) return undefined;
    } else {
      hits = all.rows.map((row, number) => ({ row: number, score: 0, on: [] })).filter(({ row }) => all.rows[row].isText);
    }
    const { left, counts } = narrow(hits, all.rows);
    facets(counts, all);
    list.replaceChildren();
    said.textContent = (left.length ? counted("results", left.length) : label("results-0")) +
      (unknown.length ? " · " + label("unknown-words").replace("{words}", unknown.join(", ")) : "");
    nothing.hidden = left.length > 0;
    const next = async () => {
      const from = list.children.length;
      const some = left.slice(from, from + PAGE).map((hit) => shown(hit, all));
      list.append(...some.map(({ item }) => item));
      more.hidden = list.children.length >= left.length;
      if (from && some[0]) some[0].item.querySelector("a").focus();
      await Promise.all(some.map(({ fill }) => fill()));
      /* Who was overtaken by another question says nothing. */
      if (mine === run) form.dataset.shown = String(mine);
    };
    more.hidden = true;
    more.onclick = () => { next(); };
    await next();
    return undefined;
  }

  function failed() {
    said.textContent = label("failed");
    off.hidden = false;
  }

  let timer = 0;
  const ask = (how, wait) => {
    clearTimeout(timer);
    timer = setTimeout(() => { state.query = field.value; tell(how); show(); }, wait);
  };
  field.addEventListener("input", () => ask("replaceState", 250));
  form.addEventListener("submit", (event) => { event.preventDefault(); ask("pushState", 0); });
  $("kw-facets").addEventListener("change", (event) => {
    const { name, value, checked } = event.target;
    if (!FACETS.includes(name)) return;
    if (checked) state.chosen[name].add(value); else state.chosen[name].delete(value);
    tell("pushState");
    show();
  });
  const restore = () => {
    state = asked();
    field.value = state.query;
    show();
  };
  addEventListener("popstate", restore);
  off.hidden = true;
  form.hidden = $("kw-search-body").hidden = false;
  if (matchMedia("(max-width: 60rem)").matches) $("kw-facets").open = false;
  restore();
  if (!state.query) field.focus();
})();
