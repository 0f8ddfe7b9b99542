"use strict";
var AR = AR || {};

/** A unified diff that `git apply` takes, byte-exact on the data that the site was built from. */
AR.diff = {
  CONTEXT: 3,
  START_TAG: /^<(author|editor)((?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*>/,

  /**
   * @param {PageData} data
   * @param {any} patch from AR.patch.build; the shards for its persons must be loaded
   * @returns {string}
   * @throws {Error} with the reason why no diff can be made
   */
  build(data, patch) {
    const files = AR.diff.xmlEdits(data, patch);
    const people = AR.diff.peopleEdits(patch);
    const parts = [];
    if (people.length) {
      parts.push(AR.diff.file("json/people.json", people, (n) => AR.people.line(n), () => false));
    }
    for (const [file, edits] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      /** @type {Map<number, string>} */
      const lines = new Map();
      let unterminated = 0;
      for (const window of data.windows[file]) {
        window.lines.forEach((line, i) => lines.set(window.first + i, line));
        if (window.eof_no_newline) unterminated = window.first + window.lines.length - 1;
      }
      parts.push(AR.diff.file(file, edits, (n) => lines.get(n), (n) => n === unterminated));
    }
    return parts.join("");
  },

  /**
   * @param {PageData} data
   * @param {any} patch
   * @returns {Map<string, LineEdit[]>}
   */
  xmlEdits(data, patch) {
    const byKey = new Map(data.mentions.map((m) => [AR.key(m), m]));
    /** @type {Map<string, Map<number, {column: number, text: string, to: string | null}[]>>} */
    const files = new Map();
    for (const assignment of patch.assignments) {
      const slot = byKey.get(AR.key(assignment))?.slot;
      if (!slot) throw new Error(`${assignment.paper} is not in the data that this site was built from.`);
      const lines = files.get(slot.file) || new Map();
      lines.set(slot.line, [...(lines.get(slot.line) || []), { ...slot, to: assignment.to }]);
      files.set(slot.file, lines);
    }
    const edits = new Map();
    for (const [file, lines] of files) {
      const list = [];
      for (const [number, slots] of [...lines].sort((a, b) => a[0] - b[0])) {
        const window = data.windows[file].find((w) => w.first <= number && number < w.first + w.lines.length);
        let line = window?.lines[number - window.first];
        // From right to left, so that earlier columns stay what they are.
        for (const { column, text, to } of slots.sort((a, b) => b.column - a.column)) {
          const start = line?.slice(column).match(AR.diff.START_TAG)?.[0];
          if (line === undefined || !start || !text.startsWith(start)) throw new Error(`${file}, line ${number}: not the author that was expected.`);
          line = line.slice(0, column) + AR.diff.withId(start, to) + line.slice(column + start.length);
        }
        list.push({ at: number, remove: 1, insert: [/** @type {string} */ (line)] });
      }
      edits.set(file, list);
    }
    return edits;
  },

  /**
   * A start tag with its id set, replaced or removed; no other character changes.
   * @param {string} tag
   * @param {string | null} id
   */
  withId(tag, id) {
    const present = /\sid\s*=\s*("[^"]*"|'[^']*')/;
    if (id === null) return tag.replace(new RegExp(`\\s*${present.source}`), "");
    if (present.test(tag)) return tag.replace(present, (whole, value) => whole.slice(0, -value.length) + value[0] + id + value[0]);
    return tag.replace(/^<\w+/, (start) => `${start} id="${id}"`);
  },

  /**
   * @param {any} patch
   * @returns {LineEdit[]}
   */
  peopleEdits(patch) {
    /** @type {Map<string, {record: PersonRecord, isNew: boolean}>} */
    const changed = new Map();
    for (const { id, action, ...record } of patch.persons) {
      const old = AR.people.record(id);
      if (action === "update" && !old) throw new Error(`people.json has no entry ${id}.`);
      changed.set(id, { record: action === "create" ? record : { ...old, ...record }, isNew: action === "create" });
    }
    for (const { to, name } of patch.assignments) {
      if (to === null) continue;
      const entry = changed.get(to) || { record: AR.people.record(to), isNew: false };
      if (!entry.record) throw new Error(`people.json has no entry ${to}.`);
      const listed = entry.record.names.some((n) => n.last === name.last && (n.first || "") === (name.first || ""));
      if (!listed) {
        const record = { ...entry.record, names: [...entry.record.names, name] };
        changed.set(to, { record, isNew: entry.isNew });
      }
    }
    /** @type {LineEdit[]} */
    const edits = [];
    /** @type {Map<string, string[]>} new entries by the ID they come before */
    const inserts = new Map();
    for (const [id, { record, isNew }] of [...changed].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const lines = AR.people.entryLines(id, record);
      if (isNew) {
        const { after } = AR.people.neighbours(id);
        inserts.set(after || "", [...(inserts.get(after || "") || []), ...lines.slice(0, -1), "  },"]);
        continue;
      }
      const place = /** @type {{first: number, last: number}} */ (AR.people.place(id));
      edits.push(...AR.diff.replaceEntry(id, place, lines));
    }
    for (const [after, lines] of inserts) {
      if (after) {
        edits.push({ at: /** @type {{first: number}} */ (AR.people.place(after)).first, remove: 0, insert: lines });
        continue;
      }
      // Behind the last entry: that one gets the comma, and the new last one none.
      const { last } = /** @type {{last: number}} */ (AR.people.place(AR.people.lastId()));
      edits.push({ at: last, remove: 1, insert: ["  },", ...lines.slice(0, -1), "  }"] });
    }
    return edits.sort((a, b) => a.at - b.at || a.remove - b.remove);
  },

  /**
   * Only the lines of an entry that change.
   * @param {string} id
   * @param {{first: number, last: number}} place
   * @param {string[]} lines without the final comma
   * @returns {LineEdit[]}
   */
  replaceEntry(id, place, lines) {
    const old = [];
    for (let n = place.first; n <= place.last; n++) old.push(/** @type {string} */ (AR.people.line(n)));
    const record = /** @type {PersonRecord} */ (AR.people.record(id));
    const comma = old[old.length - 1].endsWith(",");
    const canonical = AR.people.entryLines(id, record);
    if (comma) canonical[canonical.length - 1] += ",";
    if (canonical.join("\n") !== old.join("\n")) {
      throw new Error(`people.json, line ${place.first}: the entry ${id} is not in the Anthology's own form, so no exact diff can be made. The JSON patch works.`);
    }
    const next = comma ? [...lines.slice(0, -1), "  },"] : lines;
    let start = 0;
    while (start < old.length && start < next.length && old[start] === next[start]) start++;
    let end = 0;
    while (end < old.length - start && end < next.length - start && old[old.length - 1 - end] === next[next.length - 1 - end]) end++;
    if (start === old.length && start === next.length) return [];
    return [{ at: place.first + start, remove: old.length - start - end, insert: next.slice(start, next.length - end) }];
  },

  /**
   * Hunks of one file.
   * @param {string} file
   * @param {LineEdit[]} edits sorted, not overlapping
   * @param {(number: number) => string | undefined} line a line of the old file, undefined where there is none
   * @param {(number: number) => boolean} unterminated whether that line is the last and has no newline
   * @returns {string}
   */
  file(file, edits, line, unterminated) {
    const out = [`diff --git a/${file} b/${file}`, `--- a/${file}`, `+++ b/${file}`];
    let shift = 0;
    for (let i = 0; i < edits.length; ) {
      const group = [edits[i++]];
      let end = group[0].at + group[0].remove;
      while (i < edits.length && edits[i].at - end <= 2 * AR.diff.CONTEXT) {
        group.push(edits[i]);
        end = edits[i].at + edits[i++].remove;
      }
      let start = group[0].at;
      while (start > group[0].at - AR.diff.CONTEXT && line(start - 1) !== undefined) start--;
      let stop = end;
      while (stop < end + AR.diff.CONTEXT && line(stop) !== undefined) stop++;
      const body = [];
      let added = 0;
      let at = start;
      const say = (/** @type {string} */ mark, /** @type {string} */ text, /** @type {number} */ number) => {
        body.push(mark + text);
        if (unterminated(number)) body.push("\\ No newline at end of file");
      };
      for (const edit of group) {
        for (; at < edit.at; at++) say(" ", /** @type {string} */ (line(at)), at);
        for (; at < edit.at + edit.remove; at++) say("-", /** @type {string} */ (line(at)), at);
        edit.insert.forEach((text, n) => say("+", text, n === edit.insert.length - 1 && edit.remove ? at - 1 : 0));
        added += edit.insert.length - edit.remove;
      }
      for (; at < stop; at++) say(" ", /** @type {string} */ (line(at)), at);
      const count = stop - start;
      out.push(`@@ -${start},${count} +${start + shift},${count + added} @@`, ...body);
      shift += added;
    }
    return `${out.join("\n")}\n`;
  },
};
