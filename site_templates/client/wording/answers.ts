/** What is known of a pasted text while it is read, and the answers to its lines. */

import type { PaperFacts } from "../model";
import type { PasteAnswer, PasteItem, PasteRef, Side } from "./shapes";
import type { Likeness, PapersById } from "./titles";

/** What the heading above says of the papers below it. */
export interface Heading {
  side: Side;
  /** "Except" these. */
  off: boolean;
  answer: PasteAnswer | null;
  /** It speaks of somebody, and whose the papers are is not clear: they are to choose from. */
  isOpen?: boolean;
}

export const NO_HEADING: Heading = { side: "", off: false, answer: null };

export interface Pasted {
  /** Of the page, in its order. */
  readonly rows: readonly PaperFacts[];
  readonly papers: PapersById;
  readonly items: readonly PasteItem[];
  /** Lines, counted from 0, about the person and no paper. */
  readonly about: ReadonlySet<number>;
  /** The author's own names. */
  readonly names: readonly string[];
  /** Other author pages that the text has addresses of. */
  readonly targets: ReadonlySet<string>;
  /** Whether empty boxes mean anything: only beside ticked ones. */
  readonly boxes: boolean;
  /** Papers whose titles a line is like. */
  near(line: string): Likeness;
  /** How many lines name papers, and the last line that says nothing of whose. */
  lists(): { lines: number; last: number };
  /** Lines that name one paper and don't say whose, in their order. */
  readonly list: Map<PasteItem, PaperFacts>;
  /** Those that the text later speaks of by their number. */
  readonly counted: Set<PasteItem>;
  heading: Heading;
  /** The last line that names papers. */
  above: PasteItem | null;
}

/** Says for certain which papers it means. */
export const isCertain = ({ kind }: Pick<PasteAnswer, "kind">): boolean => kind === "found" || kind === "rule";

/** Papers that the answers are certain about, by key; false: one of them takes the paper out. */
export function certainOf(answers: readonly PasteAnswer[]): Map<string, boolean> {
  const on = new Map<string, boolean>();
  for (const { keys, off } of answers.filter(isCertain)) for (const key of keys) on.set(key, (on.get(key) ?? true) && !off);
  return on;
}

/** Papers that a text with both sides calls somebody else's, by key. */
export const disownedBy = (answers: readonly PasteAnswer[]): Set<string> =>
  new Set(answers.filter((a) => a.off && a.side === "not").flatMap((a) => a.keys));

/** Answers a line; what the answer does not say itself it has from the heading above. */
export function answer(
  text: Pasted,
  item: PasteItem,
  kind: PasteAnswer["kind"],
  keys: string[],
  more: Partial<PasteAnswer> = {},
): PasteAnswer {
  const { side, off, answer: head, isOpen } = text.heading;
  const inherits = !more.side && !more.off;
  const open = isOpen && inherits && isCertain({ kind });
  const own: PasteAnswer = { line: item.line, text: item.raw, kind: open ? "choose" : kind, keys, side, off, what: "", ...more };
  const made = inherits ? { ...own, side, off } : own;
  if (kind === "part" || kind === "person" || kind === "unknown")
    Object.assign(made, { side: more.side ?? "", off: false });
  else if (inherits && head) head.heads = (head.heads ?? 0) + 1;
  const same = (a: PasteAnswer) => a.kind === kind && a.side === made.side && a.keys.join() === keys.join();
  if (!keys.length || !item.got.some(same)) item.got.push(made);
  return made;
}

/** Answers with the papers that a line names; where the writer is unsure they are to choose from. */
export function named(
  text: Pasted,
  item: PasteItem,
  refs: readonly PasteRef[],
  more: Partial<PasteAnswer>,
  unsure = false,
): void {
  for (const { kind, keys, what } of refs) {
    answer(text, item, unsure && kind === "found" ? "choose" : kind, keys, { ...more, what });
  }
}

/** Author pages: the page itself, or where papers are to go. */
export function pages(text: Pasted, item: PasteItem): void {
  for (const id of item.pages) answer(text, item, "person", [], { what: text.targets.has(id) ? id : "" });
}
