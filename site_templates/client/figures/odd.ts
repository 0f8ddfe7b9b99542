/** What is odd on a page as it is sorted now, the strongest evidence first. */

import type { Mention } from "../model";
import { keyOf, paperOf } from "../state/keys";
import { UNDECIDED, type Pile } from "../state/piles";
import type { Params, Word } from "../words/say";
import * as missing from "./missing";
import type { PairScores } from "./pair_scores";

export interface Odd {
  word: Word;
  params: Params;
  /** The papers in question. */
  keys: string[];
}

/** Log odds down to which a paper may be where it is, and papers of one person that can be gone through in no time. */
const [DOUBTFUL, MOST_PAPERS] = [-0.3, 120];

/** Keys of some papers by what they have, without those that have nothing. */
function sorted(keys: readonly string[], of: (key: string) => string | undefined): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const key of keys) {
    const value = of(key);
    if (value) found.set(value, [...(found.get(value) ?? []), key]);
  }
  return found;
}

/** @param settled papers that are decided: they are odd no more */
export function oddities(
  piles: readonly Pile[], mentions: readonly Mention[], fits: PairScores, settled: (key: string) => boolean,
): Odd[] {
  const orcid = new Map(mentions.map((m) => [keyOf(m), m.orcid]));
  const people = piles.filter((pile) => pile.letter !== UNDECIDED)
    .map(({ letter, keys }) => ({ letter, keys: keys.filter((key) => !settled(key)) }));
  const found: Odd[] = [];
  const homes = new Map<string, string>();
  for (const { letter, keys } of people) {
    const twice = [...sorted(keys, paperOf).values()].filter((some) => some.length > 1);
    if (twice.length) found.push({ word: "odd_twice", params: { letter, count: twice.length }, keys: twice.flat() });
    const orcids = [...sorted(keys, (key) => orcid.get(key))].sort((a, b) => a[1].length - b[1].length);
    if (orcids.length > 1) {
      const [fewest] = orcids;
      found.push({ word: "odd_orcids", params: { letter, count: orcids.length }, keys: fewest ? fewest[1] : [] });
    }
    for (const [one, some] of orcids) {
      const home = homes.get(one);
      if (home) found.push({ word: "odd_same_orcid", params: { letter, other: home }, keys: some });
      else homes.set(one, letter);
    }
  }
  for (const { letter, keys } of people) {
    if (keys.length > MOST_PAPERS) continue;
    const some = missing.odd(fits, keys).filter(({ fit }) => fit <= DOUBTFUL).map(({ key }) => key);
    if (some.length) found.push({ word: "odd_fit", params: { letter, count: some.length }, keys: some });
  }
  return found;
}
