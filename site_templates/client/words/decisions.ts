/**
 * Decisions, and what they lead to, in words. Each sentence is made from the outcome, never from the intention, so that
 * it says what the patch will do.
 */

import { isIdle } from "../patch/build";
import type { Decision, DecisionPerson, Issue, Mention, Outcome, PageData } from "../model";
import * as names from "../people/names";
import { people } from "../people/people";
import { isOff } from "../rules/targets";
import { listing } from "../page/dom";
import { countPapers, keyOf } from "../state/keys";
import { pageLabel, personLabel } from "./labels";
import { say, tell, type Word } from "./say";

/** Warnings that say that something else changes, or that nobody knows. */
const ELSE: readonly Word[] = [
  "pulled", "pushed", "pushed_off", "name_added", "name_differs", "name_swapped", "matching_on", "matching_off",
  "matching_off_new", "matching_off_unknown", "matching_unknown", "emptied", "vanishes",
];

/**
 * What an entry's decision changes.
 * @param data given: what the entry says already is left out
 */
function changes(person: DecisionPerson, data?: PageData): string {
  const { id, names: all, orcid, degree, comment, disable_name_matching: off } = person;
  const record = data && people.get(id);
  const parts: string[] = [];
  if (all?.[0]?.last && !(record && names.same(record.names[0], all[0]))) {
    parts.push(say("edit_name", { name: names.full(all[0]) }));
  }
  const added = data && record ? (all ?? []).filter((one) => !record.names.some((own) => names.same(own, one))) : [];
  if (added.length) parts.push(say("edit_names", { names: listing(added.map(names.full)) }));
  if (orcid !== undefined && !(record && (record.orcid ?? "") === orcid)) {
    parts.push(orcid ? say("edit_orcid", { orcid }) : say("edit_no_orcid"));
  }
  if (degree !== undefined && !(record && (record.degree ?? "") === degree)) {
    parts.push(degree ? say("edit_degree", { degree }) : say("edit_no_degree"));
  }
  if (comment && comment !== record?.comment) parts.push(say("edit_comment", { comment }));
  if (off !== undefined && !(data && isOff(data, id, people) === off)) {
    parts.push(say(off ? "edit_matching_off" : "edit_matching_on"));
  }
  return parts.join(", ");
}

/** A decision as a line of a list. */
export function decisionTitle(decision: Decision): string {
  const { kind, person } = decision;
  const count = countPapers(decision.mentions);
  if (!person) return say("to_unverified", { count });
  const label = personLabel(decision);
  if (kind === "entry") return say("to_entry", { person: label, changes: changes(person) });
  if (kind === "merge" || kind === "rename") return say(kind === "merge" ? "to_merge" : "to_rename", { count, person: label });
  return say(kind === "new" ? "to_new" : "to_person", { count, person: label });
}

/**
 * What the patch does to a slot, or that it does nothing.
 * @param target the person decided, null if the ID is to be taken away
 * @param to page of the slot after the patch
 */
function deed(mention: Mention, target: string | null, to: string): Word {
  const stays = to === mention.from;
  if (stays && isIdle(mention, target)) return "needs_nothing";
  if (target === null) return mention.explicit ? "will_unlink" : "will_go";
  return stays ? "will_confirm" : "will_move";
}

/** True if the patch of these decisions would change nothing. */
export function isEmpty(data: PageData, decisions: readonly Decision[], outcome: Outcome): boolean {
  const byKey = new Map(data.mentions.map((m) => [keyOf(m), m]));
  if (outcome.persons.some((person) => person.action !== "none")) return false;
  return !decisions.some((decision) => decision.mentions.some((key) => {
    const mention = byKey.get(key);
    return mention && !isIdle(mention, decision.person?.id ?? null);
  }));
}

/**
 * What the decisions lead to. What a conflict stands against is left out: the conflict speaks of it.
 * @param about keys of the papers to speak of; left out: all that are decided
 */
export function consequences(
  data: PageData, decisions: readonly Decision[], outcome: Outcome, about?: readonly string[],
): string[] {
  const byKey = new Map(data.mentions.map((m) => [keyOf(m), m]));
  const goes = new Map(outcome.moves.map(({ key, to }) => [key, to]));
  const blocked = new Set(outcome.conflicts.flatMap(({ mention }) => mention ?? []));
  const label = (id: string) => pageLabel(data, decisions, id);
  const sentences: string[] = [];
  const edits: string[] = [];
  let hasEffect = false;
  /** Papers of which a sentence says that they stay. */
  const kept = new Set<string>();

  const concerns = ({ mentions }: Decision) => !about || mentions.some((key) => about.includes(key));
  const spoken = decisions.filter((one) => one.kind !== "entry" && concerns(one));
  const persons = new Set(spoken.map((one) => one.person?.id));
  for (const { kind, person } of decisions) {
    if (kind !== "entry" || !person || (about && !persons.has(person.id))) continue;
    const what = changes(person, data);
    hasEffect ||= what !== "";
    edits.push(say(what ? "will_edit" : "edit_nothing", { person: label(person.id), changes: what }));
  }
  for (const decision of spoken) {
    /** Keys by what happens to them and the page where they stand then. */
    const groups = new Map<string, { word: Word; page: string; keys: string[] }>();
    for (const key of decision.mentions) {
      const mention = byKey.get(key);
      if (!mention || blocked.has(key) || (about && !about.includes(key))) continue;
      const page = goes.get(key) ?? mention.from;
      const word = deed(mention, decision.person?.id ?? null, page);
      const group = groups.get(`${word} ${page}`) ?? { word, page, keys: [] };
      groups.set(`${word} ${page}`, group);
      group.keys.push(key);
      if (page === mention.from) kept.add(key);
    }
    for (const { word, page, keys } of groups.values()) {
      hasEffect ||= word !== "needs_nothing";
      sentences.push(say(word, { count: countPapers(keys), person: label(page), page: label(page) }));
    }
  }
  if (outcome.merging && !outcome.conflicts.length) {
    const { gone, stays, isRename, edit } = outcome.merging;
    const what = isRename ? "" : changes(edit, data);
    sentences.push(say(isRename ? "will_rename" : "will_merge", { gone, stays, person: label(stays) }));
    if (what) sentences.push(say("will_edit", { person: label(stays), changes: what }));
  }
  sentences.push(...edits);
  if (!sentences.length) return [];

  const leaves = outcome.moves.length || [...outcome.pulled, ...outcome.pushed].some((move) => move.here);
  const rest = countPapers(outcome.stays.filter((key) => !kept.has(key) && !blocked.has(key)));
  if (leaves && rest) sentences.push(say(kept.size ? "stay_too" : "stay", { count: rest }));
  else if (leaves && !outcome.stays.length) sentences.push(say("none_stays"));
  if (hasEffect && !outcome.conflicts.length && !outcome.warnings.some(({ code }) => ELSE.includes(code))) {
    sentences.push(say("nothing_else"));
  }
  return sentences;
}

/** An issue's words, with persons named. */
export function tellNamed(data: PageData, decisions: readonly Decision[], { code, params }: Issue): string {
  const named = { ...params };
  for (const key of ["person", "page"]) {
    const id = named[key];
    if (typeof id === "string") named[key] = pageLabel(data, decisions, id);
  }
  return tell({ code, params: named });
}
