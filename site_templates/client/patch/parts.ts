/**
 * What the diff and the texts of a patch need of a page's data: kept beside the patch, so that the patches of several
 * pages can be put together on a page that has none of their data.
 */

import type { Mention, PageData, Patch } from "../model";
import { keyOf } from "../state/keys";

export interface Part {
  /** ID of the page. */
  page: string;
  diff: boolean;
  base: PageData["base"];
  /** Those that the patch touches. */
  mentions: Mention[];
}

/** The part of a page that a patch made from it needs. */
export function of(page: PageData, patch: Patch): Part {
  const touched = new Set(patch.assignments.map(keyOf));
  const mentions = page.mentions.filter((m) => touched.has(keyOf(m)));
  return { page: page.page.id, diff: page.diff, base: page.base, mentions };
}

/** Page data that suffice for the diff, the issue and the commands of a joined patch; the windows are empty. */
export function join(parts: readonly Part[]): PageData {
  return {
    format: 1,
    generator: "",
    base: parts[0]?.base ?? { preview: "", data_commit: null },
    diff: parts.length > 0 && parts.every((part) => part.diff),
    page: {
      id: parts.map((part) => part.page).join(", "), slug: "", name: { last: "" }, verified: false, orcid: "",
    },
    mentions: parts.flatMap((part) => part.mentions),
    scores: "",
    windows: {},
    candidates: [],
    forms: [],
    matching: {},
  };
}
