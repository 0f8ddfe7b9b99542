/** Papers that a text lists itself, and then speaks of by their number: "1 and 3 are mine, 2 is not". */

import type { PaperFacts } from "../model";
import { isCertain, type Pasted } from "./answers";
import * as clauses from "./clauses";
import { plain } from "./lines";
import { numbered, PLACES } from "./places";
import type { PasteItem, Side } from "./shapes";

/** Nobody counts in a longer list. */
const LONGEST = 500;

/** Whether words speak of papers by their place in a list. */
export const counts = (words: string): boolean =>
  words.toLowerCase().search(PLACES) >= 0 || numbered(clauses.bare(words)) !== null;

/** Puts an answered line to the text's own list, if it names one paper and says nothing of whose. */
export function add(text: Pasted, item: PasteItem): void {
  const [first, ...more] = item.got.filter((a) => a.keys.length);
  if (!first || more.length || first.keys.length !== 1 || first.side || text.list.size > LONGEST) return;
  const row = text.papers.get(first.keys[0].split("#")[0])?.find(({ key }) => key === first.keys[0]);
  if (row && isCertain(first) && !clauses.speaks(plain(item.raw))) text.list.set(item, row);
}

/**
 * The papers among which a clause counts: those that the lines above list, in their order, or else the page's.
 * @param words of the clause
 */
export function among(text: Pasted, words: string): readonly PaperFacts[] {
  if (text.list.size < 2 || text.list.size > LONGEST) return text.rows;
  if (!counts(words) || /\b(?:pages?|profile)\b/i.test(words)) return text.rows;
  for (const item of text.list.keys()) text.counted.add(item);
  return [...text.list.values()];
}

/** Once a text has counted its own papers, each is on the side that it says; what it leaves out is to choose. */
export function settle(text: Pasted): void {
  if (!text.counted.size) return;
  const answers = text.items.flatMap((item) => item.got).filter((a) => a.side);
  const sides = new Map<string, Side>();
  for (const { kind, keys, side } of answers) {
    if (kind === "rule") for (const key of keys) if (!sides.has(key)) sides.set(key, side);
  }
  const only = answers.find((one) => one.only);
  const others = answers.find((one) => one.rest)?.side || clauses.opposite(only?.side ?? "");
  for (const a of [...text.counted].flatMap((item) => item.got)) {
    const side = sides.get(a.keys[0]) || others;
    if (side) a.side = side;
    else if (isCertain(a)) a.kind = "choose";
  }
  if (only) only.only = false;
}
