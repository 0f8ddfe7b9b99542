/** The patch of a page, from its decisions. */

import type { Decision, Issue, PageData, Patch } from "../model";
import { build, file } from "../patch/build";
import * as parts from "../patch/parts";
import type { Part } from "../patch/parts";
import { outcome } from "../rules/outcome";
import { loadPeople } from "./load_people";

/** A patch with what its diff needs, or why there is none: conflicts that the page can settle, or words. */
export type Made = { patch: Patch; part: Part } | { conflicts: Issue[] } | { error: string };

/** The patch of a page, once what it needs is loaded; a file that is missing throws. */
export async function make(data: PageData, decisions: readonly Decision[], note: string): Promise<Made> {
  await loadPeople(data, decisions);
  const { conflicts } = outcome(data, decisions);
  if (conflicts.length) return { conflicts };
  const patch = await build(data, decisions, { created: new Date(), note });
  const made = file(patch);
  return "error" in made ? made : { patch, part: parts.of(data, patch) };
}
