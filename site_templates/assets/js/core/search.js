"use strict";
var AR = AR || {};

/** Search over names: any word by its beginning, in any order, without diacritics. */
AR.search = (() => {
  /** @param {string} text */
  const fold = (text) =>
    text.replace(/[^\x00-\x7f]+/g, (run) => run.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[‘’ʼ]/g, "'")).toLowerCase();

  const BETWEEN = " \t\n-|";

  /** Where a word next begins in a text, -1 for nowhere. @param {string} text @param {string} word @param {number} [from] */
  function next(text, word, from = 0) {
    let at = text.indexOf(word, from);
    while (at > 0 && !BETWEEN.includes(text[at - 1])) at = text.indexOf(word, at + 1);
    return at;
  }

  /** Whether a text has a word as a whole. @param {string} text @param {string} word */
  function has(text, word) {
    let at = next(text, word);
    while (at >= 0 && at + word.length < text.length && !BETWEEN.includes(text[at + word.length])) at = next(text, word, at + 1);
    return at >= 0;
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
   * @returns {(query: string, most: number) => number[]} numbers of the lines that have all words of a query, those first
   *   in which no word goes on: who is called Li Wei is not lost among those called Liu Weiming
   */
  function lines(text) {
    const folded = fold(text);
    const starts = startsOf(folded);
    return (query, most) => {
      const words = fold(query).split(/[-\s]+/).filter(Boolean).sort((a, b) => b.length - a.length);
      const [rarest, ...others] = words;
      if (!rarest) return Array.from({ length: Math.min(most, starts.length) }, (_, i) => i);
      /** @type {number[]} */
      const whole = [];
      /** @type {number[]} */
      const begun = [];
      for (let at = next(folded, rarest); at >= 0 && whole.length < most;) {
        const number = indexOf(starts, at);
        const end = starts[number + 1] ?? folded.length + 1;
        const line = folded.slice(starts[number], end - 1);
        if (others.every((word) => next(line, word) >= 0)) (words.every((word) => has(line, word)) ? whole : begun).push(number);
        at = next(folded, rarest, end);
      }
      return [...whole, ...begun].slice(0, most);
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
