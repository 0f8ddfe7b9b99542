"use strict";
var AR = AR || {};

/**
 * What the diff and the texts of a patch need of a page's data: kept beside the patch, so that the patches of several
 * pages can be put together on a page that has none of their data.
 *
 * @typedef {{page: string, diff: boolean, base: PageData["base"], mentions: Mention[], windows: Record<string, Lines[]>}} Part
 */
AR.parts = (() => {
  const CONTEXT = 3;

  /**
   * @param {PageData} page
   * @param {Patch} patch made from it
   * @returns {Part} the touched mentions and the lines around them
   */
  function of(page, patch) {
    const touched = new Set(patch.assignments.map((one) => `${one.paper}#${one.position}`));
    const mentions = page.mentions.filter((m) => touched.has(AR.store.keyOf(m)));
    /** @type {Record<string, Lines[]>} */
    const windows = {};
    for (const { slot } of mentions) {
      if (!slot) continue;
      const [from, to] = [slot.line - CONTEXT, slot.line + slot.text.split("\n").length - 1 + CONTEXT];
      for (const { first, lines, eof_no_newline } of page.windows[slot.file] ?? []) {
        const [start, end] = [Math.max(from, first), Math.min(to, first + lines.length - 1)];
        if (start > end) continue;
        const own = { first: start, lines: lines.slice(start - first, end - first + 1) };
        const last = end === first + lines.length - 1 && eof_no_newline;
        windows[slot.file] = [...(windows[slot.file] ?? []), last ? { ...own, eof_no_newline } : own];
      }
    }
    return { page: page.page.id, diff: page.diff, base: page.base, mentions, windows };
  }

  /**
   * @param {readonly Part[]} parts
   * @returns {PageData} enough of it for the diff, the issue and the commands of a joined patch
   */
  function join(parts) {
    /** @type {Record<string, Lines[]>} */
    const windows = {};
    for (const part of parts) for (const [file, own] of Object.entries(part.windows)) windows[file] = [...(windows[file] ?? []), ...own];
    return {
      format: 1, generator: "", base: parts[0]?.base ?? { preview: "", data_commit: null }, diff: parts.length > 0 && parts.every((part) => part.diff),
      page: { id: parts.map((part) => part.page).join(", "), slug: "", name: { last: "" }, verified: false, orcid: "" },
      mentions: parts.flatMap((part) => part.mentions), windows, candidates: [], forms: [], matching: {},
    };
  }

  return { of, join };
})();
