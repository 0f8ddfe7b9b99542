"use strict";
var AR = AR || {};

/**
 * What two papers or two persons of a page have in common and what not, and which words of an abstract point where.
 *
 * @typedef {{what: "coauthors" | "affiliation" | "venue" | "words", left: string[], right: string[], both: string[]}} Contrast
 */
AR.contrast = (() => {
  const SHORTEST = 4;
  /** Venues of the old IDs, by their letter. */
  const OLD = new Map(Object.entries({ A: "ANLP", C: "COLING", D: "EMNLP", E: "EACL", F: "JEP/TALN", I: "IJCNLP", J: "CL", K: "CoNLL", L: "LREC", M: "MUC", N: "NAACL", O: "ROCLING", P: "ACL", Q: "TACL", R: "RANLP", S: "SemEval", T: "TINLAP", U: "ALTA", W: "workshops", X: "TIPSTER", Y: "PACLIC" }));
  /** Short name of a paper's venue, from its ID. @param {string} paper */
  const venue = (paper) => OLD.get(paper[0]) ?? (/^\d{4}\.([a-z0-9_]+)-/.exec(paper)?.[1] ?? "").toUpperCase();

  /** Distinctive enough words of a title. @param {string} title */
  const words = (title) => [...new Set(AR.titles.fold(title).split(" "))].filter((word) => word.length >= SHORTEST && !AR.titles.STOP.has(word));

  /** Values of some papers, the most frequent first. @param {readonly PaperFacts[]} papers @param {(one: PaperFacts) => string[]} of */
  function ranked(papers, of) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const one of papers) for (const value of new Set(of(one))) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
  }

  /** @param {readonly PaperFacts[]} left @param {readonly PaperFacts[]} right @returns {Contrast[]} rows with something to say */
  function of(left, right) {
    /** @type {[Contrast["what"], (one: PaperFacts) => string[]][]} */
    const kinds = [["coauthors", (one) => one.coauthors], ["affiliation", (one) => [one.affiliation]], ["venue", (one) => [venue(one.paper)]], ["words", (one) => words(one.title)]];
    return kinds.map(([what, value]) => {
      const [a, b] = [ranked(left, value), ranked(right, value)];
      const [inA, inB] = [new Set(a), new Set(b)];
      return { what, left: a.filter((one) => !inB.has(one)), right: b.filter((one) => !inA.has(one)), both: a.filter((one) => inB.has(one)) };
    }).filter((row) => row.left.length + row.right.length + row.both.length);
  }

  /**
   * Words of titles that point to the person a paper is with, or to others of the page.
   * @param {string} key of the paper
   * @param {readonly Pile[]} piles
   * @param {readonly PaperFacts[]} facts
   * @returns {(word: string) => "own" | "other" | ""}
   */
  function pointer(key, piles, facts) {
    const own = new Set(piles.find((pile) => pile.keys.includes(key))?.keys);
    /** @type {Map<string, [number, number]>} */
    const counts = new Map();
    let [mine, theirs] = [0, 0];
    for (const one of facts) {
      if (one.key === key) continue;
      const at = own.has(one.key) ? 0 : 1;
      if (at) theirs++; else mine++;
      for (const word of words(one.title)) {
        const pair = counts.get(word) ?? [0, 0];
        pair[at]++;
        counts.set(word, pair);
      }
    }
    return (word) => {
      const [a, b] = counts.get(AR.titles.fold(word)) ?? [0, 0];
      // As shares of the titles, so that a large person does not own every word.
      const [shareA, shareB] = [a / Math.max(mine, 1), b / Math.max(theirs, 1)];
      if (a && shareA >= 2 * shareB) return "own";
      return b > 1 && shareB >= 2 * shareA ? "other" : "";
    };
  }

  return { of, pointer };
})();
