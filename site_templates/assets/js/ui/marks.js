"use strict";
var AR = AR || {};

/**
 * Marks words of an opened abstract that point to the person the paper is with, or to others of the page.
 * @param {HTMLElement} root
 * @param {ReturnType<typeof AR.arrange>} arrange
 * @param {() => PaperFacts[]} facts
 */
AR.marks = (root, arrange, facts) => {
  const { make } = AR.dom;
  const { say } = AR.messages;

  root.addEventListener(AR.rows.SHOWN, (event) => {
    const text = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement} */ (text.closest("[data-ar-paper]"));
    const points = AR.contrast.pointer(row.dataset.arPaper || "", arrange.piles(), facts());
    const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    /** @type {Text[]} */
    const nodes = [];
    while (walk.nextNode()) nodes.push(/** @type {Text} */ (walk.currentNode));
    const seen = new Set();
    for (const node of nodes) {
      const parts = node.data.split(/([\p{L}\p{N}]{4,})/u).map((part) => {
        const where = points(part);
        if (where) seen.add(where);
        return where ? make("mark", { class: `ar-word-${where}` }, part) : part;
      });
      if (parts.some((part) => typeof part !== "string")) node.replaceWith(...parts);
    }
    const legend = [...seen].sort().reverse().flatMap((where) => [make("mark", { class: `ar-word-${where}` }, say(`word_${where}`)), " "]);
    if (legend.length) text.append(make("small", { class: "ar-legend" }, ...legend));
  });
};
