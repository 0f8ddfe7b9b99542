"use strict";
var AR = AR || {};

/**
 * Shows only the papers with some words, and keeps selection and filter in the page's address, so that a link shows
 * others what one sees. A link selects nothing by itself.
 * @param {HTMLElement} root
 * @param {PageData} data
 * @param {ReturnType<typeof AR.selection>} selection
 * @param {() => PaperFacts[]} facts
 * @returns {{note: (keys: readonly string[]) => void}} to be told when the selection has changed
 */
AR.filter = (root, data, selection, facts) => {
  const { make, find, all } = AR.dom;
  const { say } = AR.messages;
  const part = (/** @type {string} */ name) => /** @type {any} */ (find(name, root));
  const [box, status] = ["filter", "filter-status"].map(part);
  /** More would make an address that some programs cut. */
  const MOST = 100;
  /** @type {Map<string, string> | null} */
  let texts = null;
  /** @type {HTMLElement | null} */
  let offer = null;

  function show() {
    const words = AR.titles.fold(box.value).split(" ").filter(Boolean);
    texts ||= new Map(facts().map((one) => [one.key, ` ${AR.titles.fold([one.title, ...one.authors, one.venue, one.affiliation, one.paper].join(" "))}`]));
    let count = 0;
    for (const row of all("paper", root)) {
      const text = texts.get(row.dataset.arPaper || "") || "";
      const fits = words.every((word) => text.includes(` ${word}`));
      row.hidden = !fits;
      if (fits) count++;
    }
    for (const section of all("group", root)) section.classList.toggle("ar-group--none", words.length > 0 && !section.querySelector("[data-ar-paper]:not([hidden])"));
    status.textContent = words.length ? say("filter_shown", { count, all: data.mentions.length }) : "";
    selection.refresh();
    note(selection.keys());
  }

  /** What the address says. @returns {URLSearchParams} */
  const address = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");

  /** @param {readonly string[]} keys */
  function note(keys) {
    // Until the link's offer is taken or another selection is made, the address stays as it came.
    if (offer?.isConnected && !keys.length) return;
    offer?.remove();
    const values = new URLSearchParams();
    if (box.value.trim()) values.set("filter", box.value.trim());
    if (keys.length && keys.length <= MOST) values.set("papers", keys.map((key) => key.replace(/#0$/, "").replace("#", "~")).join(" "));
    const text = values.toString();
    // An address that points at a person stays until there is something to say.
    if (!text && !location.hash.includes("=")) return;
    history.replaceState(history.state, "", text ? `#${text}` : location.pathname + location.search);
  }

  const given = address();
  box.value = given.get("filter") ?? "";
  const known = new Set(data.mentions.map(AR.store.keyOf));
  const named = (given.get("papers") ?? "").split(" ").filter(Boolean).map((one) => (one.includes("~") ? one.replace("~", "#") : `${one}#0`));
  const here = named.filter((key) => known.has(key));
  if (named.length) {
    offer = make("p", { class: "ar-notice", "data-ar-linked": true },
      make("span", {}, say("link_names", { count: here.length }), ...(here.length < named.length ? [" ", say("link_gone", { count: named.length - here.length })] : [])),
      make("button", { type: "button", click: () => selection.choose(here) }, say("link_select")));
    part("form").before(offer);
  }
  let timer = 0;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, 60);
  });
  if (box.value) show();
  return { note };
};
