/** To whom papers may belong: verified persons as cards, the best first. */

import { computed, signal, type Signal } from "@preact/signals";

import * as load from "../lists/load";
import * as search from "../lists/search";
import type { Candidate, PaperFacts, PersonFacts } from "../model";
import { listing } from "../page/dom";
import { isLeftOver } from "../people/ids";
import { people } from "../people/people";
import { say } from "../words/say";
import { keyOf } from "./keys";
import { perPage } from "./per_page";
import { UNDECIDED } from "./piles";
import type { ReviewState, SuggestedGroup } from "./review_state";

/** A verified person with how well papers fit. */
export interface Card {
  person: Candidate;
  /** Chance, 0 to 1, that the papers are theirs; undefined if nothing speaks for or against it. */
  fit: number | undefined;
  /** Why, in words; "" if nothing is known. */
  reason: string;
  /** Co-authors of the papers and the person. */
  shared: readonly string[];
}

/** What of the chosen papers can be compared with a person. */
interface Traits {
  papers: number;
  /** Keys of the papers by co-author, folded. */
  coauthors: Map<string, Set<string>>;
  affiliations: Set<string>;
  years: number[];
}

/** A group's head names nobody who fits less. */
const GOOD = 0.6;
/** A person of whom nothing is known stands between those who fit and those who don't. */
const UNKNOWN = 0.3;
/** Years without a paper that speak against one person, as in `generator/grouping/suggest/group_evidence.py`. */
const LONG_GAP = 8;
/** Log odds by the number of shared co-authors, of the five that are known of a person. */
const SHARED = [0, 1.5, 2.5, 3.2, 3.8, 4.2];
const NO_EVIDENCE = -2;
const SAME_AFFILIATION = 1.5;
const OTHER_SCRIPT = / \([^()]*[^\x00-\u024f\u1e00-\u1eff][^()]*\)$/;

/**
 * The person whom the assignment panel shall have chosen when it opens, as the value of its radio button:
 * "existing:lei-li"; "" for none.
 */
export const preferred: Signal<string> = signal("");

/** What was loaded of persons of other pages; null: there is nothing. */
const loadedFacts: Signal<ReadonlyMap<string, PersonFacts | null>> = signal(new Map());
const asked = new Set<string>();

/** Loads what cards say of persons whom the page itself tells nothing about. */
export async function loadFacts(persons: readonly Candidate[]): Promise<void> {
  const wanted = persons.filter(({ id, facts }) => !facts?.papers && !asked.has(id)).map(({ id }) => id);
  if (!wanted.length) return;
  wanted.forEach((id) => asked.add(id));
  const found = await Promise.all(
    wanted.map(async (id): Promise<[string, PersonFacts | null]> => {
      try {
        return [id, (await load.facts(id)) ?? null];
      } catch {
        // A card says less; whether the site is whole is told where it matters.
        return [id, null];
      }
    }),
  );
  loadedFacts.value = new Map([...loadedFacts.value, ...found]);
}

/** A verified person by ID, with all that is known so far. */
export function personOf(state: ReviewState, id: string): Candidate {
  const here = state.data.candidates.find((one) => one.id === id);
  const known = people.known(id);
  const facts = here?.facts ?? loadedFacts.value.get(id) ?? undefined;
  return {
    id,
    name: here?.name || known?.name || id,
    comment: here?.comment || known?.comment || "",
    orcid: here?.orcid || known?.orcid || "",
    other: here?.other ?? known?.other ?? [],
    facts: facts ?? (known?.institutions?.length ? bare(known.institutions) : undefined),
  };
}

/** A person without an author page. */
const bare = (institutions: string[]): PersonFacts => ({
  papers: 0,
  per_year: [],
  first: 0,
  venues: [],
  coauthors: [],
  institutions,
});

const folded = new Map<string, string>();

function fold(text: string): string {
  let found = folded.get(text);
  if (found === undefined) folded.set(text, (found = search.fold(text.replace(OTHER_SCRIPT, "")).trim()));
  return found;
}

function traits(papers: readonly PaperFacts[]): Traits {
  const found: Traits = { papers: papers.length, coauthors: new Map(), affiliations: new Set(), years: [] };
  for (const paper of papers) {
    for (const name of paper.coauthors) {
      const keys = found.coauthors.get(fold(name)) ?? new Set();
      found.coauthors.set(fold(name), keys.add(paper.key));
    }
    if (paper.affiliation) found.affiliations.add(fold(paper.affiliation));
    if (paper.year !== null) found.years.push(paper.year);
  }
  return found;
}

/** "Carnegie Mellon University" is also in "LTI, Carnegie Mellon University"; two letters are in too much. */
const sameInstitution = (a: string, b: string): boolean =>
  a === b || (Math.min(a.length, b.length) > 5 && (a.includes(b) || b.includes(a)));

/** Years between papers and a person's papers, 0 if they overlap or aren't known. */
function gapOf({ years }: Traits, { first, per_year }: PersonFacts): number {
  if (!years.length || !first || !per_year.length) return 0;
  return Math.max(0, Math.min(...years) - (first + per_year.length - 1), first - Math.max(...years));
}

/** What a person's facts say of papers: the chance, and why. */
function compare(chosen: Traits, facts: PersonFacts): Omit<Card, "person"> {
  const shared = facts.coauthors.filter((name) => chosen.coauthors.has(fold(name)));
  const tied = new Set(shared.flatMap((name) => [...(chosen.coauthors.get(fold(name)) ?? [])])).size;
  const same = facts.institutions.some((one) =>
    [...chosen.affiliations].some((other) => sameInstitution(fold(one), other)),
  );
  const apart = gapOf(chosen, facts) >= LONG_GAP;
  if (!facts.coauthors.length && !same) return { fit: undefined, reason: "", shared };
  // Who shares somebody with one paper of many says less of the others.
  const part = 0.4 + 0.6 * Math.min(1, (2 * tied) / Math.max(1, chosen.papers));
  const odds = NO_EVIDENCE + (SHARED[shared.length] ?? 0) * part + (same ? SAME_AFFILIATION : 0) - (apart ? 1.5 : 0);
  const words = [
    shared.length > 0 && say("card_shares", { names: listing(shared, shared.length === 2 ? 2 : 1) }),
    same && say("card_affiliation"),
    apart && say("card_years_not"),
    !shared.length && !same && say("card_nothing"),
  ];
  return { fit: chance(odds), reason: words.filter(Boolean).join("; "), shared };
}

const chance = (odds: number): number => 1 / (1 + Math.exp(-odds));

/** Keys of papers of this page that are a person's: the slot has the ID, or the user has decided so. */
function papersHere(state: ReviewState, id: string, keys: ReadonlySet<string>): string[] {
  const made = state.store.decisions.value
    .filter((one) => one.kind === "existing" && one.person?.id === id)
    .flatMap((one) => one.mentions);
  const own = id === state.data.page.id ? state.data.mentions.filter((m) => m.explicit).map(keyOf) : [];
  return [...new Set([...made, ...own])].filter((key) => !keys.has(key));
}

/** How a person fits papers. */
function cardOf(state: ReviewState, person: Candidate, keys: ReadonlySet<string>, chosen: Traits): Card {
  const told = person.facts ? compare(chosen, person.facts) : { fit: undefined, reason: "", shared: [] };
  const theirs = papersHere(state, person.id, keys);
  if (!theirs.length) return { person, ...told };
  const fits = state
    .fits()
    .missing(theirs)
    .filter((one) => keys.has(one.key))
    .map((one) => one.fit);
  if (!fits.length) return { person, ...told };
  const fit = chance(fits.reduce((sum, one) => sum + one, 0) / fits.length);
  const like = fit >= 0.5 && !told.shared.length ? say("card_like") : "";
  const reason = told.shared.length || told.reason !== say("card_nothing") ? told.reason : "";
  return { person, fit, reason: [reason, like].filter(Boolean).join("; "), shared: told.shared };
}

/** The suggested group to which most of these papers belong, if they are most of it or at least all in it. */
function groupOf(state: ReviewState, keys: ReadonlySet<string>): SuggestedGroup | undefined {
  return state.groups.find((group) => 2 * group.keys.filter((key) => keys.has(key)).length > keys.size);
}

/** The cards of these persons, in their order; nothing is judged for who judges first. */
export function cardsOf(state: ReviewState, keys: readonly string[], ids: readonly string[]): Card[] {
  const persons = ids.map((id) => personOf(state, id));
  if (state.blind.value) return persons.map((person) => ({ person, fit: undefined, reason: "", shared: [] }));
  const wanted = new Set(keys);
  const chosen = traits(state.facts().filter((one) => wanted.has(one.key)));
  const suggested = suggestedFor(state, wanted);
  return persons.map((person) => {
    const card = cardOf(state, person, wanted, chosen);
    // Grouping has seen more of the person than the facts tell.
    const isGrouped = suggested.includes(person.id) && !card.shared.length && (card.fit ?? 0) < 0.5;
    return isGrouped ? { ...card, fit: undefined, reason: say("card_like") } : card;
  });
}

/** Whom grouping suggests for these papers, best first. */
const suggestedFor = (state: ReviewState, keys: ReadonlySet<string>): readonly string[] =>
  state.blind.value ? [] : (groupOf(state, keys)?.suggested ?? []).filter(Boolean);

/** Verified persons to whom these papers may belong, best first: whom a pasted text names, then the group's own. */
export function candidatesFor(state: ReviewState, keys: readonly string[]): Card[] {
  const { orcid, target } = state.told.value;
  const told: string[] = [orcid && people.byOrcid(orcid), target && people.known(target)?.id].flatMap((id) => id || []);
  const suggested = suggestedFor(state, new Set(keys));
  const ids = [...new Set([...told, ...suggested, ...state.data.candidates.map((one) => one.id)])];
  const cards = cardsOf(state, keys, ids);
  if (state.blind.value) return cards;
  const stands = isThere(state, keys);
  const worth = ({ person, fit }: Card) => {
    // A left-over page is nobody's, and who has these papers already is no answer to whose they are.
    if (isLeftOver(person.comment) || (person.id === state.data.page.id && stands)) return -1;
    if (told.includes(person.id)) return 3;
    return suggested.includes(person.id) ? 2 - suggested.indexOf(person.id) / 100 : (fit ?? UNKNOWN);
  };
  return cards
    .map((card) => ({ card, worth: worth(card) }))
    .sort((a, b) => b.worth - a.worth)
    .map(({ card }) => card);
}

/** Whether all these papers carry the ID of this page's author. */
function isThere(state: ReviewState, keys: readonly string[]): boolean {
  const wanted = new Set(keys);
  return state.data.mentions.filter((m) => wanted.has(keyOf(m))).every((m) => m.explicit);
}

/** Whom each group's head offers, by letter; made once for all who ask. */
const offersOf = perPage((state) => computed(() => new Map(state.blind.value ? [] : state.piles.value
  .filter((pile) => pile.letter !== UNDECIDED)
  .map((pile) => [pile.letter, bestFor(state, pile.keys)]))));

/** Whom the head of a group offers: a person who fits well; null if there is nobody, or suggestions are not shown. */
export const bestCandidate = (state: ReviewState, letter: string): Card | null => offersOf(state).value.get(letter) ?? null;

/** Who may well have written these papers and has not got them yet; null if there is nobody. */
export function bestFor(state: ReviewState, keys: readonly string[]): Card | null {
  if (!keys.length) return null;
  const suggested = suggestedFor(state, new Set(keys));
  // The papers are where they should be: another one would be a wrong offer.
  if (suggested[0] === state.data.page.id && isThere(state, keys)) return null;
  const [best] = candidatesFor(state, keys);
  if (!best || isLeftOver(best.person.comment)) return null;
  if (best.person.id === state.data.page.id && isThere(state, keys)) return null;
  return suggested.includes(best.person.id) || (best.fit ?? 0) >= GOOD ? best : null;
}
