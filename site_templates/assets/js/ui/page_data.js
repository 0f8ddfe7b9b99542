"use strict";
var AR = AR || {};

/**
 * The page's data in full. In the page they are short, since there are tens of thousands of pages: what the rows say
 * is read from the rows, what is the same everywhere is left out (generator/review/page_data.py writes them).
 *
 * @typedef {object} PackedMention
 * @property {number} [f] which of the forms is printed, 0 if left out
 * @property {number} [y] year
 * @property {string} [t] title, where the row's text differs
 * @property {1} [e] an editor
 * @property {1} [x] the slot carries an ID
 * @property {string} [o] the slot's own ORCID
 * @property {number[]} [w] who stands in the other slots, places in `people`
 * @property {string} [s] the element in the data without the usual tags around it; left out without data
 *
 * @param {any} packed
 * @param {ParentNode} root
 * @returns {PageData}
 */
AR.pageData = (packed, root) => {
  const { mentions, people, ...data } = packed;
  const persons = people.map((/** @type {string} */ id) => (id.endsWith("/") ? `${id}unverified` : id));
  /** @type {Map<string, HTMLElement>} */
  const rows = new Map(AR.dom.all("paper", root).map((row) => [row.dataset.arPaper || "", row]));
  const escape = (/** @type {string} */ text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  /** @param {PackedMention} m @param {PersonName} name @param {string} paper */
  function slot(m, name, paper) {
    if (m.s === undefined) return null;
    const tag = m.e ? "editor" : "author";
    const first = name.first ? `<first>${escape(name.first)}</first>` : "";
    const ids = (m.x ? ` id="${data.page.id}"` : "") + (m.o ? ` orcid="${m.o}"` : "");
    const text = m.s.startsWith(`<${tag}`) ? m.s : `<${tag}${ids}>${first}<last>${escape(name.last)}</last>${m.s}</${tag}>`;
    return { file: `xml/${paper.split("-")[0]}.xml`, line: 0, column: 0, text };
  }

  return {
    ...data,
    windows: {},
    mentions: Object.entries(mentions).map(([key, /** @type {PackedMention} */ m]) => {
      const [paper, position] = key.split("#");
      const { slug, ...name } = data.forms[m.f || 0];
      return {
        paper,
        role: m.e ? "editor" : "author",
        position: Number(position),
        name,
        slug,
        title: m.t ?? rows.get(key)?.querySelector("label")?.textContent ?? "",
        year: m.y ?? null,
        from: data.page.id,
        explicit: Boolean(m.x),
        orcid: m.o ?? "",
        others: (m.w ?? []).map((/** @type {number} */ place) => persons[place]),
        slot: slot(m, name, paper),
      };
    }),
  };
};
