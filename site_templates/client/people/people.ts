/** What the page knows of people.json: raw stretches of the file, and a list of all persons once one was loaded. */

import { signal, type Signal } from "@preact/signals";
import type { Entry, KnownPerson, People, Shard, ShardData } from "../model";

/** Where a new entry goes. */
export interface Place {
  /** Line before which it stands, 1-based. */
  at: number;
  /** The last entry of the file, if it goes behind that. */
  last?: Entry & { id: string };
}

export interface KnownPeople extends People {
  /** Grows with everything that comes in; the reading functions read it, so that what is computed of them follows. */
  readonly version: Signal<number>;
  /** Takes a stretch of the file; entries that don't stand in the Anthology's form are left out. */
  receive(shard: ShardData): void;
  /** Takes the list of all verified persons. */
  know(persons: readonly KnownPerson[]): void;
  entry(id: string): Entry | undefined;
  /** ID of the entry that stands right before another one; undefined if it isn't loaded. */
  before(id: string): string | undefined;
  known(id: string): KnownPerson | undefined;
  /** Undefined if the neighbours of the new ID aren't loaded. */
  place(id: string): Place | undefined;
  /** The file's line end, as the stretches show it. */
  eol(): "\r\n" | "\n";
  /** Line of the file, 1-based, with its line end; undefined if not loaded. */
  line(number: number): string | undefined;
  needed: typeof needed;
  serialise: typeof serialise;
}

const KEYS = ["names", "comment", "degree", "disable_name_matching", "orcid", "similar"];

/** A line without the rest of its line end. */
const bare = (text: string): string => text.replace(/\r$/, "");

/** A value on one line, with the blanks of Python's json.dumps. */
function dump(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(dump).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${dump(inner)}`).join(", ")}}`;
}

/** An entry as the Anthology writes it, without line ends and final comma; unknown keys follow the known ones. */
function serialise(id: string, record: object): string[] {
  const values = new Map<string, unknown>(Object.entries(record));
  const filled = KEYS.filter((key) => {
    const value = values.get(key);
    return Array.isArray(value) ? value.length : value;
  });
  const parts = [...filled, ...[...values.keys()].filter((key) => !KEYS.includes(key))].map((key) => {
    const value = values.get(key);
    if (!Array.isArray(value) || !value.length) return `    ${dump(key)}: ${dump(value)}`;
    return `    ${dump(key)}: [\n${value.map((one) => `      ${dump(one)}`).join(",\n")}\n    ]`;
  });
  return `  ${dump(id)}: {\n${parts.join(",\n")}\n  }`.split("\n");
}

/**
 * Which files, sorted by ID, the diff of a patch needs. Between two files both are needed, to prove that nothing stands
 * between.
 */
function needed(
  patch: { persons: readonly { id: string }[]; assignments: readonly { to: string | null }[] },
  shards: readonly Shard[],
): string[] {
  const ids = [...patch.persons.map((person) => person.id), ...patch.assignments.flatMap((a) => a.to ?? [])];
  const files = shards.filter((_, i) => {
    const after = i + 1 < shards.length ? shards[i + 1].first_id : null;
    const before = i > 0 ? shards[i - 1].last_id : null;
    return ids.some((id) => (before === null || id > before) && (after === null || id < after));
  });
  return files.map((shard) => shard.file);
}

/** Null where the lines aren't one entry. */
function readEntry(own: string[]): { id: string; entry: Omit<Entry, "first" | "last"> } | null {
  try {
    const parsed: Record<string, Entry["record"]> = JSON.parse(`{${own.join("\n")}}`);
    const [[id, record]] = Object.entries(parsed);
    return { id, entry: { lines: own, record, canonical: serialise(id, record).join("\n") === own.join("\n") } };
  } catch {
    // Not an entry on lines of its own: as if it were not loaded, so that no diff is made from it.
    return null;
  }
}

export function createPeople(): KnownPeople {
  const version = signal(0);
  const lines = new Map<number, string>();
  const entries = new Map<string, Entry>();
  const listed = new Map<string, KnownPerson>();
  let lastKnown: readonly KnownPerson[] | undefined;
  let unterminated = 0;

  const grow = () => {
    version.value = version.peek() + 1;
  };
  /** Any of the maps, for reading. */
  const read = <Stored>(stored: Stored): Stored => {
    void version.value;
    return stored;
  };

  return {
    version,
    needed,
    serialise,

    receive(shard) {
      const ids = new Set(shard.ids);
      shard.lines.forEach((line, i) => lines.set(shard.first + i, line));
      if (shard.eof_no_newline) unterminated = shard.first + shard.lines.length - 1;
      let start = -1;
      shard.lines.forEach((line, i) => {
        if (/^ {2}"/.test(line)) start = i;
        if (start < 0 || !/^ {2}\},?\r?$/.test(line)) return;
        const own = shard.lines.slice(start, i + 1).map(bare);
        own[own.length - 1] = "  }";
        const found = readEntry(own);
        if (found && ids.has(found.id)) {
          entries.set(found.id, { first: shard.first + start, last: shard.first + i, ...found.entry });
        }
        start = -1;
      });
      grow();
    },

    know(persons) {
      // Nothing new: what derives from it need not be made anew.
      if (persons === lastKnown) return;
      lastKnown = persons;
      for (const person of persons) listed.set(person.id, person);
      grow();
    },

    get: (id) => read(entries).get(id)?.record,
    entry: (id) => read(entries).get(id),
    before(id) {
      const at = (read(entries).get(id)?.first ?? 0) - 1;
      return [...entries].find(([, entry]) => entry.last === at)?.[0];
    },
    known: (id) => read(listed).get(id),
    isTaken: (id) => read(entries).has(id) || listed.has(id),

    byOrcid(orcid) {
      for (const [id, entry] of read(entries)) if (entry.record.orcid === orcid) return id;
      for (const person of listed.values()) if (person.orcid === orcid) return person.id;
      return undefined;
    },

    place(id) {
      const sorted = [...read(entries).keys()].sort();
      const next = sorted.find((other) => other > id);
      const before = next ? sorted[sorted.indexOf(next) - 1] : sorted.at(-1);
      const previous = before === undefined ? undefined : entries.get(before);
      const following = next ? entries.get(next) : undefined;
      if (following) {
        const at = following.first;
        return (previous ? previous.last + 1 === at : at === 2) ? { at } : undefined;
      }
      if (!before || !previous || bare(lines.get(previous.last + 1) ?? "") !== "}") return undefined;
      return { at: previous.last + 1, last: { ...previous, id: before } };
    },

    eol: () => ([...read(lines).values()].some((text) => text.endsWith("\r")) ? "\r\n" : "\n"),

    line(number) {
      const text = read(lines).get(number);
      return text === undefined ? undefined : number === unterminated ? text : `${text}\n`;
    },
  };
}

export const people: KnownPeople = createPeople();
