/** What the assignment panel offers for a selection: names, new authors of the patch, and who may be the same. */

import * as directory from "../lists/directory";
import type { Candidate, DecisionPerson, Form } from "../model";
import { isLeftOver } from "../people/ids";
import * as names from "../people/names";
import { people } from "../people/people";
import { pageLabel } from "../words/labels";
import { say } from "../words/say";
import { plan } from "./assigning";
import { newPersons } from "./basket_sources";
import { bestFor, cardsOf, personOf, type Card } from "./candidates";
import { keyOf, paperOf } from "./keys";
import { fromText } from "./other_side";
import { pastingOf } from "./pasting";
import type { ReviewState } from "./review_state";
import type { Choice } from "./store";

/** So many persons are asked about, out of so many of the same last name. */
const [SAME, NAMESAKES] = [2, 500];

/** Forms of the name, those on the selected papers first. */
export function formsOf({ data }: ReviewState, keys: readonly string[]): Form[] {
  const wanted = new Set(keys);
  const printed = data.mentions.filter((m) => wanted.has(keyOf(m))).map(({ name, slug }) => ({ ...name, slug }));
  const found = new Map<string, Form>();
  for (const form of [...printed, ...data.forms]) if (!found.has(names.full(form))) found.set(names.full(form), form);
  return [...found.values()];
}

/** New authors who are in the patch already, by ID; those of other pages can get papers of this one. */
export function newcomersOf({ store, storage, data }: ReviewState): Map<string, DecisionPerson> {
  const own = store.decisions.value.flatMap((one) => (one.kind === "new" && one.person ? [one.person] : []));
  const others = newPersons(storage, data.base.preview, data.page.id);
  return new Map([...others, ...own].map((person) => [person.id, person]));
}

/** Verified persons without ORCID who may be the new author, those whom the papers fit best first. */
export function sameAs(state: ReviewState, keys: readonly string[], name: string): Card[] {
  const isLike = ({ id, name: own, other = [], orcid, comment }: Candidate) =>
    !orcid &&
    id !== state.data.page.id &&
    !isLeftOver(comment) &&
    [own, ...other].some((one) => names.alike(one, name));
  const last = name.split(" ").at(-1) ?? name;
  const listed = directory.list.value?.find(last, NAMESAKES).map(({ id }) => id) ?? [];
  const ids = [...new Set([...state.data.candidates.map(({ id }) => id), ...listed])].filter((id) =>
    isLike(personOf(state, id)),
  );
  return cardsOf(state, keys, ids)
    .sort((a, b) => (b.fit ?? 0.3) - (a.fit ?? 0.3))
    .slice(0, SAME);
}

/**
 * The answer that a pasted text gives to whose its papers are, as the value of the radio button: whose ORCID it has, or
 * a new author if nobody is like the one whom it describes; what it disowns leaves a verified page. "" if it leaves that
 * open.
 */
export function answerOf(state: ReviewState): string {
  const { orcid, degree, target } = state.told.value;
  const keys = state.selection.value;
  const [form] = formsOf(state, keys);
  const pasted = new Set(fromText.value?.keys);
  const { notTheirs, isByAuthor } = pastingOf(state);
  const disowned = new Set(isByAuthor.value && !target ? notTheirs.value : []);
  if (keys.length && keys.every((key) => pasted.has(key) && disowned.has(key))) return "unverified";
  const tells = (orcid || degree) && form && keys.some((key) => pasted.has(key));
  if (!tells || !directory.list.value) return "";
  const named = target && people.known(target)?.id;
  const owner = orcid && people.byOrcid(orcid);
  // A page that the text names may be the author's or a namesake's.
  if (owner) return named && named !== owner ? "" : `existing:${owner}`;
  return named || bestFor(state, keys) || sameAs(state, keys, names.full(form)).length ? "" : "new";
}

/** Letter of the person of the page whose papers these are, "" if they are others, or only some. */
export const letterOf = (state: ReviewState, keys: readonly string[]): string =>
  state.piles.value.find((pile) => pile.keys.length === keys.length && pile.keys.every((key) => keys.includes(key)))
    ?.letter ?? "";

/** What is asked about name matching for a choice; "" if nothing depends on it. */
export function keepOption(state: ReviewState, choice: Choice): string {
  const { keep_matching: _, ...bare } = choice;
  if (choice.kind === "new") {
    // Whom the new page would pull, if the user says that they belong there too.
    const { pulled } = plan(state, { ...bare, keep_matching: true }).outcome;
    const count = new Set(pulled.filter((move) => move.to === choice.person?.id).map(({ key }) => paperOf(key))).size;
    return count ? say("keep_option", { count }) : "";
  }
  if (choice.kind !== "unverified") return "";
  // Papers that come straight back by name: only turning name matching off takes them away.
  const { decisions, conflicts } = plan(state, bare);
  const stuck = conflicts.find(({ code }) => code === "no_effect");
  return stuck
    ? say("matching_off_option", { person: pageLabel(state.data, decisions, String(stuck.params.person)) })
    : "";
}
