/**
 * The unified diff of a patch, made from the lines embedded in the page: git apply takes it, and nothing but the ID
 * attributes and the touched entries of people.json changes.
 */

import type { Entry, Issue, Lines, PageData, Patch, PersonRecord, Slot } from "../model";
import * as names from "../people/names";
import { people as shared } from "../people/people";
import type { KnownPeople } from "../people/people";
import type { Params, Word } from "../words/say";

/** Replaces lines first to last (1-based, both included; last = first - 1 inserts before first). */
interface LineEdit {
  first: number;
  last: number;
  /** With line ends. */
  lines: string[];
}

export interface Refusal {
  error: Issue;
}

/** A line by its 1-based number, with its line end; undefined where it isn't known or the file has ended. */
type LineAt = (number: number) => string | undefined;

/** A slot that gets another ID. */
interface SlotChange {
  slot: Slot;
  to: string | null;
  paper: string;
}

const CONTEXT = 3;
const PEOPLE = "json/people.json";

const refuse = (code: Word, params: Params = {}): Refusal => ({ error: { code, mention: null, params } });

export function build(page: PageData, patch: Patch, people: KnownPeople = shared): { text: string } | Refusal {
  if (!page.diff) return refuse("no_data");
  const files = new Map<string, { edits: LineEdit[]; line: LineAt }>();
  const slots = new Map<string, SlotChange[]>();
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

/** Lines of the windows; undefined outside them. */
function reader(windows: readonly Lines[]): LineAt {
  const lines = new Map<number, string>();
  for (const { first, lines: own, eof_no_newline } of windows) {
    own.forEach((text, i) => lines.set(first + i, eof_no_newline && i === own.length - 1 ? text : `${text}\n`));
  }
  return (number) => lines.get(number);
}

/**
 * Another id in an element's start tag; no other character changes. A new id goes right after the tag's name, an old
 * one keeps its place and quotes, and is removed with the white space before it.
 */
export function setId(element: string, id: string | null): string {
  const tag = /^<[^\s\/>]+/.exec(element)?.[0] ?? "";
  const attribute = /(\s+)([^\s=\/>]+)\s*=\s*("[^"]*"|'[^']*')/y;
  attribute.lastIndex = tag.length;
  let found: RegExpExecArray | null;
  for (let start = tag.length; (found = attribute.exec(element)); start = attribute.lastIndex) {
    if (found[2] !== "id") continue;
    const end = attribute.lastIndex;
    if (id === null) return element.slice(0, start) + element.slice(end);
    return element.slice(0, end - found[3].length + 1) + id + element.slice(end - 1);
  }
  return id === null ? element : `${tag} id="${id}"${element.slice(tag.length)}`;
}

/** `own`: slots of one file. */
function slotEdits(own: readonly SlotChange[], line: LineAt): { edits: LineEdit[] } | Refusal {
  const sorted = [...own].sort((a, b) => a.slot.line - b.slot.line || a.slot.column - b.slot.column);
  const blocks: (LineEdit & { slots: SlotChange[] })[] = [];
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
    const old: string[] = [];
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

function peopleEdits(patch: Patch, people: KnownPeople): { edits: LineEdit[] } | Refusal {
  /** Null where the entry goes. */
  const records = new Map<string, PersonRecord | null>();
  for (const { id, action, ...values } of patch.persons) {
    const old = people.get(id);
    if (action !== "create" && !old) return refuse("people_missing", { id });
    if (action === "delete") {
      records.set(id, null);
      continue;
    }
    const base = action === "update" ? old : undefined;
    records.set(id, { ...base, ...values, names: values.names ?? base?.names ?? [] });
  }
  // A name used with an explicit ID must be among that person's names.
  for (const { to, name } of patch.assignments) {
    if (to === null) continue;
    const record = records.has(to) ? records.get(to) : people.get(to);
    if (!record) return refuse("people_missing", { id: to });
    if (record.names.some((own) => names.same(own, name))) continue;
    records.set(to, { ...record, names: [...record.names, name] });
  }
  const eol = people.eol();
  const edits = new Map<string, LineEdit>();
  const written = (lines: readonly string[], comma: boolean) =>
    lines.map((text, i) => text + (comma && i === lines.length - 1 ? "," : "") + eol);
  const withComma = (lines: readonly string[]) =>
    lines.map((text, i) => (i === lines.length - 1 ? text.replace(/,?\r?\n$/, `,${eol}`) : text));
  const hasComma = (last: number) => /,\r?\n?$/.test(people.line(last) ?? "");
  const sorted = [...records].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [id, record] of sorted) {
    const entry = people.entry(id);
    if (!entry) continue;
    if (!entry.canonical) return refuse("not_canonical", { id });
    const { first, last } = entry;
    edits.set(id, { first, last, lines: record ? written(people.serialise(id, record), hasComma(last)) : [] });
  }
  for (const [id, record] of sorted.filter(([one]) => !people.entry(one))) {
    const spot = people.place(id);
    if (!spot) return refuse("people_missing", { id });
    const lines = people.serialise(id, record ?? {});
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
  const end = newEnd(patch, people);
  if (end === undefined) return refuse("people_missing", { id: PEOPLE });
  if (end && ![...edits.values()].some((edit) => edit.first > end.last && edit.lines.length)) {
    const { first, last } = end;
    const lines = edits.get(end.id)?.lines ?? end.lines.map((text) => text + eol);
    edits.set(end.id, { first, last, lines: lines.map((text, i) => (i === lines.length - 1 ? text.replace(/,(\r?\n)$/, "$1") : text)) });
  }
  return { edits: [...edits.values()].sort((a, b) => a.first - b.first || a.last - b.last) };
}

/** The entry that becomes the file's last one because those behind it go; null if none does, undefined if not loaded. */
function newEnd(patch: Patch, people: KnownPeople): (Entry & { id: string }) | null | undefined {
  const gone = new Set(patch.persons.filter(({ action }) => action === "delete").map(({ id }) => id));
  const isLast = (id: string) => /^\}\r?\n?$/.test(people.line((people.entry(id)?.last ?? 0) + 1) ?? "");
  let id = [...gone].find(isLast);
  if (id === undefined) return null;
  while (gone.has(id)) {
    const before = people.before(id);
    if (!before) return undefined;
    id = before;
  }
  const entry = people.entry(id);
  return entry && { ...entry, id };
}

/**
 * @param file path below the data folder
 * @param edits sorted, not overlapping
 * @returns "" if nothing changes; null if a line is missing between or before the edits
 */
function unified(file: string, line: LineAt, edits: readonly LineEdit[]): string | null {
  const real = edits.map((edit) => trim(line, edit)).filter((edit) => edit.lines.length || edit.last >= edit.first);
  if (!real.length) return "";
  const hunks: LineEdit[][] = [];
  for (const edit of real) {
    const hunk = hunks.at(-1);
    const near = hunk?.at(-1);
    if (hunk && near && edit.first - near.last - 1 <= 2 * CONTEXT) hunk.push(edit);
    else hunks.push([edit]);
  }
  let shift = 0;
  let text = `diff --git a/${file} b/${file}\n--- a/${file}\n+++ b/${file}\n`;
  for (const hunk of hunks) {
    const begin = Math.max(hunk[0].first - CONTEXT, 1);
    let body = "";
    let [oldCount, newCount, at] = [0, 0, begin];
    const keep = (until: number) => {
      for (; at <= until && line(at) !== undefined; at++, oldCount++, newCount++) body += mark(" ", line(at) ?? "");
    };
    for (const edit of hunk) {
      keep(edit.first - 1);
      if (at < edit.first) return null;
      for (; at <= edit.last; at++, oldCount++) body += mark("-", line(at) ?? "");
      for (const added of edit.lines) body += mark("+", added);
      newCount += edit.lines.length;
    }
    keep(hunk[hunk.length - 1].last + CONTEXT);
    text += `@@ -${range(begin, oldCount)} +${range(begin + shift, newCount)} @@\n${body}`;
    shift += newCount - oldCount;
  }
  return text;
}

/** Leaves equal lines at both ends out of an edit. */
function trim(line: LineAt, edit: LineEdit): LineEdit {
  let { first, last, lines } = edit;
  while (first <= last && lines.length && line(first) === lines[0]) [first, lines] = [first + 1, lines.slice(1)];
  while (first <= last && lines.length && line(last) === lines.at(-1)) [last, lines] = [last - 1, lines.slice(0, -1)];
  return { first, last, lines };
}

const mark = (sign: string, text: string): string =>
  text.endsWith("\n") ? sign + text : `${sign}${text}\n\\ No newline at end of file\n`;

/** An empty side is counted from the line before it. */
const range = (begin: number, count: number): string => `${count ? begin : begin - 1},${count}`;
