/** Search over names: any word by its beginning, in any order, without diacritics. */

/** A text without diacritics and capitals. */
export const fold = (text: string): string =>
  text
    .replace(/[^\x00-\x7f]+/g, (run) => run.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’ʼ]/g, "'"))
    .toLowerCase();

/** A text that is searched line by line; lines count from 0. */
export interface LineSearch {
  line(number: number): string;
  /** Numbers of at most `most` lines that have all words of a query; of an empty query the first ones. */
  find(query: string, most: number): number[];
}

/** A character that belongs to a word, as a pattern. */
const INSIDE = "[^\\s|-]";

/** What a query asks for. */
const wordsOf = (query: string) =>
  fold(query)
    .split(/[-\s]+/)
    .filter(Boolean);

/** Where each line begins, and where one more would. */
function startsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  starts.push(text.length + 1);
  return starts;
}

/** Index of the last number that is not larger. */
function indexOf(sorted: number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * One long text is searched as it is, not a hundred thousand short ones, which would have to be made before the first
 * answer; a regular expression goes through it in a few milliseconds.
 * @param text without diacritics, or with each line's words both with and without
 */
export function lines(text: string): LineSearch {
  const starts = startsOf(text);
  const lineAt = (number: number) => text.slice(starts[number], starts[number + 1] - 1);

  /**
   * Numbers of the lines that have all words of a query, those first in which no word goes on: who is called Li Wei is
   * not lost among those called Liu Weiming.
   */
  function find(query: string, most: number): number[] {
    const words = wordsOf(query)
      .sort((a, b) => b.length - a.length)
      .map((word) => word.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&"));
    if (!words.length) return Array.from({ length: Math.min(most, starts.length - 1) }, (_, i) => i);
    const found = new Set<number>();
    for (const end of [`(?!${INSIDE})`, ""]) {
      const [rarest, ...others] = words.map((word) => new RegExp(`(?<!${INSIDE})${word}${end}`, "gi"));
      while (found.size < most && rarest.test(text)) {
        const number = indexOf(starts, rarest.lastIndex - 1);
        const entry = lineAt(number);
        if (others.every((word) => entry.search(word) >= 0)) found.add(number);
        rarest.lastIndex = starts[number + 1];
      }
    }
    return [...found];
  }

  return { line: lineAt, find };
}

/** A text in which words are found by their beginning. */
export const line = (text: string): string => ` ${fold(text).replace(/[-\s|]+/g, " ")}`;

/** What a line has to include for each word of a query. */
export const words = (query: string): string[] => wordsOf(query).map((word) => ` ${word}`);

/** A search over entries; `text` gives what is searched of one. */
export function over<T>(entries: T[], text: (entry: T) => string): (query: string, most: number) => T[] {
  const { find } = lines(entries.map((entry) => fold(text(entry)).replaceAll("\n", " ")).join("\n"));
  return (query, most) => (entries.length ? find(query, most).map((number) => entries[number]) : []);
}
