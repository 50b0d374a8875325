/* Marks in a page the words that a search found there. site.js fetches it for who comes from a search. */
"use strict";
window.kwMark = (words) => {
  if (!window.Highlight || !CSS.highlights || !words.length) return;
  const BLOCKS = "p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, div, section, header";
  const nodes = [];
  let text = "", block = null;
  for (const body of document.querySelectorAll(".text-header, .abstract, .transcription, .notes, main > h1, .facts")) {
    const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, around = node.parentElement.closest(BLOCKS);
      /* Words of two blocks are not one. */
      if (around !== block) text += "\u0000";
      block = around;
      nodes.push({ node, at: text.length });
      text += node.data;
    }
  }
  const place = (at, end) => {
    let low = 0, high = nodes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (nodes[middle].at < at || (!end && nodes[middle].at === at)) low = middle; else high = middle - 1;
    }
    return [nodes[low].node, Math.min(at - nodes[low].at, nodes[low].node.length)];
  };
  /* Chinese and Japanese words have no ends that can be seen. */
  const letter = /^[^\u3040-\u30ff\u3400-\u9fff]*$/u;
  const written = (word) => {
    const plain = word.replace(/[.*+?^${}()|[\]\\\/]/g, "\\$&").replace(/\s+/g, "[\\s\\u0000]+");
    return letter.test(word) ? "(?<![\\p{L}\\p{N}])" + plain + "(?![\\p{L}\\p{N}])" : plain;
  };
  const wanted = new RegExp(words.slice().sort((one, other) => other.length - one.length).map(written).join("|"), "giu");
  const ranges = [];
  for (const hit of text.matchAll(wanted)) {
    const range = new Range();
    range.setStart(...place(hit.index, false));
    range.setEnd(...place(hit.index + hit[0].length, true));
    ranges.push(range);
    if (ranges.length === 1000) break;
  }
  CSS.highlights.set("kw-found", new Highlight(...ranges));
};
