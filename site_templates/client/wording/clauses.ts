/**
 * The clauses of a line and what each says: whose the papers are, that it means only these or all others, that it is
 * about the writer. Papers that are named stand in the line as marks, so that no word of a title is taken for the
 * writer's.
 */

import {
  ALL_BUT_SOME,
  AUTHORSHIP,
  CLAIMS,
  CONTRAST,
  CUTS,
  EXCEPT,
  EXCLUDED,
  GREETING,
  HAS_MARK,
  isPlea,
  JUST_NOT,
  NEG,
  NOT_ALL,
  NOT_MINE,
  ONLY,
  ORDER,
  OTHERS_PAGE,
  OTHERS,
  PLACE,
  RELATIVE,
  REST,
  SAME,
  SOMEBODY,
  STRIPPED,
  UNNAMED,
  UNSURE,
  WRITER,
  WRONG,
  YES,
} from "./clause_patterns";
import type { Side } from "./shapes";

export interface Clause {
  /** Where it begins in the line. */
  from: number;
  text: string;
  side: Side;
  /** Has words that take the statement back: "some", "perhaps", "I don't know". */
  unsure: boolean;
  /** The side stands before the papers, with a colon: it holds for what follows, too. */
  label: boolean;
  only: boolean;
  /** Speaks of all papers that the text doesn't name. */
  rest: boolean;
  /** Is taken out of the clause before. */
  except: boolean;
  /** About the person who writes. */
  writer: boolean;
}

/** The mark of the nth paper of a line. */
export const mark = (n: number): string => String.fromCharCode(0xe000 + Math.min(n, 6399));

const isWrong = (text: string): boolean => WRONG.test(text) || ORDER.test(text);

/** What a text says of papers. */
export function said(text: string): { side: Side; unsure: boolean } {
  const place = /\b(?:only|should|belongs?|keep|add|remain|stay)\b/i.test(text) ? /\b(?:from|off|out of) (?:me|my)\b/gi : PLACE;
  const plain = text.replace(/\bbut not\b/gi, "but").replace(/≠|!=|<>/g, " is not ").replace(place, " ").replace(OTHERS_PAGE, " ");
  const [mine, other, neg] = [NOT_MINE.test(plain), OTHERS.test(plain) || isWrong(text), NEG.test(plain)];
  const side = mine || other || neg ? "not" : YES.test(plain) ? "yes" : "";
  const both = side === "not" && CLAIMS.test(plain);
  const parts = !side && /\b(?:split|separate)\b/i.test(plain);
  return { side, unsure: both || parts || ALL_BUT_SOME.test(plain) || UNSURE.test(plain.replace(OTHERS, " ")) || (other && neg && !mine && !isWrong(plain)) };
}

/** Whether a line says more than which papers it names. */
export const speaks = (text: string): boolean =>
  Boolean(said(text).side) || rests(text) || isWriter(text) || takesOut(text);
const takesOut = (text: string): boolean =>
  EXCEPT.test(text) && /\b(?:all|every\w*|none|nothing|papers|publications|those)\b/i.test(text);
const rests = (text: string): boolean => REST.test(text) || UNNAMED.test(text);
/** "The newer ones are.": the other side of what was said before. */
const turns = (text: string): boolean =>
  (rests(text) || RELATIVE.test(text)) && /\b(?:are|is|do|does)\W*$/i.test(text);
const isWriter = (text: string): boolean => (WRITER.test(text) && !AUTHORSHIP.test(text)) || SOMEBODY.test(text) || isPlea(text);

/** Without the words that say whose; what remains may be a rule. */
export const bare = (text: string): string => STRIPPED.reduce((all, pattern) => all.replace(pattern, " "), text);

interface Slice {
  from: number;
  text: string;
  says: boolean;
  label: boolean;
  writer: boolean;
}

/** Slices with one statement each, of a line with marks. */
function slices(text: string): Slice[] {
  const start = GREETING.exec(text)?.[0].length ?? 0;
  const ends = [...text.matchAll(CUTS)]
    .filter((cut) => cut.index >= start)
    .map((cut) => ({ at: cut.index + cut[0].length, hard: /^(?:;|[.!?])/.test(cut[0]) }));
  const atoms = [{ at: start, hard: true }, ...ends]
    .map(({ at, hard }, i) => ({ from: at, hard, text: text.slice(at, ends[i]?.at) }))
    .filter((atom) => atom.text.trim());
  const groups: Slice[] = [];
  atoms.forEach((atom, i) => {
    const says = Boolean(said(atom.text).side) || rests(atom.text) || turns(atom.text);
    const [label, writer] = [isLabel(atom.text), isWriter(atom.text) && !HAS_MARK.test(atom.text)];
    const last = groups.at(-1);
    const sentence = atoms.findIndex((next, at) => at > i && next.hard && !/;\s*$/.test(atoms[at - 1].text));
    const same = atoms.slice(i + 1, sentence < 0 ? undefined : sentence);
    const later = same.some((next) => said(next.text).side && !isLabel(next.text));
    const bareList = !says && !/[\p{L}]{3}/u.test(atom.text.replace(PLACE, "").replace(/\b(?:and|also|paper|papers)\b/gi, ""));
    const listed = bareList && last && (last.label || ORDER.test(last.text));
    const open = last && !(says && last.says) && (!last.says || !later || last.label);
    if (last && (listed || (!atom.hard && (last.writer ? !says : open)))) {
      last.text = text.slice(last.from, atom.from + atom.text.length);
      last.says ||= says;
    } else groups.push({ from: atom.from, text: atom.text, says, label, writer });
  });
  return groups;
}

/** "Mine: …", "My papers are …". */
function isLabel(text: string): boolean {
  const first = text.search(HAS_MARK);
  const head = first < 0 ? text : text.slice(0, first);
  const end = head.trimEnd();
  const opens = /[:–—-]\s*["“(\[]*$/.test(end) || (/\b(?:are|is)\s*["“]?$/i.test(end) && first > 0);
  return opens && Boolean(said(head).side);
}

/** The author's own name is no condition, whatever follows it: it becomes one word. */
export function anonymous(text: string, names: readonly string[]): string {
  const escape = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const pattern = (name: string) => new RegExp(`(?<![\\p{L}-]|with )${escape(name)}(?![\\p{L}-])`, "giu");
  const whole = names.reduce((all, name) => all.replace(pattern(name), "OWNNAME"), text);
  const parts = [...new Set(names.flatMap((name) => name.split(" ")))].map(escape).join("|");
  if (!parts) return whole;
  const other = new RegExp(`\\b(another|different|other|wrong) (?:${parts})(?![\\p{L}-])`, "giu");
  return whole.replace(other, "$1 OWNNAME");
}

/** The clauses of a line with marks. */
export function read(line: string): Clause[] {
  const text = line.replace(NOT_ALL, "").replace(EXCLUDED, " except $1").replace(JUST_NOT, " except");
  const clauses: Clause[] = [];
  for (const slice of slices(text)) {
    const { side, unsure } = said(slice.text);
    const writer = isWriter(slice.text) && !HAS_MARK.test(slice.text);
    const rest = rests(slice.text);
    const before = clauses.at(-1)?.side ?? "";
    const turned = turns(slice.text) ? opposite(before) : SAME.test(slice.text) ? before : "";
    const own = side || turned;
    const only = own === "yes" && ONLY.test(slice.text);
    const { from, text: words } = slice;
    const label = isLabel(words);
    clauses.push(...exceptions({ from, text: words, side: own, unsure, label, only, rest, except: false, writer }));
  }
  return clauses;
}

/** The other side, if there is one. */
export const opposite = (side: Side): Side => (side === "yes" ? "not" : side === "not" ? "yes" : "");

/** "Unlike A, B is not mine", "B, unlike A, is mine": A is on the other side. */
function contrasted(clause: Clause, at: number, word: string): Clause[] {
  const before = clause.text.slice(0, at);
  const after = clause.text.slice(at + word.length);
  const opens = !/[\p{L}\uE000-\uF8FF]/u.test(before);
  const turns = [...after.matchAll(opens ? /,\s*(?=["“(]*[\uE000-\uF8FF])/g : /[\uE000-\uF8FF](?!,? (?:and|&) [\uE000-\uF8FF]).?/g)];
  // "Unlike A, B, C is …" leaves B open.
  if (!turns.length || (opens && turns.length > 1)) return [{ ...clause, unsure: true }];
  const [{ index, 0: turn }] = turns;
  const text = (opens ? "" : before) + after.slice(index + turn.length);
  const side = said(text).side || clause.side;
  const other = after.slice(0, opens ? index : index + turn.length);
  return [
    { ...clause, text, side },
    { ...clause, from: clause.from + at, text: other, side: opposite(side), except: true, only: false, label: false },
  ];
}

/** "All except … are mine": what is taken out is a clause of its own, with the other side. */
function exceptions(clause: Clause): Clause[] {
  const contrast = CONTRAST.exec(clause.text);
  if (contrast) return contrasted(clause, contrast.index, contrast[0]);
  const cut = EXCEPT.exec(clause.text);
  if (!cut || clause.rest) return [clause];
  const at = cut.index;
  const before = clause.text.slice(0, at);
  const after = clause.text.slice(at + cut[0].length);
  if (!/[\p{L}\uE000-\uF8FF]/u.test(before)) {
    const turn = /,\s*(?=(?:all|every\w*|the|my|none|nothing|i|these|this)\b)/i.exec(after);
    if (!turn || /^but/i.test(cut[0])) return [clause];
    const main = { ...clause, text: after.slice(turn.index + turn[0].length) };
    const side = opposite(clause.side);
    return [main, { ...clause, text: after.slice(0, turn.index), side, except: true, only: false }];
  }
  if (/^but$/i.test(cut[0]) && !/\b(?:all|every\w*|none|nothing|no)\b/i.test(before)) return [clause];
  const [left, right] = [said(before), said(after)];
  const side = left.side || clause.side;
  const taken = left.side && right.side ? right.side : opposite(side);
  return [
    { ...clause, text: before, side },
    { ...clause, from: clause.from + at, text: after, side: taken, except: true, only: false, label: false },
  ];
}
