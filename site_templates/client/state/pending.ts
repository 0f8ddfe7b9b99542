/** What the making of a page's patch needs is kept beside the decisions until it is made. */

import type { Decision, PageData } from "../model";
import type { PendingPage } from "./kept";
import { keyOf } from "./keys";

/**
 * As JSON, so that "Your patch" can make the patch if the page is left. Of the page's data it leaves out what the making
 * doesn't need: scores, lines of files, the elements of undecided papers.
 */
export function pack(data: PageData, decisions: readonly Decision[]): string {
  const decided = new Set(decisions.flatMap((decision) => decision.mentions));
  const { format, generator, base, diff, page, forms, matching } = data;
  const pending: PendingPage = {
    format,
    generator,
    base,
    diff,
    page,
    mentions: data.mentions.map((one) => (decided.has(keyOf(one)) ? one : { ...one, slot: null })),
    candidates: data.candidates.map(({ id, name, comment, orcid }) => ({ id, name, comment, orcid })),
    forms,
    matching,
  };
  return JSON.stringify(pending);
}
