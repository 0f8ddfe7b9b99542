/** From a choice to a decision: what it changes, what stands against it, and the sentence of what happened. */

import { batch } from "@preact/signals";

import type { Candidate, Decision, DecisionPerson, Issue, Outcome } from "../model";
import { outcome as outcomeWith } from "../rules/outcome";
import { pageLabel } from "../words/labels";
import { say } from "../words/say";
import { preferred } from "./candidates";
import { keyOf, paperOf } from "./keys";
import { loadPeople } from "./load_people";
import { outcomeOf } from "./outcome";
import type { ReviewState } from "./review_state";
import type { Choice } from "./store";

/** A choice, looked at before it is made. */
export interface Plan {
  choice: Choice;
  decisions: readonly Decision[];
  outcome: Outcome;
  /** What stands against it and not against what is decided already. */
  conflicts: Issue[];
  /** True if nothing would be any different. */
  idle: boolean;
}

/** What a decision keeps of a person. */
export const decided = ({ id, name, comment, orcid }: Candidate): DecisionPerson => ({ id, name, comment, orcid });

/** Keys of those papers that stand where the choice wants them, with the ID that it wants. */
function standing(state: ReviewState, { person, mentions }: Choice): Set<string> {
  const there = state.data.mentions.filter((m) =>
    person ? m.explicit && m.from === person.id : m.from.endsWith("/unverified"),
  );
  const keys = new Set(there.map(keyOf));
  return new Set(mentions.filter((key) => keys.has(key)));
}

/** What a choice would lead to; follows the decisions, and what is known of persons. */
export function plan(state: ReviewState, choice: Choice): Plan {
  const decisions = state.planned(choice);
  const outcome = outcomeWith(state.data, decisions);
  const known = new Set(outcomeOf(state).conflicts.map((issue) => JSON.stringify(issue)));
  const conflicts = outcome.conflicts.filter((issue) =>
    issue.mention === null ? !known.has(JSON.stringify(issue)) : choice.mentions.includes(issue.mention),
  );
  const there = standing(state, choice);
  const idle =
    choice.keep_matching === undefined &&
    !choice.edits?.length &&
    choice.mentions.every((key) => there.has(key) && !state.store.decisionOf(key));
  return { choice, decisions, outcome, conflicts, idle };
}

/** Makes a choice and says what happened; papers that already are where they should be get no decision. */
export function settle(state: ReviewState, { choice, decisions, outcome }: Plan, group: string): void {
  const there = standing(state, choice);
  const sentence = sentenceOf(state, choice, decisions, outcome, there);
  const mentions = choice.mentions.filter((key) => !there.has(key));
  if (mentions.length || choice.keep_matching !== undefined || choice.edits?.length) {
    const rest = choice.mentions.filter((key) => there.has(key) && state.store.decisionOf(key));
    state.assign({ ...choice, mentions: mentions.length ? [...mentions, ...rest] : choice.mentions }, sentence, group);
    return;
  }
  batch(() => {
    state.store.release(choice.mentions);
    state.selection.value = [];
    state.opened.value = null;
    state.tell({ text: sentence, group, decided: false });
  });
}

function sentenceOf(
  state: ReviewState,
  choice: Choice,
  decisions: readonly Decision[],
  outcome: Outcome,
  there: ReadonlySet<string>,
): string {
  const goes = new Map(outcome.moves.map(({ key, to }) => [key, to]));
  const origin = new Map(state.data.mentions.map((m) => [keyOf(m), m.from]));
  const groups = new Map<
    string,
    { word: "said_moved" | "said_confirmed" | "said_kept"; page: string; papers: Set<string> }
  >();
  for (const key of choice.mentions) {
    const page = goes.get(key) ?? origin.get(key) ?? state.data.page.id;
    const word = goes.has(key) ? "said_moved" : there.has(key) || !choice.person ? "said_kept" : "said_confirmed";
    const found = groups.get(`${word} ${page}`) ?? { word, page, papers: new Set<string>() };
    groups.set(`${word} ${page}`, found);
    found.papers.add(paperOf(key));
  }
  return [...groups.values()]
    .map(({ word, page, papers }) => say(word, { count: papers.size, person: pageLabel(state.data, decisions, page) }))
    .join("; ");
}

/**
 * Assigns a group with one click. Where something stands against it for these papers, nothing is decided: the panel
 * opens with the person chosen, and says what.
 */
export async function assignGroup(
  state: ReviewState,
  letter: string,
  keys: readonly string[],
  person: Candidate,
): Promise<void> {
  const choice: Choice = { kind: "existing", person: decided(person), mentions: [...keys] };
  let failed = false;
  try {
    await loadPeople(state.data, state.planned(choice));
  } catch {
    failed = true;
  }
  const planned = plan(state, choice);
  if (!failed && !planned.idle && !planned.conflicts.length) {
    settle(state, planned, letter);
    return;
  }
  state.select(keys);
  preferred.value = `existing:${person.id}`;
  state.opened.value = "assign";
}
