/**
 * Several patches into one, as `anthology-review join` does. A decision that two patches share is the strongest
 * confirmation there is; one on which they differ blocks the joined patch.
 */

import type { Assignment, Patch, PersonChange, SlotRef } from "../model";
import * as names from "../people/names";
import * as decided from "./decided";
import { type Contradiction, joinPersons } from "./join_persons";

export type { Contradiction, Way } from "./join_persons";

export interface Joined {
  /** Null if the patches contradict each other. */
  patch: Patch | null;
  /** Number of slots about which two or more decide alike. */
  confirmed: number;
  contradictions: Contradiction[];
}

interface JoinedSlot {
  entry: Assignment & { confirmed?: boolean };
  /** Index of the patch whose target the entry has. */
  by: number;
  /** Index of the last patch that has the slot. */
  last: number;
}

const slotKey = ({ paper, role, position }: SlotRef): string => `${paper}#${role}#${position}`;

/** The value on which all agree, else null. */
const common = (values: readonly (string | null)[]): string | null =>
  values.every((value) => value === values[0]) ? values[0] : null;

const coverage = (patch: Patch): string => [...new Set(patch.assignments.map(slotKey))].sort().join("\n");

/** About what two entries of a slot differ. */
function difference(mine: Assignment, other: Assignment): "name" | "from" | "to" | null {
  if (!names.same(mine.name, other.name)) return "name";
  if (mine.from !== other.from) return "from";
  return mine.to !== null && other.to !== null && mine.to !== other.to ? "to" : null;
}

/** Joins one or more patches. */
export function all(patches: readonly Patch[]): Joined {
  const contradictions: Contradiction[] = [];
  const confirmed = new Set<string>();
  const slots = new Map<string, JoinedSlot>();
  patches.forEach((patch, index) => {
    for (const other of patch.assignments) {
      const key = slotKey(other);
      const mine = slots.get(key);
      if (!mine) {
        slots.set(key, { entry: other, by: index, last: index });
        continue;
      }
      const about = difference(mine.entry, other);
      if (about) {
        const says = (one: Assignment) => (about === "name" ? names.full(one.name) : one[about]);
        const { paper, role, position } = other;
        contradictions.push({
          about, paper, role, position,
          ways: [{ patch: mine.by, says: says(mine.entry) }, { patch: index, says: says(other) }],
        });
        continue;
      }
      // Saying it twice in one patch confirms nothing.
      const agreed = mine.last !== index;
      if (agreed) confirmed.add(key);
      const entry = { ...mine.entry, to: mine.entry.to ?? other.to, ...(agreed ? { confirmed: true } : {}) };
      slots.set(key, { entry, by: mine.entry.to === null && other.to !== null ? index : mine.by, last: index });
    }
  });
  const persons = joinPersons(patches, contradictions);
  const possible = patches.length > 0 && contradictions.length === 0;
  return { patch: possible ? joined(patches, persons, slots) : null, confirmed: confirmed.size, contradictions };
}

function joined(patches: readonly Patch[], persons: PersonChange[], slots: Map<string, JoinedSlot>): Patch {
  const undecided = new Map(patches.flatMap((patch) => patch.undecided).map((slot) => [slotKey(slot), slot]));
  const created = patches.map((patch) => patch.created).filter(Boolean).sort().at(-1);
  const { format, version, generator } = patches[0];
  const base = {
    preview: common(patches.map((patch) => patch.base.preview)),
    data_commit: common(patches.map((patch) => patch.base.data_commit)),
    // A digest covers exactly the touched slots, so it holds on only for the same ones.
    data_digest: common(patches.map(coverage)) === null ? null : common(patches.map((patch) => patch.base.data_digest)),
  };
  // A patch from a file may lack "created" and "generator"; none is made up.
  return {
    format,
    version,
    ...(created ? { created } : {}),
    ...(generator ? { generator } : {}),
    base,
    persons,
    assignments: [...slots.values()].map(({ entry }) => entry),
    ...decided.joined(patches),
    undecided: [...undecided].filter(([key]) => !slots.has(key)).map(([, slot]) => slot),
    note: [...new Set(patches.map((patch) => patch.note).filter(Boolean))].join("\n\n"),
  } as Patch;
}
