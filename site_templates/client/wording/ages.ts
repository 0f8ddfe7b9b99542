/** Papers by their age against others that a text names: "the older ones", "everything before 2024.acl-long.1". */

import type { PaperFacts } from "../model";
import { RELATIVE } from "./clause_patterns";
import type { Rule } from "./conditions";

const WORKS = "(?:papers?|publications?|articles?|works?|ones?|those|everything|anything|all|any)";
/** Before papers that are a point in time, and not meant themselves. */
const POINT = new RegExp(
  String.raw`\b${WORKS}\b(?:(?!\b(?:and|but|except)\b)[^\uE000-\uF8FF:;,]){0,30}?\b` +
    String.raw`(before|prior to|preceding|(?:older|earlier|newer|later|more recent) than|after|since|up to|until)` +
    String.raw`\s+(?:(?:the|my|paper|and including)\s+)*["“(]?([\uE000-\uF8FF])`,
  "i",
);
/** "From 2024.acl-long.1 on". */
const FROM = new RegExp(
  String.raw`\b(?:from|starting (?:from|with)|beginning with)\s+(?:(?:the|my|paper)\s+)*["“(]?([\uE000-\uF8FF])[)”"]? ` +
    String.raw`(?:on(?:wards?)?|and (?:later|newer|up))\b`,
  "i",
);
/** "Everything before it", "and older": against the papers of the same clause. */
const AGAINST = new RegExp(
  String.raw`\b(before|prior to|after|since|(?:older|earlier|newer|later|more recent) than)\s+(?:it|this|that` +
    String.raw`|them|these|those)\b` +
    String.raw`|^\W*(older|earlier|newer|later)\W*$|^\W*(?:all |every(?:thing)? |any(?:thing)? )+(older|earlier` +
    String.raw`|newer|later)\b`,
  "i",
);
const NEWER = /^(?:newer|later|more recent|subsequent|after|since)/i;
const INCLUDING = /^(?:since|up to|until)/i;

/** Papers of the years before, or after, some; none where another paper of that same year leaves it open. */
function byAge(rows: readonly PaperFacts[], base: ReadonlySet<string>, word: string, label: string): Rule {
  const years = rows.filter(({ key }) => base.has(key)).map(({ year }) => year);
  const isNewer = NEWER.test(word);
  const edge = isNewer ? Math.max(...years.map((year) => year ?? 9999)) : Math.min(...years.map((year) => year ?? 0));
  const others = rows.filter(({ key, year }) => !base.has(key) && year !== null);
  const isClear = years.length > 0 && others.every(({ year }) => year !== edge);
  const found = isClear ? others.filter(({ year }) => (isNewer ? (year ?? 0) > edge : (year ?? 0) < edge)) : [];
  const own = isClear && INCLUDING.test(word) ? [...base] : [];
  const keys = [...found.map(({ key }) => key), ...own];
  return { label: keys.length ? label.trim() || `${word} ${edge}` : "relative", keys };
}

/** "The older ones", beside papers that were named before; null if the words are no such clause. */
export function relative(words: string, base: ReadonlySet<string>, rows: readonly PaperFacts[]): Rule | null {
  const against = AGAINST.exec(words);
  const found = against ?? RELATIVE.exec(words);
  if (!found || /\d{4}/.test(words)) return null;
  const word = found.slice(1).find(Boolean) ?? "";
  return byAge(rows, base, word, found[0]);
}

/** "Everything before 2024.acl-long.1": the mark of the paper, and the rule; null if no paper is such a point. */
export function against(
  words: string, keysOf: (mark: string) => readonly string[], rows: readonly PaperFacts[],
): { mark: string; rule: Rule } | null {
  const found = POINT.exec(words);
  const [, word, mark] = found ?? ["", "since", FROM.exec(words)?.[1] ?? ""];
  return mark ? { mark, rule: byAge(rows, new Set(keysOf(mark)), word, "") } : null;
}
