"use strict";
var AR = AR || {};

/**
 * The unified diff of a patch, made from the lines embedded in the page: git apply takes it, and nothing but the ID
 * attributes and the touched entries of people.json changes.
 *
 * @typedef {{first: number, last: number, lines: string[]}} LineEdit replaces lines first to last (1-based, both
 *   included; last = first - 1 inserts before first); lines with line ends
 * @typedef {{error: Issue}} Refusal
 */
AR.diff = (() => {
  const CONTEXT = 3;
  const PEOPLE = "json/people.json";

  /** @type {(code: string, params?: Issue["params"]) => Refusal} */
  const refuse = (code, params = {}) => ({ error: { code, mention: null, params } });

  /**
   * @param {PageData} page
   * @param {Patch} patch
   * @param {typeof AR.people} [people]
   * @returns {{text: string} | Refusal}
   */
  function build(page, patch, people = AR.people) {
    if (!page.diff) return refuse("no_data");
    /** @type {Map<string, {edits: LineEdit[], line: (number: number) => string | undefined}>} */
    const files = new Map();
    /** @type {Map<string, {slot: Slot, to: string | null, paper: string}[]>} */
    const slots = new Map();
    for (const { paper, position, to } of patch.assignments) {
      const slot = page.mentions.find((m) => m.paper === paper && m.position === position)?.slot;
      if (!slot) return refuse("slot_mismatch", { paper });
      slots.set(slot.file, [...(slots.get(slot.file) ?? []), { slot, to, paper }]);
    }
    for (const [file, own] of slots) {
      const line = reader(page.windows[file] ?? []);
      const edits = slotEdits(own, line);
      if ("error" in edits) return edits;
      files.set(file, { edits: edits.edits, line });
    }
    const edits = peopleEdits(patch, people);
    if ("error" in edits) return edits;
    files.set(PEOPLE, { edits: edits.edits, line: people.line });
    let text = "";
    for (const [file, part] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const diff = unified(file, part.line, part.edits);
      if (diff === null) return refuse("slot_mismatch", { paper: file });
      text += diff;
    }
    return text ? { text } : refuse("nothing");
  }

  /**
   * @param {Lines[]} windows
   * @returns {(number: number) => string | undefined} a line with its line end, undefined outside the windows
   */
  function reader(windows) {
    /** @type {Map<number, string>} */
    const lines = new Map();
    for (const { first, lines: own, eof_no_newline } of windows) {
      own.forEach((text, i) => lines.set(first + i, eof_no_newline && i === own.length - 1 ? text : `${text}\n`));
    }
    return (number) => lines.get(number);
  }

  /**
   * Another id in an element's start tag; no other character changes. A new id goes right after the tag's name, an old
   * one keeps its place and quotes, and is removed with the white space before it.
   * @param {string} element
   * @param {string | null} id
   */
  function setId(element, id) {
    const tag = /^<[^\s\/>]+/.exec(element)?.[0] ?? "";
    const attribute = /(\s+)([^\s=\/>]+)\s*=\s*("[^"]*"|'[^']*')/y;
    attribute.lastIndex = tag.length;
    for (let start = tag.length, found; (found = attribute.exec(element)); start = attribute.lastIndex) {
      if (found[2] !== "id") continue;
      const end = attribute.lastIndex;
      if (id === null) return element.slice(0, start) + element.slice(end);
      return element.slice(0, end - found[3].length + 1) + id + element.slice(end - 1);
    }
    return id === null ? element : `${tag} id="${id}"${element.slice(tag.length)}`;
  }

  /**
   * @param {{slot: Slot, to: string | null, paper: string}[]} own slots of one file
   * @param {(number: number) => string | undefined} line
   * @returns {{edits: LineEdit[]} | Refusal}
   */
  function slotEdits(own, line) {
    const sorted = [...own].sort((a, b) => a.slot.line - b.slot.line || a.slot.column - b.slot.column);
    /** @type {(LineEdit & {slots: typeof own})[]} */
    const blocks = [];
    for (const entry of sorted) {
      const last = entry.slot.line + entry.slot.text.split("\n").length - 1;
      const block = blocks.at(-1);
      if (block && entry.slot.line <= block.last) {
        block.last = Math.max(block.last, last);
        block.slots.push(entry);
      } else {
        blocks.push({ first: entry.slot.line, last, lines: [], slots: [entry] });
      }
    }
    for (const block of blocks) {
      const old = [];
      for (let number = block.first; number <= block.last; number++) old.push(line(number) ?? "");
      let text = old.join("");
      for (const { slot, to, paper } of block.slots.reverse()) {
        const at = old.slice(0, slot.line - block.first).join("").length + slot.column;
        if (!text.startsWith(slot.text, at)) return refuse("slot_mismatch", { paper });
        text = text.slice(0, at) + setId(slot.text, to) + text.slice(at + slot.text.length);
      }
      block.lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    }
    return { edits: blocks };
  }

  /**
   * @param {Patch} patch
   * @param {typeof AR.people} people
   * @returns {{edits: LineEdit[]} | Refusal}
   */
  function peopleEdits(patch, people) {
    /** @type {Map<string, Record<string, any>>} */
    const records = new Map();
    for (const { id, action, ...values } of patch.persons) {
      const old = people.get(id);
      if (action === "update" && !old) return refuse("people_missing", { id });
      records.set(id, { ...(action === "update" ? old : {}), ...values });
    }
    // A name used with an explicit ID must be among that person's names.
    for (const { to, name } of patch.assignments) {
      if (to === null) continue;
      const record = records.get(to) ?? people.get(to);
      if (!record) return refuse("people_missing", { id: to });
      if (!record.names.some((/** @type {PersonName} */ own) => AR.names.same(own, name))) records.set(to, { ...record, names: [...record.names, name] });
    }
    const ids = [...records.keys()].sort();
    const eol = people.eol();
    /** @type {Map<string, LineEdit>} */
    const edits = new Map();
    /** @type {(lines: string[], comma: boolean) => string[]} */
    const written = (lines, comma) => lines.map((text, i) => text + (comma && i === lines.length - 1 ? "," : "") + eol);
    /** @param {string[]} lines */
    const withComma = (lines) => lines.map((text, i) => (i === lines.length - 1 ? text.replace(/,?\r?\n$/, `,${eol}`) : text));
    /** @param {number} last */
    const hasComma = (last) => /,\r?\n?$/.test(people.line(last) ?? "");
    for (const id of ids) {
      const entry = people.entry(id);
      if (!entry) continue;
      if (!entry.canonical) return refuse("not_canonical", { id });
      edits.set(id, { first: entry.first, last: entry.last, lines: written(people.serialise(id, records.get(id) ?? {}), hasComma(entry.last)) });
    }
    for (const id of ids.filter((one) => !people.entry(one))) {
      const spot = people.place(id);
      if (!spot) return refuse("people_missing", { id });
      const lines = people.serialise(id, records.get(id) ?? {});
      const key = `before ${spot.at}`;
      const before = edits.get(key)?.lines ?? [];
      if (spot.last) {
        // Behind the last entry: what stood last gets the comma, what is new has none.
        const end = spot.last;
        const edit = edits.get(end.id) ?? { first: end.first, last: end.last, lines: written(end.lines, false) };
        edits.set(end.id, { ...edit, lines: withComma(edit.lines) });
        edits.set(key, { first: spot.at, last: spot.at - 1, lines: [...withComma(before), ...written(lines, false)] });
      } else {
        edits.set(key, { first: spot.at, last: spot.at - 1, lines: [...before, ...written(lines, true)] });
      }
    }
    return { edits: [...edits.values()].sort((a, b) => a.first - b.first || a.last - b.last) };
  }

  /**
   * @param {string} file path below the data folder
   * @param {(number: number) => string | undefined} line undefined beyond the end
   * @param {LineEdit[]} edits sorted, not overlapping
   * @returns {string | null} "" if nothing changes; null if a line is missing between or before the edits
   */
  function unified(file, line, edits) {
    const real = edits.map((edit) => trim(line, edit)).filter((edit) => edit.lines.length || edit.last >= edit.first);
    if (!real.length) return "";
    /** @type {LineEdit[][]} */
    const hunks = [];
    for (const edit of real) {
      const near = hunks.at(-1)?.at(-1);
      if (near && edit.first - near.last - 1 <= 2 * CONTEXT) hunks[hunks.length - 1].push(edit);
      else hunks.push([edit]);
    }
    let shift = 0;
    let text = `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n`;
    for (const hunk of hunks) {
      const begin = Math.max(hunk[0].first - CONTEXT, 1);
      const wanted = /** @type {LineEdit} */ (hunk.at(-1)).last + CONTEXT;
      let body = "";
      let [oldCount, newCount, at] = [0, 0, begin];
      const keep = (/** @type {number} */ until) => {
        for (; at <= until && line(at) !== undefined; at++, oldCount++, newCount++) body += mark(" ", line(at) ?? "");
      };
      for (const edit of hunk) {
        keep(edit.first - 1);
        if (at < edit.first) return null;
        for (; at <= edit.last; at++, oldCount++) body += mark("-", line(at) ?? "");
        for (const added of edit.lines) body += mark("+", added);
        newCount += edit.lines.length;
      }
      keep(wanted);
      text += `@@ -${range(begin, oldCount)} +${range(begin + shift, newCount)} @@\n${body}`;
      shift += newCount - oldCount;
    }
    return text;
  }

  /**
   * Leaves equal lines at both ends out of an edit.
   * @param {(number: number) => string | undefined} line
   * @param {LineEdit} edit
   * @returns {LineEdit}
   */
  function trim(line, edit) {
    let { first, last, lines } = edit;
    while (first <= last && lines.length && line(first) === lines[0]) [first, lines] = [first + 1, lines.slice(1)];
    while (first <= last && lines.length && line(last) === lines.at(-1)) [last, lines] = [last - 1, lines.slice(0, -1)];
    return { first, last, lines };
  }

  /** @type {(sign: string, text: string) => string} */
  const mark = (sign, text) => (text.endsWith("\n") ? sign + text : `${sign}${text}\n\\ No newline at end of file\n`);

  /** @type {(begin: number, count: number) => string} an empty side is counted from the line before it */
  const range = (begin, count) => `${count ? begin : begin - 1},${count}`;

  return { build, setId };
})();
