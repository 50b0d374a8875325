/* Two texts side by side: chosen by name, moved to a topic together, and each following the other. The list of topics in the
   page says where which text speaks of what. Pages from a folder on disk may not look into each other: they send messages. */
"use strict";
(function () {
  const box = document.getElementById("kw-beside");
  const bar = box.querySelector(".beside-shared");
  const home = new URL(".", location.href.split("#")[0]).href;
  /* topic: { text: [addresses] } */
  const topics = Array.from(document.querySelectorAll(".beside-topics > section"), (section) => {
    const places = {};
    for (const item of section.querySelectorAll("[data-text]")) {
      places[item.dataset.text] = Array.from(item.querySelectorAll('a[target="kw-left"]'), (link) => link.href);
    }
    return { id: section.id, label: section.querySelector("h2").textContent, places };
  });
  const sides = ["left", "right"].map((name) => ({
    name, frame: box.querySelector('iframe[name="kw-' + name + '"]'), choice: document.getElementById("kw-" + name + "-text"),
  }));
  const ids = (side, topic) => topic.places[side.choice.value] || [];
  const both = () => topics.filter((topic) => sides.every((side) => ids(side, topic).length));
  const send = (side, message) => side.frame.contentWindow.postMessage(message, "*");
  let now = topics[0];

  function show(side, address) {
    side.frame.contentWindow.location.replace(address);
    side.page = address.split("#")[0];
  }

  function watch(side) {
    send(side, { watch: both().flatMap((topic) => ids(side, topic)).filter((at) => at.startsWith(side.page + "#")).map((at) => at.split("#")[1]) });
  }

  function tell() {
    for (const button of bar.querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.dataset.topic === now.id));
    const hash = "#" + [now.id, ...sides.map((side) => side.choice.value)].map(encodeURIComponent).join("/");
    history.replaceState(history.state, "", hash);
  }

  function go(topic, but) {
    now = topic;
    for (const side of sides) if (side !== but && ids(side, topic).length) show(side, ids(side, topic)[0]);
    tell();
  }

  function chosen(topic) {
    const shared = both();
    bar.replaceChildren(...shared.map((each) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = each.label;
      button.dataset.topic = each.id;
      button.addEventListener("click", () => go(each));
      return button;
    }));
    if (!shared.length) bar.textContent = box.dataset.none;
    const first = shared.includes(topic) ? topic : shared[0];
    if (first) go(first);
    else {
      for (const side of sides) {
        const some = topics.find((each) => ids(side, each).length);
        if (some) show(side, ids(side, some)[0].split("#")[0]);
      }
      tell();
    }
    sides.forEach(watch);
  }

  addEventListener("message", (event) => {
    const side = sides.find((each) => each.frame.contentWindow === event.source), other = sides.find((each) => each !== side);
    if (!side || !event.data) return;
    const { ready, at, follow } = event.data;
    if (ready) watch(side);
    if (typeof at === "string") {
      const topic = both().find((each) => ids(side, each).includes(side.page + "#" + at));
      if (topic && topic !== now) go(topic, side);
    }
    if (typeof follow === "string" && follow.startsWith(home)) {
      /* A link from one text into another of these leads there beside it. */
      const page = follow.split("#")[0];
      const text = Array.from(other.choice.options, (option) => option.value).find((id) => topics.some((topic) => (topic.places[id] || []).some((each) => each.startsWith(page + "#"))));
      if (!text) location.href = follow;
      else {
        other.choice.value = text;
        chosen(topics.find((topic) => ids(other, topic).includes(follow)) || now);
        show(other, follow);
      }
    }
  });

  function asked() {
    const [id, ...texts] = location.hash.slice(1).split("/").map(decodeURIComponent);
    const topic = topics.find((each) => each.id === id) || now;
    const speaking = Object.keys(topic.places);
    sides.forEach((side, number) => {
      const text = texts[number] || speaking[number];
      if (Array.from(side.choice.options).some((option) => option.value === text)) side.choice.value = text;
    });
    chosen(topic);
  }

  for (const side of sides) {
    side.page = side.frame.src.split("#")[0];
    side.choice.addEventListener("change", () => chosen(now));
  }
  addEventListener("hashchange", asked);
  asked();
})();
