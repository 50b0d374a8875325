/* Citations: copied and saved, and made to say which paragraph a reader is at. Without this they can be read and selected. */
"use strict";
(function () {
  const box = document.getElementById("kw-cite");
  if (!box) return;
  const { make } = window.kwTools, words = box.querySelector(".cite-words").dataset;
  const button = (text, act) => {
    const made = make("button", "", text);
    made.type = "button";
    made.addEventListener("click", () => act(made));
    return made;
  };

  async function copy(from, pressed) {
    try {
      await navigator.clipboard.writeText(from.textContent.trim());
    } catch (none) {
      /* Where the clipboard is not to be had, what would be copied is selected. */
      getSelection().selectAllChildren(from);
      return;
    }
    pressed.textContent = words.copied;
    setTimeout(() => { pressed.textContent = words.copy; }, 2000);
  }

  function save(from) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([from.textContent], { type: "text/plain;charset=utf-8" }));
    link.download = from.dataset.file;
    link.click();
    /* A busy machine may not have begun with it for long. */
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  for (const from of box.querySelectorAll("p[id], pre")) {
    const row = make("span", "cite-buttons");
    row.append(button(words.copy, (pressed) => copy(from, pressed)));
    if (from.dataset.file) row.append(button(words.save, () => save(from)));
    from.after(row);
  }

  /* The paragraph that the address names, by the number that the page shows, and its exact place in the address. */
  function paragraph() {
    let id = "";
    try { id = decodeURIComponent(location.hash.slice(1)); } catch (none) { /* no id */ }
    const at = id && document.getElementById(id);
    const inside = at && at.closest(".transcription, .notes") ? at : null;
    const number = inside && inside.closest("p, .p, .ab, li") && inside.closest("p, .p, .ab, li").querySelector(".paragraph-number");
    for (const place of box.querySelectorAll(".cite-paragraph")) {
      place.textContent = number ? ", " + words.paragraph.replace("{n}", number.textContent) : "";
    }
    for (const place of box.querySelectorAll(".cite-address")) {
      const known = place.dataset.address || (location.protocol.startsWith("http") ? location.href.split("#")[0] : "");
      place.textContent = known ? " " + known + (inside ? location.hash : "") + "." : "";
    }
  }
  addEventListener("hashchange", paragraph);
  paragraph();
})();
