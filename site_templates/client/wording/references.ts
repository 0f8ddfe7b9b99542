/** What a text names for certain: papers by ID, address, whole title or BibTeX key; author pages by address. */

import * as clauses from "./clauses";
import { fold } from "./fold";
import type { PasteItem, PasteRef } from "./shapes";
import * as titles from "./titles";

const ID = /(?<![a-z0-9.])(?:(\d{4}\.[a-z0-9_]+-[a-z0-9_]+)\.(\d+)|([a-z]\d\d-\d{4}))(?!\d)/gi;
const KEY = /(?<![\w./-])((?:[a-z]+-){1,6})((?:19|20)\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)/gi;
const PERSON = new RegExp(
  String.raw`^[<("'[]*(?:https?:\/\/)?(?:[\w.-]+\/){1,4}people\/(?:[a-z]\/)?` +
    String.raw`([a-z0-9][\w-]*)(\/unverified)?\/?[>)"'\].,;:!?]*$`,
  "i",
);
/** Characters of a line in which the place of a paper counts. */
export const LONGEST = 2000;

/** Where the first letter or digit of a text stands, and the end of the last one. */
const edges = (text: string): [number, number] => [
  text.search(/[\p{L}\p{N}]/u),
  text.length - (/[^\p{L}\p{N}]*$/u.exec(text)?.[0].length ?? 0),
];

/** Where a stretch of the folded line stands in the line itself. */
function place(item: PasteItem, from: number, to: number): [number, number] {
  let [at, start, end] = [0, -1, -1];
  for (const word of item.raw.matchAll(/\S+/g)) {
    const next = at + fold(word[0]).replaceAll(" ", "").length;
    if (next > from && at < to && next > at) {
      const [first, last] = edges(word[0]);
      if (start < 0) start = word.index + Math.max(first, 0);
      end = word.index + last;
    }
    at = next;
  }
  return at === item.to - item.from && start >= 0 ? [start, end] : [0, item.raw.length];
}

/**
 * Fills the lines' refs and pages.
 * @param texts title of each paper, folded, without spaces
 */
export function find(items: readonly PasteItem[], papers: titles.PapersById, texts: ReadonlyMap<string, string>): void {
  /** One paper, or several of which one is meant. */
  const add = (item: PasteItem, ids: string[], from: number, to: number, what = "") => {
    const keys = ids.flatMap((id) => papers.get(id) ?? []).map((row) => row.key);
    const kind = keys.length > 1 ? "choose" : keys.length ? "found" : "elsewhere";
    item.refs.push({ from, to, kind, keys, what });
  };
  for (const item of items) {
    for (const word of item.raw.matchAll(/\S+/g)) {
      const at = word.index;
      const person = word[0].length < 300 && word[0].includes("people/") ? PERSON.exec(word[0]) : null;
      if (person) item.pages.push(person[1] + (person[2] ?? "").toLowerCase());
      for (const match of word[0].matchAll(ID)) {
        const [text, volume, number, old] = match;
        const id = volume ? `${volume.toLowerCase()}.${Number(number)}` : old.toUpperCase();
        const own = [match.index, match.index + text.length];
        const [first, last] = word[0].includes("/") ? edges(word[0]) : own;
        add(item, papers.has(id) ? [id] : [], at + first, at + last, papers.has(id) ? "" : id);
      }
    }
  }
  titles.whole(items, texts, (item, ids, from, to) => {
    const [start, end] = item.raw.length > LONGEST ? [from, to] : place(item, from, to);
    add(item, ids, start, end);
  });
  for (const item of items) {
    let short: boolean | undefined;
    const isShort = () => (short ??= fold(item.raw).split(" ").length < 12);
    for (const match of item.raw.matchAll(KEY)) {
      const [key, lastNames, year, rest] = match;
      const ids = titles.bibkey(lastNames.toLowerCase().slice(0, -1), Number(year), rest.toLowerCase(), papers);
      const named = ids.some((id) => item.refs.some((ref) => ref.keys.some((k) => k.startsWith(`${id}#`))));
      const at = match.index;
      if (ids.length && !named) add(item, ids, at, at + key.length);
      else if (!ids.length && !item.refs.length && isShort()) {
        add(item, [], at, at + key.length, key);
      }
    }
    item.refs.sort((a, b) => a.from - b.from || b.to - a.to);
  }
}

/** The line with a mark for each paper; papers that stand in one another have one mark. */
export function masked(item: PasteItem): { text: string; marked: PasteRef[][] } {
  const marked: PasteRef[][] = [];
  let text = "";
  let at = 0;
  for (const ref of item.refs) {
    if (marked.length && ref.from < at) marked[marked.length - 1].push(ref);
    else {
      text += item.raw.slice(at, ref.from) + clauses.mark(marked.length);
      marked.push([ref]);
    }
    at = Math.max(at, ref.to);
  }
  return { text: text + item.raw.slice(at), marked };
}
