"use strict";
var AR = AR || {};

/** Completes the rows of papers with what is the same in each, and with what comes later: the abstracts. */
AR.rows = {
  /** The event of an abstract that has come onto the page. */
  SHOWN: "ar-abstract-shown",

  /** @param {HTMLElement} root */
  complete(root) {
    const { make, find } = AR.dom;
    for (const row of AR.dom.all("paper", root)) {
      const meta = find("meta", row);
      const link = meta?.querySelector("a");
      if (link && "arPdf" in row.dataset) link.after(" ", make("a", { href: `${link.href.replace(/\/$/, "")}.pdf` }, "PDF"));
      meta?.append(" ", make("span", { class: "ar-assigned", "data-ar-assigned": true, hidden: true }));
      if ("arAbstract" in row.dataset) row.querySelector(".ar-paper__body")?.append(AR.rows.abstract(row.dataset.arPaper || ""));
    }
    for (const name of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".ar-shared"))) {
      name.title = `also on other papers of this group${name.dataset.in ? `, and of ${name.dataset.in}` : ""}`;
    }
    for (const name of root.querySelectorAll(".ar-elsewhere")) {
      name.setAttribute("title", `also in group ${name.querySelector("sup")?.textContent}`);
    }
  },

  /**
   * The page's mentions with what only its rows show, as the author page lists them: newest first.
   * @param {ParentNode} root
   * @param {PageData} data
   * @returns {PaperFacts[]}
   */
  facts(root, data) {
    const shown = new Map(AR.dom.all("paper", root).map((row) => [row.dataset.arPaper, row]));
    return data.mentions.map((m) => {
      const key = AR.store.keyOf(m);
      const row = shown.get(key);
      const names = /** @type {Element | undefined} */ (row?.querySelector(".ar-paper__authors")?.cloneNode(true));
      for (const mark of names?.querySelectorAll("sup") ?? []) mark.remove();
      const authors = (names?.textContent ?? "").replace(/ \(editors\)$/, "").split(", ");
      const own = authors.indexOf(names?.querySelector(".ar-self")?.textContent ?? "");
      const about = row?.querySelector(".ar-paper__meta > span");
      return {
        key, paper: m.paper, title: m.title, year: m.year, authors,
        coauthors: authors.filter((name, at) => name && at !== own),
        venue: `${about?.querySelector("[title]")?.getAttribute("title") ?? ""} ${about?.textContent ?? ""}`,
        affiliation: (/<affiliation>([^<]*)/.exec(m.slot?.text || "")?.[1] ?? "").replaceAll("&amp;", "&"),
      };
    }).map((one, i) => ({ one, at: data.order?.[i] ?? i })).sort((a, b) => a.at - b.at).map(({ one }) => one).sort((a, b) => (b.year ?? 0) - (a.year ?? 0));
  },

  /** @param {string} key */
  abstract(key) {
    const { make } = AR.dom;
    const text = make("p", { role: "status" }, "Loading …");
    const details = make("details", { class: "ar-abstract" }, make("summary", {}, "Abstract"), text);
    details.addEventListener("toggle", async () => {
      try {
        // Reduced to a safe set of tags when the site was built.
        text.innerHTML = AR.dom.markup(await AR.load.abstract(AR.store.paperOf(key)));
        text.dispatchEvent(new Event(AR.rows.SHOWN, { bubbles: true }));
      } catch {
        text.textContent = "The abstract could not be loaded. Close it and open it again to try once more.";
      }
    });
    return details;
  },
};
