"use strict";
var AR = AR || {};

/** Which papers of a page a text names: by title, whole or nearly so, or by the BibTeX key that the Anthology gave. */
AR.titles = (() => {
  // The words that BibTeX keys of the Anthology most often leave out.
  const STOP = new Set("a about don dont t s re all an and any are as at be by can do does for from how if in into is it its more no not of on or our over own same so some than that the their this to too under up very was we what when where which who why with you your".split(" "));

  /** Words of a text, comparable: no case, accents, punctuation, TeX or tags. @param {string} text */
  const fold = (text) => text
    .replace(/<\/?[a-z][^<>]*>/gi, "")
    .replace(/\\(?:[a-z]+(?=\s*\{)|[`'^"~=.])\s*|[{}$\\]/gi, "")
    .normalize("NFKD").replace(/[\p{M}\p{Cf}’‘'`´ʼ]/gu, "").toLowerCase().replace(/ß/g, "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  /** @param {string} text */
  const grams = (text) => new Set(Array.from({ length: Math.max(text.length - 2, 0) }, (_, i) => text.slice(i, i + 3)));

  /**
   * Whole titles, also inside other text and across lines. Longer titles first, so that none is found inside another.
   * @param {PasteItem[]} items
   * @param {Map<string, string>} texts title of each paper, folded, without spaces
   * @param {(item: PasteItem, ids: string[], from: number, to: number) => void} found gets each line on which a title stands, with its papers and where it stands in the folded line
   */
  function whole(items, texts, found) {
    let stream = "";
    /** @type {Set<number>} */
    const edges = new Set([0]);
    for (const item of items) {
      item.from = stream.length;
      for (const word of fold(item.raw).split(" ")) edges.add((stream += word).length);
      item.to = stream.length;
    }
    /** @type {Map<string, string[]>} */
    const byTitle = new Map();
    for (const [id, title] of texts) if (title) byTitle.set(title, [...(byTitle.get(title) ?? []), id]);
    const named = new Set(items.flatMap((item) => item.refs).flatMap((ref) => ref.keys).map(AR.store.paperOf));
    /** @type {[number, number][]} */
    const taken = [];
    for (const [compact, ids] of [...byTitle].sort((a, b) => b[0].length - a[0].length)) {
      const short = compact.length < (/[^\0-\x7f]/.test(compact) ? 6 : 14);
      for (let at = stream.indexOf(compact); at >= 0; at = stream.indexOf(compact, at + compact.length)) {
        const end = at + compact.length;
        if (!edges.has(at) || !edges.has(end) || taken.some(([from, to]) => at < to && end > from)) continue;
        const covered = items.filter((item) => item.from < end && item.to > at);
        if (short && (covered.length > 1 || covered[0].from !== at || covered[0].to !== end)) continue;
        taken.push([at, end]);
        const same = ids.filter((id) => named.has(id));
        for (const item of covered) found(item, same.length ? same : ids, Math.max(at - item.from, 0), Math.min(end, item.to) - item.from);
      }
    }
  }

  /**
   * Titles that a line is like, by shared runs of three letters.
   * @param {Map<string, string>} papers title of each, folded, without spaces
   * @returns {(line: string) => {sure: boolean, ids: string[]}} at most five, best first
   */
  function like(papers) {
    const ids = [...papers.keys()];
    const texts = [...papers.values()];
    /** @type {Map<string, number[]>} */
    const index = new Map();
    const sizes = texts.map((text, i) => {
      const own = grams(text);
      for (const gram of own) {
        const list = index.get(gram);
        if (list) list.push(i);
        else index.set(gram, [i]);
      }
      return own.size;
    });
    return (line) => {
      const own = line.length < 8 || line.length > 1000 ? new Set() : grams(line);
      const shared = new Uint16Array(ids.length);
      for (const gram of own) for (const i of index.get(gram) ?? []) shared[i]++;
      /** @type {{id: string, score: number}[]} */
      const scored = [];
      shared.forEach((n, i) => {
        if (n < 0.4 * Math.min(own.size, sizes[i])) return;
        const whole = (2 * n) / (own.size + sizes[i]);
        const inside = sizes[i] >= 20 ? n / sizes[i] - 0.08 : 0;
        const start = line.length >= 15 && texts[i].startsWith(line) ? 0.9 : n / own.size > 0.9 && own.size >= 12 ? 0.6 : 0;
        const score = Math.max(whole, inside, start);
        if (score >= 0.55) scored.push({ id: ids[i], score });
      });
      scored.sort((a, b) => b.score - a.score);
      const best = scored[0]?.score ?? 0;
      const close = scored.filter(({ score }) => score > best - 0.05);
      return { sure: best >= 0.8 && close.length === 1, ids: (best >= 0.8 ? close : scored).slice(0, best >= 0.8 && close.length === 1 ? 1 : 5).map(({ id }) => id) };
    };
  }

  /**
   * Papers whose BibTeX key this may be: last names, year, first words of the title without stop words.
   * @param {string} names such as "wang-etal" or "li-wang"
   * @param {number} year
   * @param {string} rest
   * @param {Map<string, PaperFacts[]>} papers
   */
  function bibkey(names, year, rest, papers) {
    const [word, ...more] = rest.split("-");
    const hits = facts(papers).flatMap(({ id, year: its, authors, ways }) => {
      if (its !== year || !byline(names, authors)) return [];
      const fits = ways.filter((title) => title.includes(word) && more.every((next) => /^\d+$/.test(next) || title.includes(next)));
      const first = fits.some((title) => title.slice(0, title.indexOf(word)).every((before) => STOP.has(before)));
      return fits.length ? [{ id, first }] : [];
    });
    const sure = hits.filter((hit) => hit.first);
    return (sure.length ? sure : hits).map((hit) => hit.id);
  }

  /** @typedef {{id: string, year: number | null, authors: string[], ways: string[][]}} KeyFacts */

  /** @type {WeakMap<Map<string, PaperFacts[]>, KeyFacts[]>} */
  const known = new WeakMap();

  /** What keys are made of, once for all keys of a text. @param {Map<string, PaperFacts[]>} papers */
  function facts(papers) {
    const made = known.get(papers) ?? [...papers].map(([id, [{ year, title, authors }]]) => ({
      id,
      year,
      authors: authors.map((name) => (AR.names.slug(name) ?? fold(name)).replace(/[ -]/g, "")),
      // Keys of all ages: "don't" was once "dont", now "don-t", which are both left out.
      ways: [title, title.replace(/['’]/g, "")].map((way) => (AR.names.slug(way) ?? fold(way).replaceAll(" ", "-")).split("-")),
    }));
    known.set(papers, made);
    return made;
  }

  /** @param {string} names @param {string[]} authors compact slugs */
  function byline(names, authors) {
    const ends = (/** @type {number} */ i, /** @type {string} */ last) => authors[i].endsWith(last.replaceAll("-", ""));
    if (names.endsWith("-etal")) return authors.length > 2 && ends(0, names.slice(0, -5));
    if (authors.length !== 2) return authors.length === 1 && ends(0, names);
    const parts = names.split("-");
    return parts.some((_, i) => i > 0 && ends(0, parts.slice(0, i).join("-")) && ends(1, parts.slice(i).join("-")));
  }

  return { STOP, fold, whole, like, bibkey };
})();
