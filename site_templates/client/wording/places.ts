/** Papers by their place in a list, as "the first three papers" and "1, 3 and 5" count them. */

const NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(" ");
const ENDS = "most recent|least recent|first|top|topmost|latest|newest|last|bottom|oldest|earliest";
const WORKS = "(?:papers?|publications?|articles?|entries|entry|ones?|items?)";
const NTH = `(?:${ORDINALS.join("|")}|\\d+(?:st|nd|rd|th))`;
const SPAN = "#?\\d{1,3}(?: ?(?:-|–|to|through) ?#?\\d{1,3})?";
/** A number in words or digits. */
export const MANY_OF = `\\d+|${NUMBERS.join("|")}`;

/** In small letters without punctuation. */
export const PLACES = new RegExp(
  `\\b(?:(${ENDS}) (?:(${MANY_OF})(?: ${WORKS})?|(?:paper|publication|article|entry|one|item))` +
    `|(${MANY_OF}) (${ENDS})(?: ${WORKS})?|((?:${NTH}(?:,? and (?:the )?|, ?| ))*${NTH}) (?:${WORKS})` +
    `|(?:papers?|publications?|entry|entries|numbers?|items?|nos?) (?:numbers? |nos? )?` +
    `((?:${SPAN} (?:and |& )?)*${SPAN})(?! of))\\b(?! ?%)`,
  "g",
);

/** Nothing but numbers and their joints, with other words before and behind. */
const ALONE = new RegExp(`^(\\D*?)(${SPAN}(?:(?:[,;]| and| &| \\+)+ ?${SPAN})*)(?![\\d.]*\\d)(\\D*)$`, "i");
/** "3 of them", "all 14": these numbers count. */
const COUNTS = new RegExp(`\\b(?:all|every|both|each|any|of|others?|than|with|numbers?|nos?|${WORKS})\\b`, "i");
/** "My papers: 1, 3". */
const HEAD = new RegExp(`${WORKS}:\\s*$`, "i");
/** One number is a place only in "14 is not mine", "mine: 14". */
const ONE = /^\W*(?:is|isn't|was|wasn't|belongs|doesn't|not|mine)\b/i;

/** "1, 3 and 5 are mine" as "papers 1, 3 and 5 …"; null if a text has no such numbers, or one that may be a count. */
export function numbered(text: string): string | null {
  const plain = text.replace(/\((\d{1,2})\)/g, "$1");
  const [, before = "", numbers = "", behind = ""] = ALONE.exec(plain) ?? [];
  const isCount = /^#?\d+$/.test(numbers) && !/:\s*$/.test(before) && !ONE.test(behind);
  return numbers && !isCount && !COUNTS.test(before.replace(HEAD, "") + behind) ? `${before} papers ${numbers}${behind}` : null;
}

/** Of papers in order those at the places that a match of `PLACES` means; null if there are not so many. */
export function placed([, end, many, count, other, nths, list]: RegExpMatchArray, papers: string[]): string[] | null {
  const at = (numbers: number[]) =>
    numbers.every((n) => n > 0 && n <= papers.length) ? numbers.map((n) => papers[n - 1]) : null;
  if (list) {
    const spans = [...list.matchAll(/(\d+)(?: ?(?:-|–|to|through) ?#?(\d+))?/g)].map(([, from, to]) => [+from, +(to ?? from)]);
    return at(spans.flatMap(([from, to]) => (to < from ? [0] : Array.from({ length: to - from + 1 }, (_, i) => from + i))));
  }
  if (nths) return at(nths.split(/,? and (?:the )?|, ?| /).map((nth) => ORDINALS.indexOf(nth) + 1 || parseInt(nth, 10)));
  const n = many || count ? NUMBERS.indexOf(many || count) + 1 || Number(many || count) : 1;
  if (n > papers.length) return null;
  return /^(?:first|top|latest|newest|most)/.test(end || other) ? papers.slice(0, n) : n ? papers.slice(-n) : [];
}
