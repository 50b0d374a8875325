/* The images of the pages beside the text: one at a time, to move and to enlarge, each at the page that is read; a zone of an image and
   what the text has of it point to each other. Without this, the number of a page is a link to its image. */
"use strict";
(function () {
  const words = document.currentScript.dataset;
  const { all, make, keep, kept } = window.kwTools;
  const listed = all("details.header li").filter((item) => item.querySelector("a.image"));
  const breaks = all(".transcription .pb > a.image");
  /* The breaks of pages in the text; without any, the images of the list, each at the first place that names it. */
  const pages = (breaks.length ? breaks : listed.map((item) => item.querySelector("a.image"))).map((link) => {
    const item = breaks.length ? listed.find((each) => each.querySelector("a.image").href === link.href) : link.closest("li");
    const marker = breaks.length ? link.parentElement : item.id && document.querySelector('.transcription [data-facs~="#' + CSS.escape(item.id) + '"]');
    return { link, item, marker, name: link.title ? "" : link.textContent.trim() };
  });
  if (!pages.length || !document.querySelector(".transcription")) return;
  const box = make("aside", "facsimile"), bar = make("div", "facsimile-bar"), view = make("div", "facsimile-view"), sheet = make("div", "facsimile-sheet");
  const picture = make("img"), said = make("output");
  let now = -1, scale = 1, least = 1, x = 0, y = 0;

  function button(sign, label, act) {
    const made = make("button", "", sign);
    made.type = "button";
    made.setAttribute("aria-label", label);
    made.title = label;
    made.addEventListener("click", act);
    bar.append(made);
  }

  function place() {
    /* What is smaller than the view stands in its middle; what is larger leaves no gap. */
    const fit = (at, size, room) => (size <= room ? (room - size) / 2 : Math.min(0, Math.max(room - size, at)));
    x = fit(x, picture.naturalWidth * scale, view.clientWidth);
    y = fit(y, picture.naturalHeight * scale, view.clientHeight);
    sheet.style.transform = "translate(" + x + "px," + y + "px) scale(" + scale + ")";
  }
  function zoom(by, atX, atY) {
    const next = Math.min(Math.max(scale * by, least), Math.max(8, least * 4));
    const px = atX === undefined ? view.clientWidth / 2 : atX, py = atY === undefined ? view.clientHeight / 2 : atY;
    x = px - (px - x) * next / scale;
    y = py - (py - y) * next / scale;
    scale = next;
    place();
    sharpen();
  }
  function whole() {
    least = Math.min(view.clientWidth / picture.naturalWidth, view.clientHeight / picture.naturalHeight, 1) || 1;
    scale = Math.min(view.clientWidth / picture.naturalWidth, 1) || 1;
    x = y = 0;
    place();
  }
  /* A image service first sends a small one: the best there is, when somebody looks closer. */
  function sharpen() {
    const { link } = pages[now];
    if (!link.dataset.src || picture.src === link.href || scale <= 1) return;
    const shown = picture.naturalWidth * scale, at = x / shown, down = y / shown;
    picture.addEventListener("load", () => {
      scale = shown / picture.naturalWidth;
      least = Math.min(least, scale);
      x = at * shown;
      y = down * shown;
      zones();
      place();
    }, { once: true });
    picture.src = link.href;
  }

  /* Zones: in the coordinates of their surface, else in pixels of the image. */
  function zones() {
    for (const each of all(".facsimile-zone", sheet)) each.remove();
    const { item } = pages[now];
    if (!item) return;
    const wide = picture.naturalWidth, high = picture.naturalHeight;
    const [left, top, right, low] = (item.dataset.extent || "0 0 " + wide + " " + high).split(" ").map(Number);
    for (const zone of item.querySelectorAll(".zone[data-box]")) {
      const text = document.querySelector('.transcription [data-facs~="#' + CSS.escape(zone.id) + '"]');
      if (!text) continue;
      const [a, b, c, d] = zone.dataset.box.split(" ").map(Number);
      const made = make("button", "facsimile-zone");
      made.type = "button";
      made.dataset.zone = zone.id;
      made.setAttribute("aria-label", text.textContent.trim().slice(0, 60) || zone.id);
      Object.assign(made.style, {
        left: (a - left) / (right - left) * wide + "px", top: (b - top) / (low - top) * high + "px",
        width: (c - a) / (right - left) * wide + "px", height: (d - b) / (low - top) * high + "px",
      });
      made.addEventListener("click", () => {
        text.scrollIntoView({ block: "center" });
        point(zone.id);
      });
      sheet.append(made);
    }
  }
  function point(id) {
    for (const each of all(".facsimile-zone")) {
      const shown = each.dataset.zone === id;
      each.classList.toggle("shown", shown);
      if (shown && scale > least) {
        x = view.clientWidth / 2 - (each.offsetLeft + each.offsetWidth / 2) * scale;
        y = view.clientHeight / 2 - (each.offsetTop + each.offsetHeight / 2) * scale;
        place();
      }
    }
    for (const each of all(".zone-shown")) each.classList.remove("zone-shown");
    for (const each of all('.transcription [data-facs~="#' + CSS.escape(id) + '"]')) each.classList.add("zone-shown");
  }

  function show(number, move) {
    if (number < 0 || number >= pages.length || number === now) return;
    now = number;
    const { link, marker, name } = pages[now];
    picture.alt = (link.querySelector("img") || link.closest("[title]") || {}).alt || name;
    picture.src = link.dataset.src || link.href;
    said.textContent = now + 1 + " / " + pages.length + (name ? " · " + name : "");
    if (move && marker) marker.scrollIntoView({ block: "start", behavior: "instant" });
  }
  picture.addEventListener("load", () => {
    if (picture.dataset.page === String(now)) return;
    picture.dataset.page = now;
    zones();
    whole();
  });

  /* Where the text was put by turning to an image: what is read there need not be of that image, at the end of the text. */
  let put = -1;
  function read() {
    if (scrollY === put || box.hidden) return;
    put = -1;
    let last = 0;
    pages.forEach((page, number) => { if (page.marker && page.marker.getBoundingClientRect().top < innerHeight * .35) last = number; });
    show(last);
  }
  const turn = (by) => {
    show(now + by, true);
    put = scrollY;
  };

  button("‹", words.earlier, () => turn(-1));
  button("›", words.later, () => turn(1));
  bar.append(said);
  button("−", words.smaller, () => zoom(1 / 1.4));
  button("+", words.larger, () => zoom(1.4));
  button("⤢", words.whole, whole);
  button("×", words.close, () => open(false));

  view.tabIndex = 0;
  view.setAttribute("role", "group");
  view.setAttribute("aria-label", words.where);
  picture.draggable = false;
  view.addEventListener("wheel", (event) => {
    event.preventDefault();
    const at = view.getBoundingClientRect();
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, event.clientX - at.x, event.clientY - at.y);
  }, { passive: false });
  /* One finger moves, two enlarge. */
  const held = new Map();
  const apart = () => { const [one, other] = [...held.values()]; return Math.hypot(one.x - other.x, one.y - other.y); };
  view.addEventListener("pointerdown", (event) => { if (!event.target.closest(".facsimile-zone")) { held.set(event.pointerId, event); view.setPointerCapture(event.pointerId); } });
  view.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    if (held.size === 1) {
      x += event.clientX - before.clientX;
      y += event.clientY - before.clientY;
      held.set(event.pointerId, event);
      place();
    } else {
      const far = apart(), at = view.getBoundingClientRect();
      held.set(event.pointerId, event);
      zoom(apart() / far, event.clientX - at.x, event.clientY - at.y);
    }
  });
  for (const kind of ["pointerup", "pointercancel"]) view.addEventListener(kind, (event) => held.delete(event.pointerId));
  view.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[event.key];
    if (step) { x += step[0]; y += step[1]; place(); }
    else if (event.key === "+" || event.key === "=") zoom(1.4);
    else if (event.key === "-") zoom(1 / 1.4);
    else if (event.key === "0") whole();
    else if (event.key === "PageDown") turn(1);
    else if (event.key === "PageUp") turn(-1);
    else return;
    event.preventDefault();
  });
  sheet.append(picture);
  view.append(sheet);
  box.append(bar, view);
  box.setAttribute("aria-label", words.where);
  box.hidden = true;
  document.body.append(box);
  addEventListener("scroll", read, { passive: true });
  addEventListener("resize", () => { if (!box.hidden) whole(); });
  document.querySelector(".transcription").addEventListener("click", (event) => {
    const link = event.target.closest(".pb > a.image"), zoned = event.target.closest("[data-facs]");
    if (link) {
      event.preventDefault();
      open(true);
      show(pages.findIndex((page) => page.link === link));
    } else if (zoned && !box.hidden) {
      const id = zoned.dataset.facs.split(" ")[0].slice(1);
      if (document.getElementById(id)) point(id);
    }
  });

  const way = make("p", "facsimile-way"), opener = make("button", "", words.open);
  function open(yes) {
    box.hidden = !yes;
    opener.setAttribute("aria-pressed", String(yes));
    document.body.classList.toggle("facing", yes);
    keep("facing", yes ? "yes" : "no");
    dispatchEvent(new Event("resize"));
    if (yes) read();
  }
  opener.type = "button";
  opener.setAttribute("aria-pressed", "false");
  opener.addEventListener("click", () => open(box.hidden));
  way.append(opener);
  document.querySelector(".transcription").before(way);
  if (kept("facing") === "yes") open(true);
})();
