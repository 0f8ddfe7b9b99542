/** Lines that name no paper for certain and don't say whose papers are. */

import { paperOf } from "../state/keys";
import { answer, NO_HEADING, type Pasted } from "./answers";
import * as clauses from "./clauses";
import * as conditions from "./conditions";
import { FORM, plain } from "./lines";
import { LONGEST } from "./references";
import type { PasteItem, Side } from "./shapes";
import { heads, statements } from "./statements";
import { fold } from "./fold";

const VOLUME = /(?<![\w.])(\d{4}\.[a-z0-9_]+-[a-z0-9_]+)(?![\w-]|\.\d)|\bvolumes\/([a-z]\d\d-\d\d?)(?!\d)/i;
/** A heading that speaks of somebody, without saying whether it is the writer. */
const SOMEBODY = /\b(?:person|author|researcher|scholar|namesake|he|him|his|she|her|they|their|people)s?\b/i;
const BADGE = new RegExp(
  String.raw`\b(?:pdf|bib|abs|video|code|data|software|poster|slides|optional|supplementary material|dataset` +
    String.raw`|attachment)\b`,
  "gi",
);
const CITING = /\b(?:volume|vol|pages?|pp|and|in|of|the|proceedings)\b/gi;

const near = (text: Pasted, item: PasteItem) => text.near(fold(item.raw).replaceAll(" ", ""));

/** Rows of papers. */
const keysOf = (text: Pasted, ids: readonly string[]): string[] =>
  ids.flatMap((id) => text.papers.get(id) ?? []).map((row) => row.key);

/** Whether a line is a title, but for slips; answers it then. */
export function title(text: Pasted, item: PasteItem, guess = near(text, item)): boolean {
  const side: Side = /\b(?:mine|belong)/i.test(item.raw) ? clauses.said(plain(item.raw)).side : "";
  if (guess.sure) answer(text, item, "found", keysOf(text, guess.ids.slice(0, 1)), { what: "like", side });
  for (const a of item.got) if (a.keys.length > 1) a.kind = "choose";
  return guess.sure;
}

/** Whether a line names the authors or the venue of the paper above it, as on an author page. */
function belongs(text: Pasted, raw: string): boolean {
  const papers = (text.above?.got ?? []).flatMap((a) => a.keys).map(paperOf);
  const rows = papers.flatMap((id) => text.papers.get(id) ?? []);
  const theirs = new Set(rows.flatMap((row) => fold(`${row.authors.join(" ")} ${row.venue}`).split(" ")));
  const more = raw.replace(BADGE, " ");
  const left = fold(more.replace(CITING, " "))
    .split(" ")
    .filter((word) => /\D/.test(word));
  return left.length ? left.filter((word) => theirs.has(word)).length >= left.length * 0.6 : more !== raw;
}

/** How the IDs of a volume's papers begin. */
function volumeOf(raw: string): { start: string; what: string } | null {
  const found = VOLUME.exec(raw);
  if (!found) return null;
  const [, id, old] = found;
  if (id) return { start: `${id.toLowerCase()}.`, what: id };
  return { start: old.toUpperCase().replace(/^(W..-)(.)$/, "$10$2"), what: old };
}

/** Answers a line that may be a title, a volume, a rule, or belong to the line above it. */
export function otherLine(text: Pasted, item: PasteItem, words: string, side: Side): void {
  const guess = near(text, item);
  if (title(text, item, guess)) return;
  const volume = volumeOf(item.raw);
  if (volume) {
    const keys = text.rows.filter((row) => row.paper.startsWith(volume.start)).map((row) => row.key);
    answer(text, item, "rule", keys, { what: volume.what, side });
    return;
  }
  if (belongs(text, item.raw)) {
    answer(text, item, "part", []);
    return;
  }
  if (item.raw.length > LONGEST) {
    answer(text, item, guess.ids.length ? "choose" : "unknown", keysOf(text, guess.ids), { side });
    return;
  }
  if (heads(text, item, words)) {
    const isOpen = SOMEBODY.test(words);
    text.heading = isOpen ? { ...NO_HEADING, isOpen } : text.heading;
    answer(text, item, isOpen ? "unknown" : "part", [], { what: isOpen ? "whose" : "" });
    return;
  }
  const [main, ...taken] = clauses.read(words);
  const rule = conditions.read(clauses.bare(words), text.rows);
  if (rule?.keys.length) {
    answer(text, item, "rule", rule.keys, { what: rule.label, side });
    return;
  }
  if (main && (taken.length || main.text !== words)) {
    const rules = [main, ...taken].map((clause) => conditions.read(clause.text, text.rows));
    if (rules.some((one) => one?.keys.length)) {
      statements(text, item, words, [], side);
      return;
    }
  }
  if (rule) answer(text, item, "elsewhere", [], { what: rule.label, side });
  else if (guess.ids.length) answer(text, item, "choose", keysOf(text, guess.ids), { side });
  else answer(text, item, FORM.test(item.raw) || /^[\W_]+$/u.test(item.raw) ? "part" : "unknown", []);
}
