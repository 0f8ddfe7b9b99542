"use strict";
var AR = AR || {};

/** Search over names: any word by its beginning, in any order, without diacritics. */
AR.search = (() => {
  /** @param {string} text */
  const fold = (text) =>
    text.replace(/[^\x00-\x7f]+/g, (run) => run.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’ʼ]/g, "'")).toLowerCase();

  /** A character that belongs to a word, as a pattern. */
  const INSIDE = "[^\\s|-]";

  /** What a query asks for. @param {string} query */
  const wordsOf = (query) => fold(query).split(/[-\s]+/).filter(Boolean);

  /** Where each line begins, and where one more would. @param {string} text */
  function startsOf(text) {
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    starts.push(text.length + 1);
    return starts;
  }

  /** Index of the last number that is not larger. @param {number[]} sorted @param {number} value */
  function indexOf(sorted, value) {
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
   * @param {string} text without diacritics, or with each line's words both with and without
   */
  function lines(text) {
    const starts = startsOf(text);
    const line = (/** @type {number} */ number) => text.slice(starts[number], starts[number + 1] - 1);

    /**
     * Numbers of the lines that have all words of a query, those first in which no word goes on: who is called Li Wei is
     * not lost among those called Liu Weiming.
     * @param {string} query
     * @param {number} most
     */
    function find(query, most) {
      const words = wordsOf(query).sort((a, b) => b.length - a.length).map((word) => word.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&"));
      if (!words.length) return Array.from({ length: Math.min(most, starts.length - 1) }, (_, i) => i);
      /** @type {Set<number>} */
      const found = new Set();
      for (const end of [`(?!${INSIDE})`, ""]) {
        const [rarest, ...others] = words.map((word) => new RegExp(`(?<!${INSIDE})${word}${end}`, "gi"));
        while (found.size < most && rarest.test(text)) {
          const number = indexOf(starts, rarest.lastIndex - 1);
          const entry = line(number);
          if (others.every((word) => entry.search(word) >= 0)) found.add(number);
          rarest.lastIndex = starts[number + 1];
        }
      }
      return [...found];
    }

    return { line, find };
  }

  return {
    fold,
    lines,

    /** A text in which words are found by their beginning. @param {string} text */
    line: (text) => ` ${fold(text).replace(/[-\s|]+/g, " ")}`,

    /** What a line has to include for each word of a query. @param {string} query */
    words: (query) => wordsOf(query).map((word) => ` ${word}`),

    /**
     * @template T
     * @param {T[]} entries
     * @param {(entry: T) => string} text what is searched
     * @returns {(query: string, most: number) => T[]}
     */
    over(entries, text) {
      const { find } = lines(entries.map((entry) => fold(text(entry)).replaceAll("\n", " ")).join("\n"));
      return (query, most) => (entries.length ? find(query, most).map((number) => entries[number]) : []);
    },
  };
})();
