/* The markup of a block, shown beneath it. The text of the file comes as a script, because a page that is opened from a folder may read
   no other file; where that fails, and without scripts, the link leads to the lines of the source. */
"use strict";
(function () {
  const words = document.currentScript.dataset;
  const shared = new URL("../", document.currentScript.src).href;
  const own = shared + (document.documentElement.dataset.below || "");
  const files = {}, panels = new Map();
  window.kwSource = (path, line, column, text) => { files[path] = { line, column, text }; };

  function part(name, kind, ...held) {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...held);
    return made;
  }

  /* From a place, L12 or L12.34, to the end of the element there, in coloured pieces. */
  function written(file, place) {
    const [line, column] = place.slice(1).split("."), text = file.text;
    let start = 0, depth = 0, found;
    for (let each = file.line; each < line; each += 1) start = text.indexOf("\n", start) + 1;
    if (column) start += column - 1 - (line == file.line ? file.column : 0);
    start += text.slice(start).search(/\S/);
    /* As far to the left as the block itself stands. */
    const indent = "\n" + text.slice(text.lastIndexOf("\n", start) + 1, start).replace(/\S/g, " ");
    const token = /(<!--[^]*?-->)|(<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>)|<(?![!?])(?:"[^"]*"|'[^']*'|[^"'>])+>|[^<]+/y;
    const code = part("code");
    token.lastIndex = start;
    while ((found = token.exec(text))) {
      const bit = found[0].replaceAll(indent, "\n");
      if (found[1] || found[2]) code.append(part("span", found[1] ? "c" : "p", bit));
      else if (bit[0] !== "<") code.append(bit);
      else {
        bit.split(/("[^"]*"|'[^']*')/).forEach((each, number) => code.append(...number % 2 ? [part("u", "", each)]
          : each.split(/([^\s<=]+(?=\s*=))/).map((word, odd) => odd % 2 ? part("i", "", word) : /[<>]/.test(word) ? part("b", "", word) : word)));
        depth += bit[1] === "/" ? -1 : bit.endsWith("/>") ? 0 : 1;
      }
      if (!depth) break;
    }
    const last = +line + text.slice(start, token.lastIndex || text.length).split("\n").length - 1;
    return [code, last > line ? words.lines.replace("{n}", line + "–" + last) : words.line.replace("{n}", line), depth];
  }

  function open(link, file) {
    const [code, said, goesOn] = written(file, link.hash.slice(1));
    const to = part("a", "", said), shut = part("button", "", "×"), pre = part("pre", "tei", code);
    to.href = link.href;
    shut.type = "button";
    shut.title = words.close;
    shut.onclick = () => { toggle(link); link.focus(); };
    pre.dir = "ltr";
    pre.translate = false;
    /* What does not end on its page of the source is read there. */
    if (goesOn) pre.append(" …");
    const panel = part("aside", "markup-panel", to, shut, pre);
    panel.ariaLabel = said;
    panels.set(link, panel);
    (link.closest("p") || link).after(panel);
  }

  function toggle(link, file) {
    const panel = panels.get(link);
    if (panel) panel.remove();
    if (panel) panels.delete(link); else open(link, file);
    link.ariaExpanded = !panel;
    /* Notes in the margin make room. */
    dispatchEvent(new Event("resize"));
  }

  for (const link of document.querySelectorAll("a.markup")) link.ariaExpanded = false;
  /* Before whoever else follows links. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.markup");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const path = decodeURI(link.href.slice(own.length).split("#")[0]);
    if (panels.has(link) || files[path]) return toggle(link, files[path]);
    const script = part("script");
    script.src = shared + encodeURI(path.replace(/html$/, "js"));
    script.onload = () => toggle(link, files[path]);
    script.onerror = () => { location = link.href; };
    return document.head.append(script);
  }, true);
}());
