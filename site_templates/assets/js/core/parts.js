"use strict";
var AR = AR || {};

/**
 * What the diff and the texts of a patch need of a page's data: kept beside the patch, so that the patches of several
 * pages can be put together on a page that has none of their data.
 *
 * @typedef {{page: string, diff: boolean, base: PageData["base"], mentions: Mention[]}} Part
 */
AR.parts = {
  /**
   * @param {PageData} page
   * @param {Patch} patch made from it
   * @returns {Part} with the touched mentions
   */
  of(page, patch) {
    const touched = new Set(patch.assignments.map(AR.store.keyOf));
    return { page: page.page.id, diff: page.diff, base: page.base, mentions: page.mentions.filter((m) => touched.has(AR.store.keyOf(m))) };
  },

  /**
   * @param {readonly Part[]} parts
   * @returns {PageData} enough of it for the diff, the issue and the commands of a joined patch; its windows are empty
   */
  join(parts) {
    return {
      format: 1, generator: "", base: parts[0]?.base ?? { preview: "", data_commit: null }, diff: parts.length > 0 && parts.every((part) => part.diff),
      page: { id: parts.map((part) => part.page).join(", "), slug: "", name: { last: "" }, verified: false, orcid: "" },
      mentions: parts.flatMap((part) => part.mentions), scores: "", windows: {}, candidates: [], forms: [], matching: {},
    };
  },
};
