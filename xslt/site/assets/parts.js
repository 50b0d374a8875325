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
    return parts.find((part) => (" " + part.dataset.ids + " ").includes(" " + id + " ") || part.dataset.blocks.split(" ").some(within)) ||
      (held && held.closest(".parts li[data-blocks]"));
  }

  function lead() {
    let stem = "";
    try { stem = decodeURIComponent(location.hash.slice(1)).replace(/-mark$/, ""); } catch (wrong) { return; }
    while (stem) {
      const part = partOf(stem);
      if (part) return void location.replace(part.querySelector("a.part").href + location.hash);
      /* BLOCK.ENTITY.N stands where its block does. */
      if (!stem.includes(".")) return;
      stem = stem.replace(/\.[^.]*$/, "");
    }
  }
  lead();
  addEventListener("hashchange", lead);
})();
