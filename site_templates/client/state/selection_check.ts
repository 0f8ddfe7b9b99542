/** What a selection lacks, what is odd in it and what it cuts, from the state of the page. */

import { signal, type Signal } from "@preact/signals";

import * as missing from "../figures/missing";
import type { Fit } from "../figures/pair_scores";
import { textSides } from "./other_side";
import { UNDECIDED } from "./piles";
import type { ReviewState } from "./review_state";

/** Suggestions that the user has left, until the page is left. */
export const leftByUser: Signal<ReadonlySet<string>> = signal(new Set<string>());

/** Never to be named as missing: decided, or placed by the pasted text. */
const settled = (state: ReviewState) => (key: string): boolean =>
  state.store.decisionOf(key) !== null || state.disowned.value.has(key) || textSides.value.has(key);

/** The page's people as they are now; what is nobody's yet stays with its suggestion. */
function groupsOf(state: ReviewState): missing.Group[] {
  const suggested = new Map(state.groups.flatMap(({ letter, keys }) => keys.map((key) => [key, letter] as const)));
  const groups = new Map<string, string[]>();
  for (const { letter, keys } of state.piles.value) {
    for (const key of keys) {
      const name = letter === UNDECIDED ? `${UNDECIDED}${suggested.get(key) ?? ""}` : letter;
      const group = groups.get(name);
      if (group) group.push(key);
      else groups.set(name, [key]);
    }
  }
  return [...groups].map(([letter, keys]) => ({ letter, keys }));
}

/** Papers that a selection lacks, by group; the letter of what is nobody's yet is that of the undecided. */
export function lackingIn(state: ReviewState, keys: readonly string[]): missing.Lack[] {
  const skip = settled(state);
  const found = missing.lacking(
    state.fits(), state.facts(), groupsOf(state), keys, (key) => skip(key) || leftByUser.value.has(key),
  );
  return found.map((lack) => (lack.letter.startsWith(UNDECIDED) ? { ...lack, letter: UNDECIDED } : lack));
}

/** How a selection cuts the people of the page; what is nobody's yet can't be cut. */
export const cutsOf = (state: ReviewState, keys: readonly string[]): missing.Cut[] =>
  missing.cuts(state.piles.value.filter(({ letter }) => letter !== UNDECIDED), keys, settled(state));

/** Papers that more probably are another's. */
export const oddIn = (state: ReviewState, keys: readonly string[]): Fit[] => missing.odd(state.fits(), keys);
