/** Papers that a text lists itself, and then speaks of by their number: "1 and 3 are mine, 2 is not". */

import type { PaperFacts } from "../model";
import { isCertain, type Pasted } from "./answers";
import * as clauses from "./clauses";
import { plain } from "./lines";
import { numbered, PLACES } from "./places";
import type { PasteItem } from "./shapes";

/** Whether words speak of papers by their place in a list. */
export const counts = (words: string): boolean =>
  words.toLowerCase().search(PLACES) >= 0 || numbered(clauses.bare(words)) !== null;

/** The line's paper, if it names one and says nothing of whose. */
function listed(text: Pasted, item: PasteItem): PaperFacts | undefined {
  const [first, ...more] = item.got.filter((a) => a.keys.length);
  const isSilent = first && !more.length && isCertain(first) && !first.side && !clauses.speaks(plain(item.raw));
  return isSilent && first.keys.length === 1 ? text.rows.find(({ key }) => key === first.keys[0]) : undefined;
}

/**
 * The papers among which a clause counts: those that the lines above list, in their order, or else the page's.
 * @param words of the clause
 */
export function among(text: Pasted, item: PasteItem, words: string): readonly PaperFacts[] {
  if (!counts(words) || /\b(?:pages?|profile)\b/i.test(words)) return text.rows;
  const above = text.items.slice(0, text.items.indexOf(item)).filter((one) => listed(text, one));
  if (above.length < 2) return text.rows;
  for (const one of above) text.counted.add(one);
  return above.flatMap((one) => listed(text, one) ?? []);
}

/** Once a text has counted its own papers, each is on the side that it says; what it leaves out is to choose. */
export function settle(text: Pasted): void {
  const answers = text.items.flatMap((item) => item.got).filter((a) => a.side);
  const only = answers.find((one) => one.only);
  for (const a of [...text.counted].flatMap((item) => item.got)) {
    const rule = answers.find((one) => one.kind === "rule" && a.keys.every((key) => one.keys.includes(key)));
    const side = rule?.side || answers.find((one) => one.rest)?.side || clauses.opposite(only?.side ?? "");
    if (side) a.side = side;
    else if (isCertain(a)) a.kind = "choose";
  }
  if (only && text.counted.size) only.only = false;
}
