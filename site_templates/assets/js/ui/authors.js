"use strict";
var AR = AR || {};

/** The author search on the home page and on the list of all authors. */
AR.authorSearch = {
  STEP: 100,

  /** @param {HTMLElement} root */
  start(root) {
    const { make, find, bdi, count } = AR.dom;
    const box = /** @type {HTMLInputElement} */ (root.querySelector("input"));
    const status = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
    const rows = find("rows", root);
    const results = find("results", root);
    const more = find("more", root);
    let shown = AR.authorSearch.STEP;
    root.hidden = false;

    /** @param {any} author */
    const link = (author) => {
      if (author.groups) return make("a", { href: author.file }, bdi(author.name));
      return bdi(author.name);
    };
    /** @param {any} author */
    const guess = (author) =>
      author.groups === 0 ? "too few papers to review" : author.groups === 1 ? "1 person" : `${author.groups} people`;
    /** @param {any} author */
    const row = (author) =>
      make("tr", {}, make("th", { scope: "row" }, link(author)), make("td", {}, author.verified ? "verified" : "not verified"),
        make("td", {}, String(author.papers)), make("td", {}, guess(author)));
    /** @param {any} author */
    const item = (author) =>
      make("li", {}, link(author), " ", make("span", { class: "ar-muted" },
        `${author.verified ? "verified" : "not verified"}, ${count(author.papers, "paper")}, ${author.groups ? "perhaps " : ""}${guess(author)}`));

    /** @type {ReturnType<typeof AR.load.authors> | null} */
    let list = null;
    const prepare = () => (list = list || AR.load.authors());
    const update = async () => {
      const query = box.value.trim();
      let authors;
      try {
        authors = await prepare();
      } catch {
        list = null;
        status.textContent = "The list of authors could not be loaded. Reload the page to try again.";
        return;
      }
      if (query !== box.value.trim()) return;
      const limit = rows ? shown : 12;
      const found = query || rows ? authors.find(query, limit + 1) : [];
      const visible = found.slice(0, limit);
      (rows || results)?.replaceChildren(...visible.map(rows ? row : item));
      if (more) more.hidden = found.length <= limit;
      status.textContent = !query ? "" : found.length > limit ? `The first ${limit} shown; type more to narrow.`
        : found.length ? `${count(found.length, "author page")} found.` : "No author page found. Check the spelling, or try one part of the name.";
    };
    box.addEventListener("input", () => { shown = AR.authorSearch.STEP; update(); });
    more?.addEventListener("click", () => { shown += AR.authorSearch.STEP; update(); });
    // The page has the list fetched; it is read at once if the page shows it, else when there is nothing better to do.
    const early = () => prepare().catch(() => { list = null; });
    if (rows) update();
    else addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(early), { once: true });
  },
};
