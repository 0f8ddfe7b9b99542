/** Which of a new author's names the author page goes by, where several pages or papers give several. */

import { fold } from "../lists/search";
import type { Patch, PersonName } from "../model";
import * as names from "../people/names";

/** A new author with more than one name. */
export interface NameChoice {
  /** ID of the author. */
  id: string;
  /** The one that stands if nobody chooses comes first. */
  names: PersonName[];
}

/** Chosen full names by person ID. */
export type ChosenNames = Readonly<Record<string, string>>;

const wordsOf = (text: string): string[] => fold(text).split(/[\s.-]+/).filter(Boolean);

/** How complete a name is, most telling first: words spelled out, words in all, not all in capitals, marked letters. */
function fullness(name: PersonName): number[] {
  const text = names.full(name);
  const words = wordsOf(text);
  const spelled = words.filter((word) => word.length > 1).length;
  const shouts = text === text.toUpperCase() && text !== text.toLowerCase();
  return [spelled, words.length, Number(!shouts), (text.match(/[^\x00-\x7f]/g) ?? []).length];
}

function fuller(a: PersonName, b: PersonName): boolean {
  const [one, other] = [fullness(a), fullness(b)];
  const at = one.findIndex((value, i) => value !== other[i]);
  return at >= 0 && one[at] > other[at];
}

/** The most complete one, of equal ones that on the most papers, then the first. */
const fullest = (all: readonly PersonName[], papers: (name: PersonName) => number): PersonName =>
  all.reduce((best, name) => {
    if (fuller(name, best)) return name;
    return !fuller(best, name) && papers(name) > papers(best) ? name : best;
  });

/** True if a name has the words of another one, some of them longer or more of them: "J. Li" is "Jin Wei Li". */
function completes(long: PersonName, short: PersonName): boolean {
  if (fold(long.last) !== fold(short.last)) return false;
  const words = wordsOf(long.first ?? "");
  let at = 0;
  for (const word of wordsOf(short.first ?? "")) {
    const found = words.findIndex((one, i) => i >= at && one.startsWith(word));
    if (found < 0) return false;
    at = found + 1;
  }
  return !fuller(short, long) && names.full(long).length > names.full(short).length;
}

/**
 * New authors with several names in a patch that was joined of others. Where all sources have the same name first, that
 * one stands unless another spells it out; else the most complete of those that stand first.
 */
export function choices(joined: Patch, sources: readonly Patch[]): NameChoice[] {
  return joined.persons.flatMap(({ id, action, names: all }) => {
    if (action !== "create" || !all || all.length < 2) return [];
    const firsts = sources.flatMap((patch) => patch.persons.find((one) => one.id === id)?.names?.[0] ?? []);
    const papers = (name: PersonName) =>
      joined.assignments.filter((one) => one.to === id && names.same(one.name, name)).length;
    const base = fullest(firsts.length ? firsts : all, papers);
    const best = fullest([base, ...all.filter((name) => completes(name, base))], papers);
    return [{ id, names: [best, ...all.filter((name) => !names.same(name, best))] }];
  });
}

/** The patch with the chosen names first. A choice that isn't among the names is none. */
export function apply(joined: Patch, all: readonly NameChoice[], chosen: ChosenNames): Patch {
  const persons = joined.persons.map((person) => {
    const choice = all.find((one) => one.id === person.id);
    if (!choice) return person;
    const first = chosenOf(choice, chosen);
    return { ...person, names: [first, ...choice.names.filter((name) => !names.same(name, first))] };
  });
  return { ...joined, persons };
}

/** The name that stands for a person. */
export const chosenOf = ({ id, names: all }: NameChoice, chosen: ChosenNames): PersonName =>
  all.find((name) => Object.hasOwn(chosen, id) && names.full(name) === chosen[id]) ?? all[0];

const PLACE = "anthology-review-names";

/** What was chosen in this tab; texts by ID, nothing else. */
export function readChosen(tab: Storage | null): ChosenNames {
  try {
    const value: unknown = JSON.parse(tab?.getItem(PLACE) ?? "{}");
    if (typeof value !== "object" || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    return {};
  }
}

export function keepChosen(tab: Storage | null, chosen: ChosenNames): void {
  try {
    tab?.setItem(PLACE, JSON.stringify(chosen));
  } catch {
    // Full: it holds while the page is open.
  }
}
