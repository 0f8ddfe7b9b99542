"use strict";
var AR = AR || {};

/**
 * Papers under the person they are with: shows where the user has put them, and moves them by menu, key or drag. It
 * sorts the page; whose papers they are is a decision of its own.
 * @param {HTMLElement} root
 * @param {PageData} data
 * @param {ReturnType<typeof AR.store.create>} store
 * @param {ReturnType<typeof AR.selection>} selection
 * @param {Storage | null} storage
 */
AR.arrange = (root, data, store, selection, storage) => {
  const { make, find, all } = AR.dom;
  const { say } = AR.messages;
  const { personName } = AR.outcomeView;
  const { UNDECIDED } = AR.piles;
  const part = (/** @type {string} */ name) => /** @type {any} */ (find(name, root));
  const [form, panel, opener, blind] = ["form", "move-panel", "open-move", "blind"].map(part);
  const BLIND = "anthology-review-blind";
  const TONES = 8;

  const rows = new Map(all("paper", form).map((row) => [row.dataset.arPaper || "", row]));
  const years = new Map(data.mentions.map((m) => [AR.store.keyOf(m), m.year]));
  const sections = new Map(all("group", form).map((section) => [section.dataset.arGroup || "", section]));
  const suggested = [...sections].map(([letter, section]) =>
    /** @type {const} */ ([letter, all("paper", section).map((row) => row.dataset.arPaper || "")]));
  const order = [...sections.keys()];
  let strip = /** @type {HTMLElement | null} */ (root.querySelector(".ar-strip ul"));
  /** What the strip says of a suggested person: bars, years, reason. */
  const described = new Map(all("chip", root).map((one) => [one.dataset.arChip || "", [...one.querySelectorAll("svg, small")]]));

  const label = (/** @type {string} */ letter) => (letter === UNDECIDED ? say("pile_undecided") : say("pile_person", { letter }));
  const piles = () => AR.piles.of(suggested, store.places(), blind.checked);

  /** @param {readonly string[]} keys */
  function span(keys) {
    const known = keys.flatMap((key) => years.get(key) ?? []);
    const [first, last] = [Math.min(...known), Math.max(...known)];
    return !known.length ? "" : first === last ? String(first) : `${first}–${last}`;
  }

  /** The section of a person, made if the user has made the person. @param {string} letter */
  function sectionOf(letter) {
    const known = sections.get(letter);
    if (known) return known;
    const id = letter === UNDECIDED ? "undecided" : letter;
    const tone = letter === UNDECIDED ? "rest" : String(AR.piles.index(letter) % TONES);
    const box = make("input", { type: "checkbox", id: `check-${id}`, "data-ar-check-group": letter });
    const heading = make("h3", { id: `group-${id}-name` }, make("label", { for: `check-${id}` }, make("b", { class: "ar-letter", "aria-hidden": "true" }, letter), ` ${label(letter)}`, make("span", { class: "ar-sr" }, ", "), make("span", { class: "ar-group__count" })));
    const section = make("section", { class: `ar-group ar-tone-${tone}`, id: `group-${id}`, "data-ar-group": letter, "aria-labelledby": heading.id },
      make("div", { class: "ar-group__head" }, box, heading),
      make("p", { class: "ar-evidence" }, say(letter === UNDECIDED ? "pile_rest" : "pile_own")),
      make("ol", { class: "ar-papers", role: "list" }));
    sections.set(letter, section);
    form.append(section);
    head(section, letter);
    return section;
  }

  /** What each person's heading offers. @param {HTMLElement} section @param {string} letter */
  function head(section, letter) {
    const choose = () => {
      selection.choose(all("check", section).map((box) => /** @type {HTMLInputElement} */ (box).value));
      part("open-assign").click();
    };
    section.querySelector(".ar-group__head")?.append(make("button", { type: "button", class: "ar-quiet", "data-ar-assign-group": letter,
      "aria-label": `${say("pile_assign")} ${label(letter)}`, click: choose }, say("pile_assign")));
  }

  /** Where the papers of a pile go, in few words. @param {Pile} pile */
  function progress(pile) {
    const made = pile.keys.map((key) => store.decisionOf(key));
    const count = made.filter(Boolean).length;
    if (!count) return "";
    const [first] = made;
    if (first && made.every((one) => one === first)) return `→ ${first.kind === "unverified" ? say("pile_unverified") : personName(first)}`;
    return say("pile_progress", { count, all: pile.keys.length });
  }

  /** @param {Pile} pile */
  function chip(pile) {
    const section = sectionOf(pile.letter);
    const tone = [...section.classList].find((name) => name.startsWith("ar-tone"));
    const more = (!pile.touched && described.get(pile.letter)) || [make("small", {}, span(pile.keys))];
    const done = progress(pile);
    return make("a", { class: `ar-chip ${tone}`, href: `#${section.id}`, "data-ar-chip": pile.letter },
      make("b", { class: "ar-letter" }, pile.letter), " ", make("span", {}, String(pile.keys.length), make("span", { class: "ar-sr" }, ` papers${pile.letter === UNDECIDED ? `, ${say("pile_undecided")}` : ""}`)), " ",
      ...more.flatMap((part) => [part, " "]), ...(done ? [make("small", { class: "ar-assigned" }, done)] : []));
  }

  /** The persons in view. @param {Pile[]} shown */
  function drawStrip(shown) {
    if (!strip && shown.length < 2) return;
    if (!strip) {
      strip = make("ul", {});
      form.before(make("nav", { class: "ar-strip", "aria-label": say("pile_strip") }, strip));
    }
    const MOST = 12;
    const inView = (/** @type {Pile} */ pile, /** @type {number} */ at) => at < MOST || pile.letter === UNDECIDED || pile.touched;
    const rest = shown.filter((pile, at) => !inView(pile, at));
    strip.replaceChildren(...shown.filter(inView).map((pile) => make("li", {}, chip(pile))),
      ...(rest.length ? [make("li", {}, make("a", { class: "ar-chip", href: `#${sectionOf(rest[0].letter).id}` }, say("pile_more", { count: rest.length })))] : []));
  }

  function render() {
    root.classList.toggle("ar-blind", blind.checked);
    const shown = piles();
    for (const pile of shown) {
      const section = sectionOf(pile.letter);
      const list = /** @type {HTMLElement} */ (section.querySelector(".ar-papers"));
      const wanted = pile.touched ? [...pile.keys].sort((a, b) => (years.get(b) ?? 0) - (years.get(a) ?? 0)) : pile.keys;
      const there = [...list.children].map((row) => /** @type {HTMLElement} */ (row).dataset.arPaper);
      if (there.join() !== wanted.join()) list.replaceChildren(...wanted.map((key) => /** @type {HTMLElement} */ (rows.get(key))));
      section.hidden = false;
      section.classList.toggle("ar-group--touched", pile.touched && order.includes(pile.letter));
      const count = /** @type {HTMLElement} */ (section.querySelector(".ar-group__count"));
      count.textContent = [AR.dom.count(wanted.length, "paper"), span(wanted)].filter(Boolean).join(", ");
    }
    for (const [letter, section] of sections) {
      if (shown.some((pile) => pile.letter === letter)) continue;
      section.querySelector(".ar-papers")?.replaceChildren();
      section.hidden = true;
    }
    const last = sections.get(UNDECIDED);
    if (last && last !== form.lastElementChild) form.append(last);
    drawStrip(shown);
    selection.refresh();
  }

  /** @param {readonly string[]} keys @param {string} letter */
  function move(keys, letter) {
    if (!keys.length) return;
    const target = letter || AR.piles.next([...order, ...sections.keys()]);
    // The keyboard goes on where the papers were.
    const boxes = /** @type {HTMLInputElement[]} */ (all("check", form));
    const from = boxes.findIndex((box) => box.value === keys[0]);
    const after = boxes.find((box, at) => at > from && !keys.includes(box.value));
    store.place(Object.fromEntries(keys.map((key) => [key, target])));
    selection.clear();
    close();
    after?.focus({ preventScroll: true });
    part("count").textContent = say("pile_moved", { count: keys.length, where: label(target) });
  }

  function open() {
    const keys = selection.keys();
    /** @param {string} letter @param {string} text @param {string} about */
    const button = (letter, text, about) => make("button", { type: "button", "data-ar-move": letter, click: () => move(keys, letter) }, text, ...(about ? [" ", make("span", { class: "ar-muted" }, about)] : []));
    const own = piles().filter((pile) => pile.letter !== UNDECIDED && !keys.every((key) => pile.keys.includes(key)));
    part("move-targets").replaceChildren(
      ...own.map((pile) => button(pile.letter, pile.letter, [AR.dom.count(pile.keys.length, "paper"), span(pile.keys), progress(pile)].filter(Boolean).join(", "))),
      button("", say("pile_new"), ""), button(UNDECIDED, say("pile_undecided"), ""));
    panel.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    panel.focus({ preventScroll: true });
  }

  function close() {
    panel.hidden = true;
    opener.setAttribute("aria-expanded", "false");
  }

  panel.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") { close(); opener.focus(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || !AR.keys.on()) return;
    const button = /** @type {HTMLElement | null} */ (panel.querySelector(`[data-ar-move="${CSS.escape(event.key.toUpperCase())}"]`));
    if (button && event.key.length === 1) { event.preventDefault(); button.click(); }
  });
  part("close-move").addEventListener("click", () => { close(); opener.focus(); });

  // With a mouse papers are dragged by their grip; menu and keys do the same.
  for (const [key, row] of rows) {
    const grip = make("span", { class: "ar-grip", draggable: "true", "aria-hidden": "true", title: say("pile_drag") }, "⠿");
    grip.addEventListener("dragstart", (event) => {
      event.dataTransfer?.setData("text/x-anthology-review", key);
      event.dataTransfer?.setDragImage(row, 20, 20);
    });
    row.append(grip);
  }
  const over = (/** @type {Event} */ event) => /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-ar-chip], [data-ar-group]"));
  root.addEventListener("dragover", (event) => {
    const target = event.dataTransfer?.types.includes("text/x-anthology-review") ? over(event) : null;
    for (const one of root.querySelectorAll(".ar-over")) if (one !== target) one.classList.remove("ar-over");
    if (!target) return;
    target.classList.add("ar-over");
    event.preventDefault();
  });
  root.addEventListener("drop", (event) => {
    const key = event.dataTransfer?.getData("text/x-anthology-review");
    const target = over(event);
    for (const one of root.querySelectorAll(".ar-over")) one.classList.remove("ar-over");
    if (!key || !target) return;
    event.preventDefault();
    const chosen = selection.keys();
    move(chosen.includes(key) ? chosen : [key], target.dataset.arChip ?? target.dataset.arGroup ?? UNDECIDED);
  });

  blind.checked = storage?.getItem(BLIND) === "1";
  blind.addEventListener("change", () => {
    AR.dom.remember(storage, BLIND, blind.checked ? "1" : "0");
    render();
  });
  for (const [letter, section] of sections) head(section, letter);
  store.subscribe(render);
  render();
  return { open, close, isOpen: () => !panel.hidden, piles };
};
