"use strict";
var AR = AR || {};

/** Search over names: any word by its beginning, in any order, without diacritics. */
AR.search = {
  /**
   * @param {string} text
   * @returns {string}
   */
  fold(text) {
    return (/^[\x00-\x7f]*$/.test(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();
  },

  /** A text in which words are found by their beginning. @param {string} text */
  line: (text) => ` ${AR.search.fold(text).replace(/[-\s|]+/g, " ")}`,

  /** What a line has to include for each word of a query. @param {string} query */
  words: (query) => AR.search.fold(query).split(/[-\s]+/).filter(Boolean).map((word) => ` ${word}`),

  /**
   * @template T
   * @param {T[]} entries
   * @param {(entry: T) => string} text what is searched
   * @returns {(query: string, most: number) => T[]}
   */
  over(entries, text) {
    /** @type {string[] | null} */
    let folded = null;
    return (query, most) => {
      folded = folded || entries.map((entry) => AR.search.line(text(entry)));
      const words = AR.search.words(query);
      const found = [];
      for (let i = 0; i < entries.length && found.length < most; i++) {
        const line = folded[i];
        if (words.every((word) => line.includes(word))) found.push(entries[i]);
      }
      return found;
    };
  },
};
