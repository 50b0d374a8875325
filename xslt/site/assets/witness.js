/* The text of one witness: where it reads otherwise than the edited text, its reading stands in the place of the lemma. Where the readings
   stand apart from the text, they are marked. */
"use strict";
(function () {
  const words = document.currentScript.dataset;
  const body = document.querySelector(".transcription");
  if (!body) return;
  const { make } = window.kwTools, all = (selector, within) => window.kwTools.all(selector, within || body);
  const sigla = [];
  for (const each of all("[data-wit]")) for (const siglum of each.dataset.wit.split(" ")) if (siglum && !sigla.includes(siglum)) sigla.push(siglum);
  if (!sigla.length) return;
  const described = (siglum) => {
    const at = document.getElementById(siglum);
    const text = at && at.matches(".witness") ? Array.from(at.childNodes).filter((each) => each.nodeType === 3 || !each.matches(".sigla, .listWit")).map((each) => each.textContent).join("").replace(/\s+/g, " ").trim() : "";
    const own = at && at.querySelector(":scope > .sigla");
    const whole = [own ? own.textContent : siglum, text].filter(Boolean).join(" · ");
    return whole.length > 70 ? whole.slice(0, 69) + "…" : whole;
  };
  /* What a witness is a part of speaks for it where it says nothing itself. */
  const kin = (siglum) => {
    const found = [siglum];
    for (let at = document.getElementById(siglum); at && (at = at.parentElement.closest(".witness"));) found.push(at.id);
    return found;
  };
  const has = (reading, siglum) => (reading.dataset.wit || "").split(" ").includes(siglum);

  function restore() {
    for (const each of all(".witness-reading")) each.remove();
    for (const each of all(".app > [hidden]")) each.hidden = false;
    for (const each of all(".of-witness")) each.classList.remove("of-witness");
  }

  function put(app, names) {
    const apart = app.matches(".app-entry");
    const mark = app.querySelector(":scope > .app-mark"), lemma = apart ? null : app.querySelector(":scope > :is(.lem, .rdg)");
    const entry = apart ? app : mark ? document.getElementById(mark.id.replace(/-mark$/, "")) : app.querySelector(":scope > .apparatus");
    if (!entry) return;
    /* Not those of an apparatus in a reading. */
    const readings = all(".rdg", entry).filter((each) => each.parentElement.closest(".rdg, .app-entry, .app") === (mark ? entry : app));
    for (const name of names) {
      if (lemma && has(lemma, name)) return;
      const reading = readings.find((each) => has(each, name));
      if (reading) {
        reading.classList.add("of-witness");
        if (!lemma) { if (mark) mark.classList.add("of-witness"); return; }
        const copy = reading.cloneNode(true);
        for (const each of [copy, ...all("[id]", copy)]) each.removeAttribute("id");
        copy.classList.add("witness-reading");
        copy.classList.remove("of-witness");
        lemma.hidden = true;
        lemma.after(copy);
        for (const inner of all(".app", copy)) put(inner, names);
        return;
      }
    }
  }

  /* Words between two points are the lemma of what is said at the second. */
  for (const app of all(".app[data-from]")) {
    const start = document.getElementById(app.dataset.from);
    if (!start || start.parentNode !== app.parentNode || app.querySelector(":scope > .lem")) continue;
    const lemma = make("span", "lem");
    while (start.nextSibling && start.nextSibling !== app) lemma.append(start.nextSibling);
    app.prepend(lemma);
  }

  const way = make("p", "witness-way"), label = make("label", "", words.label), choice = make("select"), said = make("output");
  choice.id = "kw-witness";
  label.htmlFor = choice.id;
  choice.append(new Option(words.edited, ""), ...sigla.map((siglum) => new Option(described(siglum), siglum)));
  choice.addEventListener("change", () => {
    restore();
    if (choice.value) {
      const names = kin(choice.value);
      for (const app of all(".app")) if (!app.closest(".witness-reading") && (app.matches(".app-entry") || !app.closest(".apparatus"))) put(app, names);
    }
    said.textContent = choice.value ? words.count.replace("{n}", all(".of-witness:not(.app-mark)").length) : "";
  });
  way.append(label, " ", choice, " ", said);
  body.before(way);
})();
