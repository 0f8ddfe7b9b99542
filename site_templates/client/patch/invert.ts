/**
 * The patch that takes another one back, as `anthology-review invert` makes it without data: a slot moved away from a
 * verified person gets that person's explicit ID; printed names that applying added to existing persons stay.
 */

import type { Assignment, Patch } from "../model";
import * as names from "../people/names";
import { say } from "../words/say";
import type { Parsed } from "./document";
import { LONGEST } from "./text_rules";

/** The inverse of a patch, or words that say why there is none. */
export function of(patch: Patch): Parsed {
  const changed = patch.persons.find((person) => person.action !== "create");
  if (changed) return { error: say("invert_needs_data", { id: changed.id }) };
  const assignments: Assignment[] = [];
  for (const { paper, role, position, name, from, to } of [...patch.assignments].reverse()) {
    const slug = to === null ? names.slug(names.full(name)) : "";
    if (slug === null) return { error: say("invert_name", { name: names.full(name) }) };
    assignments.push({
      paper, role, position, name,
      from: to ?? `${slug}/unverified`,
      to: from.endsWith("/unverified") ? null : from,
    });
  }
  // A note may be as long as a note can be.
  const note = patch.note
    ? [...say("invert_note", { note: patch.note })].slice(0, LONGEST.note).join("")
    : say("invert_note_none");
  const { decided: _, ...rest } = patch;
  return {
    patch: {
      ...rest,
      base: { ...patch.base, data_digest: null },
      persons: patch.persons.map(({ id }) => ({ id, action: "delete" })),
      assignments,
      undecided: [],
      note,
    },
  };
}
