/**
 * A rule in plain English ("before 2013", "with Mo Li", "all", "the first three papers") and the papers it means.
 * Conditions of one line hold together, unless "or" stands between them.
 */

import type { PaperFacts } from "../model";
import * as names from "../people/names";
import {
  BLOCKS,
  EMPTY,
  FILLER,
  INCLUSIVE,
  LETTERS,
  LINKS,
  MANY,
  PATTERNS,
  SPANS,
  UNANSWERABLE,
} from "./condition_patterns";
import { fold } from "./fold";
import { placed, PLACES } from "./places";

/** Words of a text, folded, with a space at either end. */
const words = (text: string): string => ` ${fold(text)} `;

/** What conditions look at in a row; texts as `words` gives them. */
interface View {
  row: PaperFacts;
  people: string[];
  place: string;
  /** As the ID has it. */
  venue: string;
  where: string;
}

/** A rule as it was understood. */
export interface Rule {
  label: string;
  /** None: no paper fits. */
  keys: string[];
}

const viewsOf = new WeakMap<readonly PaperFacts[], { all: View[]; words: Set<string> }>();

/** What conditions look at, made once per page. */
function views(rows: readonly PaperFacts[]): { all: View[]; words: Set<string> } {
  let made = viewsOf.get(rows);
  if (!made) {
    const all = rows.map((row): View => {
      const [, venue = LETTERS[row.paper[0]] ?? "", volume = ""] = /^\d{4}\.([^-]+)-(.+)\.\d+$/.exec(row.paper) ?? [];
      return {
        row,
        people: row.authors.flatMap(names.scripts).map(words),
        place: words(row.affiliation),
        venue,
        where: words(`${venue} ${volume}`) + words(row.venue),
      };
    });
    const text = (view: View) => `${view.people.join("")} ${view.place} ${view.where}`;
    made = { all, words: new Set(all.flatMap((view) => text(view).split(" "))) };
    viewsOf.set(rows, made);
  }
  return made;
}

/**
 * Papers that a phrase after a link word means.
 * @param phrase folded
 */
function meant(link: string, phrase: string, all: readonly View[]): View[] {
  if (!phrase || phrase.split(" ").every((word) => EMPTY.has(word) || /^\d/.test(word))) return [];
  const inside = ` ${phrase} `;
  const people = () => all.filter((view) => view.people.some((name) => name === inside || name.endsWith(inside)));
  const place = () => all.filter((view) => view.place.includes(inside));
  const venue = () => {
    const exact = all.filter((view) => view.venue === phrase);
    const named = (view: View) => phrase.split(" ").every((word) => view.where.includes(` ${word} `));
    return exact.length ? exact : all.filter(named);
  };
  const either = /^(at|in|venue)$/.test(link) ? [venue, place] : [place, venue];
  for (const way of /with$|by|auth/.test(link) && !link.startsWith("aff") ? [people] : either) {
    const found = way();
    if (found.length) return found;
  }
  return [];
}

/** Words that are none of a rule's. */
export const strange = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word && !FILLER.has(word.replace(/[():,.;!]/g, "")) && !/^[\W_]+$/u.test(word));

const WHOLE = new RegExp(
  String.raw`\b(?:all|every|everything|whole|entire|none (?:of|are|papers|publications)|any (?:of (?:the|these` +
    String.raw`|those) )?(?:papers|publications)|nothing (?:on|in|here)` +
    String.raw`|(?:the|these|those) (?:papers|publications|articles) (?:(?:that|which|are|is|appear|listed|shown|here) )*` +
    String.raw`(?:on|in) (?:this|the|my) (?:(?:unverified|author) )?(?:page|profile)|^ this (?:(?:unverified` +
    String.raw`|author) )?page is)\b`,
);
const NOBODY = /^ (?:(?:all|the|my) )?(?:papers? )?(?:with|venue|affiliation|co-?authors?):? \w/;

/** "with Nobody Here": surely a rule, and no paper fits. */
const none = (rest: string, line: string, left: readonly string[]): Rule | null =>
  NOBODY.test(rest) && left.length <= 4 ? { label: line.trim(), keys: [] } : null;

function yearsLabel(from: number, to: number): string {
  if (from === to) return `${from}`;
  if (from === 0) return `to ${to}`;
  return to === 9999 ? `from ${from} on` : `${from} to ${to}`;
}

interface Condition {
  label: string;
  found: Set<PaperFacts>;
  isYear: boolean;
}

/** "2019 and 2021" are both meant, "since 2019 until 2021" is a span. */
function ofYears(years: readonly Condition[], rows: readonly PaperFacts[]): Condition {
  const all = rows.filter((row) => years.every(({ found }) => found.has(row)));
  const isSpan = all.length > 0 || years.length === 1;
  const found = isSpan ? all : rows.filter((row) => years.some((one) => one.found.has(row)));
  return { label: years.map(({ label }) => label).join(isSpan ? ", " : " or "), found: new Set(found), isYear: true };
}

/** "With A or B": what follows "or" belongs to the condition before it. */
function orPhrase(rest: string, link: string, parts: readonly Condition[], all: readonly View[]): string {
  const next = / # or ((?:[^ #]+ )+)/.exec(rest)?.[1].trim().split(" ") ?? [];
  for (let n = Math.min(next.length, 9); n > 0; n--) {
    const phrase = next.slice(0, n).join(" ");
    const found = meant(link, fold(phrase), all);
    const last = parts.at(-1);
    if (!found.length || !last) continue;
    found.forEach(({ row }) => last.found.add(row));
    last.label += ` or ${phrase}`;
    return rest.replace(` # or ${phrase} `, " # ");
  }
  return rest;
}

/**
 * The rule that a line is, null if it is none.
 * @param rows in the order of the author page
 */
export function read(line: string, rows: readonly PaperFacts[]): Rule | null {
  let rest = ` ${line
    .replace(/[’‘]/g, "'")
    .replace(/[“”".,;!?]/g, " ")
    .replace(/\s+/g, " ")
    .toLowerCase()
    .trim()} `;
  if (rest.length > 400) return null;
  const parts: Condition[] = [];
  const add = (label: string, found: PaperFacts[], isYear = false) => {
    parts.push({ label, found: new Set(found), isYear });
    return " # ";
  };
  // "All 14 papers", where there are 14.
  const every = new Set(rows.map((row) => row.paper)).size;
  rest = rest.replace(/\ball (?:of )?(?:the |these |my )?(\d+)\b/, (told, n) => (Number(n) === every ? "all" : told));
  // The places first: what is left of "the first three papers of 2019" is a condition of its own.
  const places = [...rest.matchAll(PLACES)];
  rest = rest.replace(PLACES, "papers");
  for (const [i, [, span]] of SPANS.entries()) {
    rest = rest.replace(PATTERNS[i], (text: string, ...groups: unknown[]) => {
      const [a, b] = groups
        .slice(0, -2)
        .map(String)
        .filter((part) => /^\d{4}$/.test(part))
        .map(Number);
      let [from, to] = span(a, b);
      if (INCLUSIVE.test(text) && i > 2) {
        if (from === 0) to = a;
        else if (to === 9999) from = a;
      }
      return add(
        yearsLabel(from, to),
        rows.filter((row) => row.year !== null && row.year >= from && row.year <= to),
        true,
      );
    });
  }
  // A rule begins like one; other lines are not searched.
  const plain = (word: string) => !views(rows).all.some((view) => view.venue === word);
  if (!MANY.test(rest) && strange(rest.split(LINKS)[0]).some(plain)) return null;
  for (const match of [...rest.matchAll(LINKS)]) {
    const { all, words: known } = views(rows);
    const after = rest
      .slice(rest.indexOf(match[0]) + match[0].length)
      .split(" # ")[0]
      .trim()
      .split(" ")
      .slice(0, 9);
    const end = after.findIndex(
      (word) =>
        !fold(word)
          .split(" ")
          .every((one) => known.has(one)),
    );
    for (let n = end < 0 ? after.length : end; n > 0; n--) {
      const phrase = after.slice(0, n).join(" ");
      const found = meant(match[1], fold(phrase), all);
      if (!found.length) continue;
      rest = rest.replace(
        match[0] + phrase,
        add(
          `${match[1]} ${phrase}`,
          found.map((view) => view.row),
        ),
      );
      rest = orPhrase(rest.replace(/\s+/g, " "), match[1], parts, all);
      break;
    }
  }
  // "ACL 2023", "papers in EMNLP or ACL": names of venues alone.
  const venues = strange(rest).map((word) => ({
    word,
    found: rows.filter((_, i) => views(rows).all[i].venue === word),
  }));
  if (venues.length < 4 && venues.every(({ found }) => found.length)) {
    for (const { word, found } of venues) rest = rest.replace(` ${word} `, add(word, found));
  }
  rest = rest.replace(/\s+/g, " ");
  const left = strange(rest);
  const points = /\b(?:following|below)\b|\b(?:these|listed)\b(?!.*\b(?:on|in) (?:this|the|my) (?:\w+ )?(?:page|profile)\b)/;
  const whole = WHOLE.test(rest) && !points.test(rest);
  // "with Nobody in 2019": a condition that fits nobody is not left out.
  const open = /\b(?:with|by|at|from|co-?authored|affiliated) (?:(?:the|an?) )*([^ #]+)/.exec(
    rest.replace(/ # /g, " #  # "),
  )?.[1];
  if (UNANSWERABLE.test(rest) || left.some((word) => BLOCKS.test(word.replace(/[():]/g, ""))) || (open && left.includes(open))) {
    return parts.length || places.length ? null : none(rest, line, left);
  }
  if (left.length) return none(rest, line, left);
  if (!parts.length && !places.length && !whole) return null;
  const years = parts.filter(({ isYear }) => isYear);
  const all = [...(years.length ? [ofYears(years, rows)] : []), ...parts.filter(({ isYear }) => !isYear)];
  // "2023 or 2024 at EMNLP": the years are either, the venue holds for both.
  const either = years.length < 2 && / # or (?:\w+ )?# /.test(rest);
  const labels = all.map(({ label }) => label);
  const fits = (row: PaperFacts) => (either ? all.some((one) => one.found.has(row)) : all.every((one) => one.found.has(row)));
  let chosen = rows.filter((row) => !all.length || fits(row));
  if (places.length) {
    const papers = [...new Set(chosen.map((row) => row.paper))];
    const some = places.map((place) => placed(place, papers));
    const wanted = new Set(some.every(Boolean) ? some.flatMap((one) => one ?? []) : []);
    chosen = chosen.filter((row) => wanted.has(row.paper));
    labels.unshift(...places.map((place) => place[0].trim()));
  }
  return { label: labels.join(either ? " or " : ", ") || "all", keys: chosen.map((row) => row.key) };
}
