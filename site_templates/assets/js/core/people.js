"use strict";
var AR = AR || {};

/** What the page knows of people.json: raw stretches of the file, and a list of all persons once one was loaded. */
AR.people = (() => {
  /** @type {Map<number, string>} */
  const lines = new Map();
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  /** @type {Map<string, KnownPerson>} */
  const known = new Map();
  let unterminated = 0;

  /** @param {string} text */
  const bare = (text) => text.replace(/\r$/, "");

  /**
   * @param {unknown} value
   * @returns {string} on one line, with the blanks of Python's json.dumps
   */
  function dump(value) {
    if (Array.isArray(value)) return `[${value.map(dump).join(", ")}]`;
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    return `{${Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${dump(inner)}`).join(", ")}}`;
  }

  const KEYS = ["names", "comment", "degree", "disable_name_matching", "orcid", "similar"];

  /**
   * An entry as the Anthology writes it, without line ends and final comma.
   * @param {string} id
   * @param {Record<string, any>} record unknown keys follow the known ones
   * @returns {string[]}
   */
  function serialise(id, record) {
    const filled = KEYS.filter((key) => (Array.isArray(record[key]) ? record[key].length : record[key]));
    const keys = [...filled, ...Object.keys(record).filter((key) => !KEYS.includes(key))];
    const parts = keys.map((key) => {
      const value = record[key];
      if (!Array.isArray(value) || !value.length) return `    ${dump(key)}: ${dump(value)}`;
      return `    ${dump(key)}: [\n${value.map((one) => `      ${dump(one)}`).join(",\n")}\n    ]`;
    });
    return `  ${dump(id)}: {\n${parts.join(",\n")}\n  }`.split("\n");
  }

  /**
   * Takes a stretch of the file; entries that don't stand in the Anthology's form are left out.
   * @param {ShardData} shard
   */
  function receive(shard) {
    const ids = new Set(shard.ids);
    shard.lines.forEach((line, i) => lines.set(shard.first + i, line));
    if (shard.eof_no_newline) unterminated = shard.first + shard.lines.length - 1;
    let start = -1;
    shard.lines.forEach((line, i) => {
      if (/^ {2}"/.test(line)) start = i;
      if (start < 0 || !/^ {2}\},?\r?$/.test(line)) return;
      const own = shard.lines.slice(start, i + 1).map(bare);
      own[own.length - 1] = "  }";
      const first = shard.first + start;
      start = -1;
      try {
        const [[id, record]] = Object.entries(JSON.parse(`{${own.join("\n")}}`));
        const canonical = serialise(id, record).join("\n") === own.join("\n");
        if (ids.has(id)) entries.set(id, { first, last: shard.first + i, lines: own, record, canonical });
      } catch {
        // Not an entry on lines of its own: as if it were not loaded, so that no diff is made from it.
      }
    });
  }

  /**
   * Which files the diff of a patch needs. Between two files both are needed, to prove that nothing stands between.
   * @param {{persons: {id: string}[], assignments: {to: string | null}[]}} patch
   * @param {Shard[]} shards sorted by ID
   * @returns {string[]}
   */
  function needed(patch, shards) {
    const ids = [...patch.persons.map((person) => person.id), ...patch.assignments.flatMap((a) => a.to ?? [])];
    const files = shards.filter((shard, i) =>
      ids.some((id) => {
        const after = i + 1 < shards.length ? shards[i + 1].first_id : null;
        const before = i > 0 ? shards[i - 1].last_id : null;
        return (before === null || id > before) && (after === null || id < after);
      }),
    );
    return files.map((shard) => shard.file);
  }

  /**
   * Where a new ID goes: before the line `at`; after the last entry if `last` is there. Undefined if its neighbours
   * aren't loaded.
   * @param {string} id
   * @returns {{at: number, last?: Entry & {id: string}} | undefined}
   */
  function place(id) {
    const sorted = [...entries.keys()].sort();
    const next = sorted.find((other) => other > id);
    const before = next ? sorted[sorted.indexOf(next) - 1] : sorted.at(-1);
    const previous = before === undefined ? undefined : entries.get(before);
    if (next) {
      const at = /** @type {Entry} */ (entries.get(next)).first;
      return (previous ? previous.last + 1 === at : at === 2) ? { at } : undefined;
    }
    if (!before || !previous || bare(lines.get(previous.last + 1) ?? "") !== "}") return undefined;
    return { at: previous.last + 1, last: { ...previous, id: before } };
  }

  return {
    receive,
    needed,
    place,
    serialise,
    /**
     * Takes the list of all verified persons.
     * @param {KnownPerson[]} persons
     */
    know(persons) {
      for (const person of persons) known.set(person.id, person);
    },
    /** @param {string} id */
    get: (id) => entries.get(id)?.record,
    /** @param {string} id */
    entry: (id) => entries.get(id),
    /** @param {string} id */
    known: (id) => known.get(id),
    /** @param {string} id */
    isTaken: (id) => entries.has(id) || known.has(id),
    /**
     * @param {string} orcid
     * @returns {string | undefined}
     */
    byOrcid(orcid) {
      for (const [id, entry] of entries) if (entry.record.orcid === orcid) return id;
      for (const person of known.values()) if (person.orcid === orcid) return person.id;
      return undefined;
    },
    /** The file's line end, as the stretches show it. */
    eol: () => ([...lines.values()].some((text) => text.endsWith("\r")) ? "\r\n" : "\n"),
    /** Line of the file with its line end, undefined if not loaded.
     * @param {number} number 1-based
     */
    line(number) {
      const text = lines.get(number);
      return text === undefined ? undefined : number === unterminated ? text : `${text}\n`;
    },
  };
})();
