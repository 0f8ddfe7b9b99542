"use strict";
var AR = AR || {};

/** people.json as far as it was loaded: raw lines for the diff, records for the rules. */
AR.people = (() => {
  /** @type {Map<number, string>} */
  const lines = new Map();
  /** @type {Map<string, {first: number, last: number, record: PersonRecord}>} */
  const entries = new Map();
  const KEYS = ["names", "comment", "degree", "disable_name_matching", "orcid", "similar"];

  /** JSON on one line as the Anthology writes it. @param {any} value @returns {string} */
  function oneLine(value) {
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    return `{${Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${JSON.stringify(part)}`).join(", ")}}`;
  }

  return {
    /**
     * Take in one stretch of the file.
     * @param {{first: number, lines: string[], ids: string[]}} shard
     */
    receive(shard) {
      shard.lines.forEach((line, i) => lines.set(shard.first + i, line));
      const wanted = new Set(shard.ids);
      for (let i = 0; i < shard.lines.length; i++) {
        const start = shard.lines[i].match(/^ {2}"([^"]+)": \{$/);
        if (!start || !wanted.has(start[1])) continue;
        let end = i;
        while (end < shard.lines.length && !/^ {2}\},?$/.test(shard.lines[end])) end++;
        if (end === shard.lines.length) continue;
        const text = shard.lines.slice(i, end + 1).join("\n").replace(/,$/, "");
        entries.set(start[1], { first: shard.first + i, last: shard.first + end, record: JSON.parse(`{${text}}`)[start[1]] });
      }
    },

    /** @param {string} id @returns {PersonRecord | undefined} */
    record: (id) => entries.get(id)?.record,

    /** @param {string} id @returns {{first: number, last: number} | undefined} */
    place: (id) => entries.get(id),

    /** @param {number} number 1-based @returns {string | undefined} */
    line: (number) => lines.get(number),

    /**
     * Files needed for a change of these persons, existing or new.
     * @param {string[]} ids
     * @param {{file: string, first_id: string, last_id: string}[]} shards sorted
     * @returns {string[]}
     */
    needed(ids, shards) {
      const files = ids.map((id) => (shards.find((shard) => id <= shard.last_id) || shards[shards.length - 1])?.file);
      return [...new Set(files.filter(Boolean))];
    },

    /**
     * The loaded ID that comes next after a new one, and the one before it.
     * @param {string} id
     * @returns {{before?: string, after?: string}}
     */
    neighbours(id) {
      const ids = [...entries.keys()].sort();
      const at = ids.findIndex((other) => other > id);
      return at < 0 ? { before: ids[ids.length - 1] } : { before: ids[at - 1], after: ids[at] };
    },

    /** The last of the loaded IDs. */
    lastId: () => [...entries.keys()].sort().pop() || "",

    /**
     * An entry as the Anthology writes it, without the final comma.
     * @param {string} id
     * @param {PersonRecord} record
     * @returns {string[]}
     */
    entryLines(id, record) {
      const keys = [...KEYS.filter((key) => key in record), ...Object.keys(record).filter((key) => !KEYS.includes(key))];
      const out = [`  ${JSON.stringify(id)}: {`];
      for (const key of keys) {
        const value = /** @type {any} */ (record)[key];
        if (Array.isArray(value) ? !value.length : KEYS.includes(key) && !value) continue;
        if (Array.isArray(value)) {
          out.push(`    ${JSON.stringify(key)}: [`);
          value.forEach((part, i) => out.push(`      ${oneLine(part)}${i < value.length - 1 ? "," : ""}`));
          out.push("    ],");
        } else {
          out.push(`    ${JSON.stringify(key)}: ${oneLine(value)},`);
        }
      }
      out[out.length - 1] = out[out.length - 1].replace(/,$/, "");
      return [...out, "  }"];
    },
  };
})();
