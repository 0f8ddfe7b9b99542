/** Lines that say whose papers are, clause by clause. */

import { answer, named, NO_HEADING, pages, type Pasted } from "./answers";
import * as ages from "./ages";
import { beside } from "./beside";
import * as ownList from "./own_list";
import { numbered } from "./places";
import { CAREER, COUNTED, MARKS, ORDER } from "./clause_patterns";
import * as clauses from "./clauses";
import type { Clause } from "./clauses";
import * as conditions from "./conditions";
import type { Rule } from "./conditions";
import type { PasteAnswer, PasteItem, PasteRef, Side } from "./shapes";

const PLURAL = /\b(?:papers|publications|articles|everything|all|those|ones)\b/i;
/** A heading speaks of papers, not of a homepage. */
const HEADING = new RegExp(
  String.raw`\b(?:mine|papers?|publications?|articles?|works?|ones?|belong\w*|wrote|written|authored|by me` +
    String.raw`|else|different|another|others?|following)\b`,
  "i",
);
const POINTS = /:\W*$|\b(?:these|those|following|below|listed|lists?|above|both|this)\b/i;
/** "It is by someone else." */
const BACK = /^\W*(?:and |but )?(?:it|they|this(?: one| paper)?|both|these(?: papers)?)\b(?!.*:\W*$)/i;
const SHOWN = /\b(?:listed|shown|given|appearing|that (?:are|is|appear)) (?:listed )?(?=(?:on|in) (?:the|this|my)\b)/gi;

/** Which of the marked papers a mark stands for. */
const numberOf = (sign: string): number => sign.charCodeAt(0) - 0xe000;

const span = (refs: readonly PasteRef[]): [number, number] => [
  Math.min(...refs.map((ref) => ref.from)),
  Math.max(...refs.map((ref) => ref.to)),
];

/** Whether a list follows, which counts then. */
export function heads(text: Pasted, item: PasteItem, words: string): boolean {
  const next = text.items[text.items.indexOf(item) + 1];
  return /:\W*$/.test(words) && !/^\W*\d{4}\W*$/.test(words) && Boolean(next?.refs.length);
}

/** "All these papers" are those of the page, where the text lists none. */
function scope(text: Pasted, item: PasteItem, words: string, listed: boolean): string {
  const { lines, last } = text.lists();
  const bare = clauses.bare(words).replace(SHOWN, "");
  const single = lines === Number(item.refs.length > 0) && last <= text.items.indexOf(item);
  if (listed || /:\W*$/.test(words) || !single) return bare;
  return bare.replace(/\b(all|none|every one|each|both|any) (?:of )?(?:these|those|them)\b/gi, "$1");
}

/** The rule of a clause; where papers are listed after a colon, or below, the list counts. */
function ruleOf(text: Pasted, item: PasteItem, clause: Clause, listed: boolean): Rule | null {
  if (COUNTED.test(clause.text) || CAREER.test(clause.text) || clause.writer) return null;
  if (listed ? !PLURAL.test(clause.text) || clause.label : heads(text, item, clause.text)) return null;
  const words = scope(text, item, clause.text, listed);
  const rule = conditions.read((!listed && clause.side && numbered(words)) || words, ownList.among(text, clause.text));
  return listed && !rule?.keys.length ? null : rule;
}

/** Whether a clause says whose the papers are that are listed below it, or above. */
function isHeading(text: Pasted, item: PasteItem, words: string, bare: string): boolean {
  if (ORDER.test(words) && !/\p{L}/u.test(bare)) return true;
  if (HEADING.test(words)) return POINTS.test(words) || !conditions.strange(bare).length;
  return /^[^:]{1,30}:\W*$/.test(words) && heads(text, item, words);
}

/** A clause without papers: about the writer, a heading, or not understood. */
function other(text: Pasted, item: PasteItem, clause: Clause, more: Partial<PasteAnswer>): void {
  if (clause.writer) {
    answer(text, item, "person", [], { text: more.text });
    return;
  }
  const bare = clauses.bare(clause.text);
  const back = item.got.filter((a) => a.keys.length);
  const sure = clause.side && !clause.unsure;
  const alike = back.length && back.every((a) => !a.side || a.side === clause.side);
  if (sure && BACK.test(clause.text) && alike) {
    // "A is not mine. It is by someone else."
    for (const a of back) a.side = clause.side;
  } else if (clause.except && !conditions.strange(bare.replace(/\b(?:these|following|below|listed)\b/g, " ")).length) {
    text.heading = { side: clause.side, off: true, answer: null };
  } else if (sure && ownList.counts(clause.text) && heads(text, item, clause.text)) {
    // "The first two are mine:" and three papers below.
    text.heading = { ...NO_HEADING, isOpen: true };
    answer(text, item, "unknown", [], { text: more.text, what: "said", side: clause.side });
    return;
  } else if (sure && !clause.except && isHeading(text, item, clause.text, bare)) {
    const head = answer(text, item, "part", [], { ...more, heads: 0 });
    text.heading = { side: clause.side, off: false, answer: head };
    return;
  } else if (item.pages.length) {
    pages(text, item);
    return;
  } else if (/[\p{L}\p{N}]/u.test(clause.text)) {
    const what = clause.unsure ? "unsure" : clause.side ? "said" : "";
    answer(text, item, "unknown", [], { text: more.text, what, side: sure ? clause.side : "" });
    return;
  }
  if (!item.got.length) answer(text, item, "part", []);
}

/** Papers against which "the older ones" are set: those of the last rule, or all that were named so far. */
function namedBefore(text: Pasted, item: PasteItem): Set<string> {
  const before = text.items.slice(0, text.items.indexOf(item) + 1).flatMap((one) => one.got).filter((a) => a.keys.length);
  const last = before.at(-1);
  return new Set(last?.kind === "rule" ? last.keys : before.filter(({ kind }) => kind === "found").flatMap((a) => a.keys));
}

/**
 * Answers a line clause by clause.
 * @param words of the line, with marks
 * @param marked papers of each mark
 * @param boxed what a box before the line says
 */
export function statements(text: Pasted, item: PasteItem, words: string, marked: PasteRef[][], boxed: Side): void {
  const all = clauses.read(words);
  const raw = (sign: string) => item.raw.slice(...span(marked[numberOf(sign)]));
  const original = (clause: Clause) =>
    clause.text
      .replace(MARKS, raw)
      .replace(/OWNNAME/g, text.names[0])
      .replace(/OTHERPAGE/g, [...text.targets][0])
      .trim();
  let main: PasteAnswer | null = null;
  for (const clause of all) {
    const keysOf = (sign: string) => marked[numberOf(sign)].flatMap(({ keys }) => keys);
    const point = ages.against(clause.text, keysOf, text.rows);
    const signs = [...clause.text.matchAll(MARKS)].map(([sign]) => sign).filter((sign) => sign !== point?.mark);
    const refs = signs.flatMap((sign) => marked[numberOf(sign)]);
    const shown = all.length === 1 ? item.raw : original(clause);
    const off = clause.except && !clause.side;
    const side = clause.side || (off ? "" : boxed);
    const more: Partial<PasteAnswer> = {
      text: shown,
      ...(side && { side }),
      ...(off && { off }),
      ...(clause.only && { only: true }),
    };
    if (refs.length) named(text, item, refs, more, clause.unsure);
    const rule = point && !clause.unsure ? point.rule : ruleOf(text, item, clause, refs.length > 0);
    if (clause.rest && !clause.unsure) {
      const others = rule?.keys ?? [...text.counted].flatMap((one) => one.got.flatMap(({ keys }) => keys));
      const all = others.length ? others : text.rows.map((row) => row.key);
      const whose = side || clauses.opposite(text.heading.side);
      answer(text, item, "rule", [], { ...more, side: whose, what: "all others", rest: all });
    } else if (rule && !clause.unsure) {
      const kind = rule.keys.length ? "rule" : rule.label === "relative" ? "unknown" : "elsewhere";
      const made = answer(text, item, kind, rule.keys, { ...more, what: rule.label });
      if (!clause.except) main = made;
    } else if (!refs.length) {
      const older = side && !clause.unsure ? ages.relative(clause.text, namedBefore(text, item), text.rows) : null;
      if (older) answer(text, item, older.keys.length ? "rule" : "unknown", older.keys, { ...more, what: older.label });
      else other(text, item, clause, more);
    }
    const others = refs.length && !rule && !clause.writer ? beside(clause.text, refs.flatMap(({ keys }) => keys), text.rows) : [];
    for (const one of others) {
      answer(text, item, one.keys.length ? "rule" : "unknown", one.keys, { ...more, text: one.text, what: one.what });
    }
    if (clause.except && main) takeOut(item, main, shown);
    if (clause.label && refs.length && clause.side) text.heading = { ...NO_HEADING, side: clause.side };
  }
}

/** What is taken out of a rule; where it is not understood, what remains is open. */
function takeOut(item: PasteItem, main: PasteAnswer, shown: string): void {
  if (item.got.at(-1)?.kind === "unknown") Object.assign(main, { kind: "unknown", keys: [], what: "except" });
  else {
    const out = new Set(item.got.filter((a) => a !== main && a.text === shown).flatMap((a) => a.keys));
    main.keys = main.keys.filter((key) => !out.has(key));
  }
}
