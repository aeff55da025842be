/* The page's own script, put into the HTML as it stands: search, and the ways in the overview. */
(() => {
  const box = document.getElementById("search");
  const entries = [...document.querySelectorAll(".entry")];
  const contents = [...document.querySelectorAll("nav .contents a")];
  const folded = (text) => text.normalize("NFKC").toLowerCase();
  let texts;

  function search(words) {
    texts ??= entries.map((entry) => folded(entry.textContent));
    const wanted = folded(words).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const [index, entry] of entries.entries()) {
      const isHit = wanted.every((word) => texts[index].includes(word));
      entry.hidden = !isHit;
      if (isHit) count += 1;
    }
    for (const part of document.querySelectorAll(".layer, main > section"))
      part.hidden = wanted.length > 0 && part.querySelector(".entry:not([hidden])") === null;
    for (const link of contents) link.parentElement.hidden = isHidden(placeOf(link));
    document.getElementById("found").textContent = wanted.length === 0 ? "" : `${count}件`;
    if (wanted.length > 0) scrollTo(0, 0);
  }

  function placeOf(link) {
    return document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
  }

  function isHidden(place) {
    return place !== null && place.closest("[hidden]") !== null;
  }

  box.addEventListener("input", () => search(box.value));

  /* A way out of the hits: what is not among them is shown again. */
  document.addEventListener("click", ({target}) => {
    const link = target.closest('a[href^="#"]');
    if (!link || !isHidden(placeOf(link))) return;
    box.value = "";
    search("");
  });

  const overview = document.querySelector("svg.overview");
  const boxes = [...overview.querySelectorAll("[data-node]")];
  const paths = [...overview.querySelectorAll("path")];

  function reached(id, here, there) {
    const found = new Set([id]);
    const waiting = [id];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      for (const path of paths)
        if (path.dataset[here] === next && !found.has(path.dataset[there])) {
          found.add(path.dataset[there]);
          waiting.push(path.dataset[there]);
        }
    return found;
  }

  function show(id) {
    overview.classList.add("pointed");
    const up = reached(id, "to", "from");
    const down = reached(id, "from", "to");
    for (const box of boxes)
      box.classList.toggle("lit", up.has(box.dataset.node) || down.has(box.dataset.node));
    for (const {dataset, classList} of paths)
      classList.toggle(
        "lit",
        (up.has(dataset.from) && up.has(dataset.to)) || (down.has(dataset.from) && down.has(dataset.to)),
      );
  }

  for (const box of boxes) {
    box.addEventListener("pointerenter", () => show(box.dataset.node));
    box.addEventListener("focus", () => show(box.dataset.node));
    box.addEventListener("pointerleave", () => overview.classList.remove("pointed"));
    box.addEventListener("blur", () => overview.classList.remove("pointed"));
  }

  addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details")) part.open = true;
  });
})();
