"use strict";
var AR = AR || {};

/** Search over names: any word by its beginning, in any order, without diacritics. */
AR.search = (() => {
  /** @param {string} text */
  const fold = (text) =>
    text.replace(/[^\x00-\x7f]+/g, (run) => run.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’ʼ]/g, "'")).toLowerCase();

  /** Whether a word may begin here: after a blank, a tab, the line before, "-" or "|". @param {string} text @param {number} at */
  const begins = (text, at) => at === 0 || " \t\n-|".includes(text[at - 1]);

  /** Where a word next begins in a text, -1 for nowhere. @param {string} text @param {string} word @param {number} [from] */
  function next(text, word, from = 0) {
    let at = text.indexOf(word, from);
    while (at >= 0 && !begins(text, at)) at = text.indexOf(word, at + 1);
    return at;
  }

  /** Where each line begins. @param {string} text */
  function startsOf(text) {
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
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
   * One long text is searched, not a hundred thousand short ones, which would have to be made before the first answer.
   * @param {string} text
   * @returns {(query: string, most: number) => number[]} numbers of the lines that have all words of a query
   */
  function lines(text) {
    const folded = fold(text);
    const starts = startsOf(folded);
    return (query, most) => {
      const [rarest, ...others] = fold(query).split(/[-\s]+/).filter(Boolean).sort((a, b) => b.length - a.length);
      if (!rarest) return Array.from({ length: Math.min(most, starts.length) }, (_, i) => i);
      const found = [];
      for (let at = next(folded, rarest); at >= 0 && found.length < most;) {
        const number = indexOf(starts, at);
        const end = starts[number + 1] ?? folded.length + 1;
        const line = folded.slice(starts[number], end - 1);
        if (others.every((word) => next(line, word) >= 0)) found.push(number);
        at = next(folded, rarest, end);
      }
      return found;
    };
  }

  return {
    fold,
    lines,

    /** A text in which words are found by their beginning. @param {string} text */
    line: (text) => ` ${fold(text).replace(/[-\s|]+/g, " ")}`,

    /** What a line has to include for each word of a query. @param {string} query */
    words: (query) => fold(query).split(/[-\s]+/).filter(Boolean).map((word) => ` ${word}`),

    /**
     * @template T
     * @param {T[]} entries
     * @param {(entry: T) => string} text what is searched
     * @returns {(query: string, most: number) => T[]}
     */
    over(entries, text) {
      const find = lines(entries.map((entry) => text(entry).replaceAll("\n", " ")).join("\n"));
      return (query, most) => (entries.length ? find(query, most).map((number) => entries[number]) : []);
    },
  };
})();
