/**
 * What two papers or two persons of a page have in common and what not, and which words of an abstract point where.
 */

import { letters } from "../../tables/venues.json";
import type { PaperFacts } from "../model";
import type { Pile } from "../state/piles";
import { fold, STOP } from "../wording/fold";

export interface Contrast {
  what: "coauthors" | "affiliation" | "venue" | "words";
  left: string[];
  right: string[];
  both: string[];
}

const SHORTEST = 4;
/** Venues of the old IDs, by their letter. */
const OLD = new Map(Object.entries(letters));

/** Short name of a paper's venue, from its ID. */
const venue = (paper: string): string =>
  OLD.get(paper[0]) ?? (/^\d{4}\.([a-z0-9_]+)-/.exec(paper)?.[1] ?? "").toUpperCase();

/** Distinctive enough words of a title. */
const words = (title: string): string[] =>
  [...new Set(fold(title).split(" "))].filter((word) => word.length >= SHORTEST && !STOP.has(word));

const KINDS: [Contrast["what"], (one: PaperFacts) => string[]][] = [
  ["coauthors", (one) => one.coauthors],
  ["affiliation", (one) => [one.affiliation]],
  ["venue", (one) => [venue(one.paper)]],
  ["words", (one) => words(one.title)],
];

/** Values of some papers, the most frequent first. */
function ranked(papers: readonly PaperFacts[], valuesOf: (one: PaperFacts) => string[]): string[] {
  const counts = new Map<string, number>();
  for (const one of papers) {
    for (const value of new Set(valuesOf(one))) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
}

/** Rows with something to say. */
export function of(left: readonly PaperFacts[], right: readonly PaperFacts[]): Contrast[] {
  return KINDS.map(([what, value]) => {
    const [a, b] = [ranked(left, value), ranked(right, value)];
    const [inA, inB] = [new Set(a), new Set(b)];
    return {
      what,
      left: a.filter((one) => !inB.has(one)),
      right: b.filter((one) => !inA.has(one)),
      both: a.filter((one) => inB.has(one)),
    };
  }).filter((row) => row.left.length + row.right.length + row.both.length);
}

/**
 * Words of titles that point to the person a paper is with, or to others of the page.
 * @param key of the paper
 */
export function pointer(
  key: string,
  piles: readonly Pile[],
  facts: readonly PaperFacts[],
): (word: string) => "own" | "other" | "" {
  const own = new Set(piles.find((pile) => pile.keys.includes(key))?.keys);
  const counts = new Map<string, [number, number]>();
  let [mine, theirs] = [0, 0];
  for (const one of facts) {
    if (one.key === key) continue;
    const at = own.has(one.key) ? 0 : 1;
    if (at) theirs++;
    else mine++;
    for (const word of words(one.title)) {
      const pair = counts.get(word) ?? [0, 0];
      pair[at]++;
      counts.set(word, pair);
    }
  }
  return (word) => {
    const [a, b] = counts.get(fold(word)) ?? [0, 0];
    // As shares of the titles, so that a large person does not own every word.
    const [shareA, shareB] = [a / Math.max(mine, 1), b / Math.max(theirs, 1)];
    if (a && shareA >= 2 * shareB) return "own";
    return b > 1 && shareB >= 2 * shareA ? "other" : "";
  };
}
