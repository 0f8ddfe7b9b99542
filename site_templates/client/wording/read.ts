/**
 * Which papers of a page a pasted text means, and whose it says they are: addresses, IDs, titles, BibTeX, the text of
 * an author page, an e-mail, rules. Every line gets an answer; what is not certain is for the user to choose.
 */

import type { PaperFacts } from "../model";
import { slug } from "../people/names";
import { answer, isCertain, named, NO_HEADING, pages, type Pasted } from "./answers";
import { beside } from "./beside";
import * as clauses from "./clauses";
import * as conditions from "./conditions";
import { bare, boxOf, clean, FORM, hasOrcid, ownNames, plain, split } from "./lines";
import { otherLine, title } from "./other_lines";
import * as ownList from "./own_list";
import * as references from "./references";
import * as requesters from "./requester";
import type { Requester } from "./requester";
import type { PasteAnswer, PasteItem, PasteRef, Side } from "./shapes";
import * as sides from "./sides";
import { statements } from "./statements";
import { fold } from "./fold";
import * as titles from "./titles";

/** What a pasted text means. */
export interface PasteReading {
  /** Number of lines with something on them. */
  lines: number;
  answers: PasteAnswer[];
  /** What the text says these papers are, where it says it of all. */
  said: Side;
  requester: Requester;
  /** ID of the author page to which it wants papers moved, "" if there is none, or there are several. */
  target: string;
  /** Author pages to which it wants papers moved, where there are several. */
  targets: string[];
}

/** A box of a form that stands for its other boxes. */
const NO_CHOICE = /^\W*(?:none|all|any) of (?:the above|the following|these|those|them)\W*$/i;
/** Other papers beside those that a line names. */
const BESIDES = /(?:\b(?:and|plus|also|as well as)\b|[,;+&])[^\uE000-\uF8FF]*\b(?:papers?|publications?|articles?|those|everything|ones?)\b/i;
/** A reference has such words, too. */
const CITED = /\b(?:proceedings|volume|vol|pages?|pp)\b|^@\w+\s*[{(]/i;
/** Characters of a line that is no reference. */
const LONGEST_LIST = 300;
/** What papers are to do. */
const MOVES = /\b(?:move|transfer|belongs?|put|assign|reassign|add|go(?:es)?)\b/i;

/** What is known of a text before its lines are answered, and what it says of the writer. */
function prepare(raw: string, rows: readonly PaperFacts[], page: string): { text: Pasted; requester: Requester } {
  const papers = new Map<string, PaperFacts[]>();
  for (const row of rows) papers.set(row.paper, [...(papers.get(row.paper) ?? []), row]);
  const lines = clean(raw);
  const { about, ...requester } = requesters.read(lines);
  const items = split(lines);
  const texts = new Map([...papers].map(([id, [row]]) => [id, fold(row.title).replaceAll(" ", "")]));
  references.find(items, papers, texts);
  const names = ownNames(rows);
  const own = new Set([page, page.replace(/\/unverified$/, ""), ...names.map((name) => slug(name) ?? "")]);
  const others = items.flatMap((item) => item.pages).filter((id) => !own.has(id) && !id.endsWith("/unverified"));
  const silent = (item: PasteItem) => !about.has(item.line - 1) && !clauses.speaks(plain(item.raw.slice(0, 400)));
  let like: ReturnType<typeof titles.like> | undefined;
  let lists: ReturnType<Pasted["lists"]> | undefined;
  const text: Pasted = {
    rows,
    papers,
    items,
    about,
    names,
    targets: new Set(others),
    boxes: items.some((item) => item.refs.length && boxOf(item) === "yes"),
    near: (line) => (like ??= titles.like(texts))(line),
    lists: () =>
      (lists ??= { lines: items.filter((one) => one.refs.length).length, last: items.findLastIndex(silent) }),
    list: new Map(),
    counted: new Set(),
    heading: NO_HEADING,
    above: null,
  };
  return { text, requester };
}

/** The words of a line without what could be taken for the writer's: names, author pages, an ORCID, a box. */
function wordsOf(text: Pasted, item: PasteItem, marked: string): string {
  if (item.raw.length > references.LONGEST) return "";
  const withoutPages = item.pages.reduce(
    (all, id) =>
      all.replace(/\S*people\/[^\s:]*(?::(?!\/))?/, (own) => {
        const colon = own.endsWith(":") ? ":" : "";
        return ` ${text.targets.has(id) ? "OTHERPAGE" : "this page"}${colon} `;
      }),
    marked,
  );
  return clauses.anonymous(plain(bare(withoutPages)), text.names);
}

/** What a box before a line says of its papers. */
function sideOfBox(text: Pasted, box: Side): Side {
  if (box === "yes") return text.heading.side || "yes";
  return box === "not" && text.boxes ? clauses.opposite(text.heading.side || "yes") : "";
}

/** Papers, and at most a rule beside them: "D18-2022 and those before 2013". */
function list(text: Pasted, item: PasteItem, refs: readonly PasteRef[], words: string, side: Side): void {
  named(text, item, refs, { side }, clauses.said(words).unsure);
  if (item.raw.length > LONGEST_LIST || CITED.test(item.raw) || !BESIDES.test(words)) return;
  for (const { text: part, keys, what } of beside(words, refs.flatMap((ref) => ref.keys), text.rows)) {
    answer(text, item, keys.length ? "rule" : "unknown", keys, { text: part, what, side });
  }
}

/** "Move everything before 2012 to …": an author page, and a rule of what goes there. */
function toPage(text: Pasted, item: PasteItem, words: string): void {
  pages(text, item);
  const isMove = item.pages.some((id) => text.targets.has(id)) && MOVES.test(words);
  const rule = isMove ? conditions.read(clauses.bare(words), text.rows) : null;
  if (rule?.keys.length) answer(text, item, "rule", rule.keys, { what: rule.label });
}

function answerLine(text: Pasted, item: PasteItem): void {
  const { text: whole, marked } = references.masked(item);
  const box = boxOf(item);
  const short = item.raw.length <= references.LONGEST && !/^@\w+\s*[{(]/.test(item.raw);
  const words = wordsOf(text, item, whole);
  if (FORM.test(item.raw)) text.heading = NO_HEADING;
  const speaks = () => clauses.speaks(words);
  if (text.about.has(item.line - 1) && !(hasOrcid(item.raw) && speaks()) && !marked.length) {
    answer(text, item, "person", []);
  } else if (box && !marked.length && (NO_CHOICE.test(words) || !conditions.read(words, text.rows)?.keys.length)) {
    answer(text, item, "part", []);
  } else {
    const boxed = sideOfBox(text, box);
    if (short && speaks() && (marked.length || !title(text, item))) statements(text, item, words, marked, boxed);
    else if (marked.length) list(text, item, marked.flat(), words, boxed);
    else if (item.pages.length) toPage(text, item, words);
    else if (!item.got.length) otherLine(text, item, words, boxed);
  }
}

/** Papers that are to go to one of several pages are for the user to choose: one page after the other. */
function open(item: PasteItem, targets: readonly string[]): void {
  const isTarget = item.pages.some((id) => targets.includes(id));
  for (const a of item.got) {
    if (isCertain(a) && a.side !== "not" && (isTarget || !a.side)) a.kind = "choose";
  }
}

/**
 * Reads a pasted text.
 * @param rows of the page, in its order
 * @param page the page's ID
 */
export function read(raw: string, rows: readonly PaperFacts[], page = ""): PasteReading {
  const { text, requester } = prepare(raw, rows, page);
  for (const item of text.items) {
    answerLine(text, item);
    ownList.add(text, item);
    if (item.got.some((a) => a.kind === "found" || a.kind === "choose")) text.above = item;
  }
  const targets = [...text.targets];
  if (targets.length > 1) for (const item of text.items) open(item, targets);
  ownList.settle(text);
  const answers = text.items.flatMap((item) => item.got);
  // A year alone is a heading where papers are listed.
  if (answers.some((a) => a.kind === "found")) {
    for (const a of answers) {
      if (a.what && /^\W*\d{4}\W*$/.test(a.text)) Object.assign(a, { kind: "part", keys: [], side: "" });
    }
  }
  const said = sides.settle(answers, rows);
  const lines = new Set(text.items.map((item) => item.line)).size;
  return { lines, answers, said, requester, target: targets.length === 1 ? targets[0] : "",
    targets: targets.length > 1 ? targets : [] };
}
