/**
 * A page's patch is made after its decisions: what it has to know of persons is loaded first. What the making needs is
 * kept beside the decisions until then, so that "Your patch" can do it if the page is left.
 */

import * as load from "../lists/load";
import type { Decision, Issue, PageData, Patch } from "../model";
import { build, file } from "../patch/build";
import * as parts from "../patch/parts";
import type { Part } from "../patch/parts";
import { people } from "../people/people";
import { outcome } from "../rules/outcome";
import * as targets from "../rules/targets";
import type { PendingPage } from "./kept";
import { keyOf } from "./keys";

/** A patch with what its diff needs, or why there is none: conflicts that the page can settle, or words. */
export type Made = { patch: Patch; part: Part } | { conflicts: Issue[] } | { error: string };

/** Loads what the rules and the patch have to know of the persons of these decisions. */
export async function loadPeople(data: PageData, decisions: readonly Decision[]): Promise<void> {
  people.know(await load.verified());
  const ids = [...targets.of(data, decisions, people).targets.keys()];
  if (data.diff && ids.length) await load.people(ids);
}

/** The patch of a page, once what it needs is loaded; a file that is missing throws. */
export async function make(data: PageData, decisions: readonly Decision[], note: string): Promise<Made> {
  await loadPeople(data, decisions);
  const { conflicts } = outcome(data, decisions);
  if (conflicts.length) return { conflicts };
  const patch = await build(data, decisions, { created: new Date(), note });
  const made = file(patch);
  return "error" in made ? made : { patch, part: parts.of(data, patch) };
}

/** As JSON what `make` needs of a page's data: no scores, no lines of files, of undecided papers no element. */
export function pack(data: PageData, decisions: readonly Decision[]): string {
  const decided = new Set(decisions.flatMap((decision) => decision.mentions));
  const { format, generator, base, diff, page, forms, matching } = data;
  const pending: PendingPage = {
    format,
    generator,
    base,
    diff,
    page,
    mentions: data.mentions.map((one) => (decided.has(keyOf(one)) ? one : { ...one, slot: null })),
    candidates: data.candidates.map(({ id, name, comment, orcid }) => ({ id, name, comment, orcid })),
    forms,
    matching,
  };
  return JSON.stringify(pending);
}
