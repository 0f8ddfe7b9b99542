/** The entries of persons of several patches into one list. */

import type { Patch, PersonChange, PersonName, Role } from "../model";
import * as names from "../people/names";
import { isRecord } from "./shape";

/** What one of two patches says. */
export interface Way {
  /** Index of the patch. */
  patch: number;
  /** The target, page, name or value. */
  says: string | null;
}

/** Two patches differ about a slot, or about a person. */
export interface Contradiction {
  about: "to" | "from" | "name" | "action" | "orcid" | "value";
  /** Of a slot. */
  paper?: string;
  role?: Role;
  position?: number;
  /** ID. */
  person?: string;
  /** Key of the person's entry for "value", the ORCID for "orcid". */
  key?: string;
  ways: [Way, Way];
}

/** Read by key: a patch from a file may also have "similar", which no page writes. */
type Change = PersonChange & Record<string, unknown>;

interface JoinedPerson {
  entry: Change;
  /** Index of the patch that gave a key. */
  by: Record<string, number>;
}

const isName = (value: unknown): value is PersonName => isRecord(value) && typeof value.last === "string";

const shown = (value: unknown): string =>
  Array.isArray(value) ? value.map((one) => (isName(one) ? names.full(one) : String(one))).join(", ") : String(value);

/** Lists of names and of IDs have an order. */
function equal(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, i) => equal(one, b[i]));
  return isName(a) ? isName(b) && names.same(a, b) : a === b;
}

/** Adds what contradicts itself to `contradictions`. */
export function joinPersons(patches: readonly Patch[], contradictions: Contradiction[]): PersonChange[] {
  const persons = new Map<string, JoinedPerson>();
  patches.forEach((patch, index) => {
    const differ = (
      about: Contradiction["about"], person: string, by: number, here: unknown, there: unknown, key?: string,
    ) => {
      const ways: [Way, Way] = [{ patch: by, says: shown(here) }, { patch: index, says: shown(there) }];
      contradictions.push({ about, person, ...(key ? { key } : {}), ways });
    };
    /** As the patches before have them. */
    const byOrcid = new Map<string, { id: string; by: number }>();
    for (const [id, { entry, by }] of persons) if (entry.orcid) byOrcid.set(entry.orcid, { id, by: by.orcid });
    for (const person of patch.persons) {
      const other: Change = { ...person };
      const mine = persons.get(other.id);
      if (!mine) {
        const owner = other.orcid ? byOrcid.get(other.orcid) : undefined;
        if (owner) differ("orcid", other.id, owner.by, owner.id, other.id, other.orcid);
        const by = Object.fromEntries(Object.keys(other).map((key) => [key, index]));
        persons.set(other.id, { entry: other, by });
        continue;
      }
      if (mine.entry.action !== other.action) {
        differ("action", other.id, mine.by.action, mine.entry.action, other.action);
        continue;
      }
      persons.set(other.id, joinTwo(mine, other, index, differ));
    }
  });
  return [...persons.values()].map(({ entry }) => entry);
}

function joinTwo(
  mine: JoinedPerson, other: Change, index: number,
  differ: (about: "value", person: string, by: number, here: unknown, there: unknown, key: string) => void,
): JoinedPerson {
  const entry: Change = { ...mine.entry };
  const by = { ...mine.by };
  for (const key of Object.keys(other)) {
    const [own, more] = [entry.names ?? [], other.names ?? []];
    if (!Object.hasOwn(entry, key)) {
      entry[key] = other[key];
      by[key] = index;
    } else if (key === "names" && (entry.action === "create" || names.same(own[0], more[0]))) {
      // Each page adds the names printed on its own papers; the first patch has the canonical one.
      entry.names = [...own, ...more.filter((name) => !own.some((one) => names.same(one, name)))];
    } else if (!equal(entry[key], other[key])) {
      differ("value", other.id, by[key], entry[key], other[key], key);
    }
  }
  return { entry, by };
}
