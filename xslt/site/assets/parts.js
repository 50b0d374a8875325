// A text that is divided was one page before: who comes with an address in it is led to the part where it stands.
(function () {
  "use strict";
  function partOf(id) {
    var number = /^b(\d+)$/.exec(id);
    var items = document.querySelectorAll(".parts li[data-blocks]");
    for (var i = 0; i < items.length; i += 1) {
      if ((" " + items[i].dataset.ids + " ").indexOf(" " + id + " ") >= 0) return items[i];
      var ranges = number ? items[i].dataset.blocks.split(" ") : [];
      for (var j = 0; j < ranges.length; j += 1) {
        var ends = ranges[j].split("-");
        if (+ends[0] <= +number[1] && +number[1] <= +ends[1]) return items[i];
      }
    }
    var held = document.getElementById(id);
    return held && held.closest(".parts li[data-blocks]");
  }
  function lead() {
    var id;
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (wrong) { return; }
    var stem = id.replace(/-mark$/, "");
    while (stem) {
      var part = partOf(stem);
      if (part) {
        location.replace(part.querySelector("a.part").href + location.hash);
        return;
      }
      // BLOCK.ENTITY.N stands where its block does.
      if (stem.indexOf(".") < 0) return;
      stem = stem.replace(/\.[^.]*$/, "");
    }
  }
  lead();
  window.addEventListener("hashchange", lead);
}());
