/** What a text says as a whole, once each clause has been read: all others, only these, and what contradicts itself. */

import type { PaperFacts } from "../model";
import * as clauses from "./clauses";
import { FORM } from "./lines";
import type { PasteAnswer, Side } from "./shapes";

const named = (a: PasteAnswer): boolean =>
  a.kind === "found" || a.kind === "choose" || a.kind === "elsewhere" || a.kind === "rule";

/**
 * A heading holds for the papers below it; where none follow, for those above; else it is not understood. One that is
 * marked as a heading (of a form, "### …") never looks back, and means nothing where no papers follow.
 */
function headings(answers: PasteAnswer[]): void {
  answers.forEach((a, i) => {
    if (a.kind !== "part" || !a.side || a.heads) return;
    if (FORM.test(a.text)) {
      a.side = "";
      return;
    }
    const above = answers.slice(0, i).filter((one) => named(one) && one.kind !== "rule" && !one.side);
    const meant = /\b(?:this|that|it)\b/i.test(a.text) ? above.slice(-1) : above;
    for (const one of meant) one.side = a.side;
    if (!meant.length) Object.assign(a, { kind: "unknown", what: "heading" });
  });
}

/** "The rest": all papers that the text doesn't name; not understood where it names none. */
function rest(answers: PasteAnswer[], rows: readonly PaperFacts[]): void {
  const others = answers.filter((a) => a.rest);
  const only = answers.find((a) => a.only && a.kind !== "unknown");
  const refused = answers.some((a) => !a.rest && a.side === "not" && a.keys.length);
  if (only && !others.length && !refused) {
    const made: PasteAnswer = {
      ...only,
      kind: "rule",
      keys: [],
      side: "not",
      what: "all others",
      only: false,
      rest: rows.map((row) => row.key),
    };
    answers.splice(answers.findLastIndex((a) => a.line === only.line) + 1, 0, made);
    others.push(made);
  }
  const known = new Set(answers.filter((a) => !a.rest).flatMap((a) => a.keys));
  const sure =
    answers.some((a) => !a.rest && a.keys.length && a.kind !== "choose") &&
    !answers.some((a) => a.kind === "unknown" && a.what);
  const few = (a: PasteAnswer) => (a.rest ?? []).length < rows.length;
  for (const a of others) {
    const told = answers.find((one) => one.side && one.keys.length && !one.rest);
    const side = a.side || clauses.opposite(told?.side ?? "");
    if (sure && side) Object.assign(a, { side, keys: (a.rest ?? []).filter((key) => !known.has(key)) });
    // "the other two papers before 2018": a rule of its own.
    else if (a.side && !known.size && few(a) && !answers.some((one) => one.kind === "unknown")) a.keys = a.rest ?? [];
    else Object.assign(a, { kind: "unknown", keys: [], what: "rest" });
  }
}

/** A paper named by itself counts before a rule; what is said to be both is for the user to choose. */
function contradictions(answers: PasteAnswer[]): void {
  const keys = (kind: PasteAnswer["kind"], side: Side) =>
    new Set(answers.filter((a) => a.kind === kind && a.side === side).flatMap((a) => a.keys));
  const both = new Set<string>();
  for (const kind of ["found", "rule"] as const) {
    const [yes, not] = [keys(kind, "yes"), keys(kind, "not")];
    for (const key of yes) if (not.has(key)) both.add(key);
  }
  const single = new Set(answers.filter((a) => a.kind === "found" && a.side).flatMap((a) => a.keys));
  const [yes, not] = [keys("found", "yes"), keys("found", "not")];
  const open = new Set([...both].filter((key) => !single.has(key) || yes.has(key) === not.has(key)));
  for (const a of answers) {
    if (a.kind === "rule" && a.side) {
      a.keys = a.keys.filter((key) => !(a.side === "yes" ? not : yes).has(key) && !open.has(key));
    } else if (a.kind === "found" && a.keys.some((key) => open.has(key))) a.kind = "choose";
  }
  const left = [...open].filter((key) => !single.has(key));
  const last = [...answers].reverse().find((a) => a.kind === "rule" && a.side);
  if (left.length && last) {
    answers.splice(answers.indexOf(last) + 1, 0, { ...last, kind: "choose", keys: left, side: "", what: "" });
  }
}

/**
 * Settles sides in place, and takes out what a text with both sides says is not meant.
 * @returns what the text says of all papers that it means
 */
export function settle(answers: PasteAnswer[], rows: readonly PaperFacts[]): Side {
  headings(answers);
  rest(answers, rows);
  contradictions(answers);
  const meant = answers.filter((a) => a.keys.length && a.kind !== "choose");
  const unsure = answers.some((a) => a.kind === "choose" && a.side === "yes");
  const mixed = meant.some((a) => a.side === "not") && (unsure || meant.some((a) => a.side !== "not" && !a.off));
  if (mixed) for (const a of answers) a.off ||= a.side === "not";
  const kept = answers.filter((a) => a.keys.length && !a.off);
  const side = kept[0]?.side ?? "";
  return !mixed && kept.every((a) => a.side === side) ? side : "";
}
