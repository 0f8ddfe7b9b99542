/** Which papers the page puts together: the suggested persons, changed by where the user has put single papers. */

import type { Places } from "./store";

export interface Pile {
  letter: string;
  keys: string[];
  /** Not as suggested any more. */
  touched: boolean;
}

/** The place of papers that are nobody's yet. */
export const UNDECIDED = "?";

/**
 * @param suggested letter and keys of each person, as on the page
 * @param blind leave the suggestions out: what the user has not put anywhere is undecided
 * @returns in the order of the suggestion, then those that the user has made, then the undecided; none is empty
 */
export function of(
  suggested: readonly (readonly [string, readonly string[]])[], places: Places, blind: boolean,
): Pile[] {
  const piles = new Map<string, string[]>(suggested.map(([letter]) => [letter, []]));
  for (const letter of Object.values(places)) if (letter !== UNDECIDED && !piles.has(letter)) piles.set(letter, []);
  piles.set(UNDECIDED, []);
  for (const [letter, keys] of suggested) {
    for (const key of keys) piles.get(places[key] ?? (blind ? UNDECIDED : letter))?.push(key);
  }
  const before = new Map(suggested.map(([letter, keys]) => [letter, keys.join()]));
  return [...piles].filter(([, keys]) => keys.length)
    .map(([letter, keys]) => ({ letter, keys, touched: before.get(letter) !== keys.join() }));
}

/** The place of a letter: 0 for A, 25 for Z, 26 for AA … */
export const index = (letter: string): number =>
  [...letter].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0) - 1;

/** The letter after those in use. */
export function next(used: Iterable<string>): string {
  let rest = Math.max(-1, ...[...used].filter((letter) => letter !== UNDECIDED).map(index)) + 2;
  let name = "";
  for (; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}
