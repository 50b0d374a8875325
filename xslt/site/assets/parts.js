/* A text that is divided was one page before: who comes with an address in it is led to the part where it stands. */
"use strict";
(function () {
  const parts = window.kwTools.all(".parts li[data-blocks]");

  function partOf(id) {
    const number = /^b\d+$/.test(id) ? Number(id.slice(1)) : NaN;
    const within = (range) => {
      const [first, last] = range.split("-").map(Number);
      return first <= number && number <= last;
    };
    const held = document.getElementById(id);
    /* Ids that differ in the number at their end: what they begin with, and the numbers. */
    const [, stem, end] = /^(.+?)(0|[1-9]\d*)$/.exec(id) || [];
    const runs = (part) => {
      const all = stem && part.dataset.runs ? part.dataset.runs.split(" ") : [];
      return all.some((each, at) => at % 2 && all[at - 1] === stem && each.split(",").some((range) => {
        const [first, last] = range.split("-").map(Number);
        return first <= Number(end) && Number(end) <= last;
      }));
    };
    return parts.find((part) => (" " + part.dataset.ids + " ").includes(" " + id + " ") || runs(part) ||
      part.dataset.blocks.split(" ").some(within)) ||
      (held && held.closest(".parts li[data-blocks]"));
  }

  function lead() {
    let stem = "";
    try { stem = decodeURIComponent(location.hash.slice(1)).replace(/-mark$/, ""); } catch (wrong) { return; }
    while (stem) {
      const part = partOf(stem);
      if (part) return void location.replace(part.querySelector("a").href.split("#")[0] + location.hash);
      /* BLOCK.ENTITY.N stands where its block does. */
      if (!stem.includes(".")) return;
      stem = stem.replace(/\.[^.]*$/, "");
    }
  }
  lead();
  addEventListener("hashchange", lead);
})();
