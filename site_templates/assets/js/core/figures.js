"use strict";
var AR = AR || {};

/**
 * What the figures of a page show, as numbers: years by person, who writes with whom, how alike the papers are.
 *
 * @typedef {{name: string, papers: number, chosen: number, piles: string[], x: number, y: number, angle: number}} FigureNode
 *   piles: persons of the page with whom this co-author has written, most papers first; x, y on the unit circle
 * @typedef {{a: number, b: number, papers: number, chosen: number, pile: string}} FigureEdge
 *   a, b: places in the nodes; pile: "" if their common papers belong to several persons
 */
AR.figures = (() => {
  /** More names than this can't be read around a circle. */
  const MOST_NAMES = 40;
  /** More papers than this make cells smaller than a hair. */
  const MOST_CELLS = 160;
  const SHADES = 5;

  /**
   * Papers of each person a year.
   * @param {readonly Pile[]} piles
   * @param {ReadonlyMap<string, number | null>} years
   * @param {ReadonlySet<string>} selected
   */
  function timeline(piles, years, selected) {
    const known = piles.flatMap((pile) => pile.keys.flatMap((key) => years.get(key) ?? []));
    const rows = piles.map((pile) => {
      /** @type {Map<number, {papers: number, chosen: number}>} */
      const counts = new Map();
      for (const key of pile.keys) {
        const year = years.get(key);
        if (year === null || year === undefined) continue;
        const cell = counts.get(year) ?? { papers: 0, chosen: 0 };
        counts.set(year, { papers: cell.papers + 1, chosen: cell.chosen + Number(selected.has(key)) });
      }
      return { letter: pile.letter, papers: pile.keys.length, years: [...counts].sort((a, b) => a[0] - b[0]).map(([year, cell]) => ({ year, ...cell })) };
    });
    return { first: Math.min(...known), last: Math.max(...known), top: Math.max(0, ...rows.flatMap((row) => row.years.map((cell) => cell.papers))), rows };
  }

  /**
   * Co-authors around a circle, those of one person side by side, and who of them stand on one paper.
   * @param {readonly Pile[]} piles
   * @param {readonly PaperFacts[]} facts
   * @param {ReadonlySet<string>} selected
   * @returns {{nodes: FigureNode[], edges: FigureEdge[], left: number}} left: co-authors that are not shown
   */
  function network(piles, facts, selected) {
    const letterOf = new Map(piles.flatMap((pile) => pile.keys.map((key) => /** @type {const} */ ([key, pile.letter]))));
    /** @type {Map<string, Map<string, number>>} */
    const count = new Map();
    for (const paper of facts) {
      const letter = letterOf.get(paper.key) ?? AR.piles.UNDECIDED;
      for (const name of new Set(paper.coauthors)) {
        const own = count.get(name) ?? new Map();
        count.set(name, own.set(letter, (own.get(letter) ?? 0) + 1));
      }
    }
    const total = (/** @type {Map<string, number>} */ own) => [...own.values()].reduce((sum, n) => sum + n, 0);
    // Those whom two persons share come first: they are what one looks for.
    const ranked = [...count].sort((a, b) => b[1].size - a[1].size || total(b[1]) - total(a[1]) || (a[0] < b[0] ? -1 : 1));
    const shown = ranked.slice(0, MOST_NAMES);
    const order = new Map(piles.map((pile, at) => [pile.letter, at]));
    const mine = (/** @type {Map<string, number>} */ own) => [...own].sort((a, b) => b[1] - a[1] || (order.get(a[0]) ?? 0) - (order.get(b[0]) ?? 0)).map(([letter]) => letter);
    const placed = shown.map(([name, own]) => ({ name, papers: total(own), piles: mine(own) }))
      .sort((a, b) => (order.get(a.piles[0]) ?? 0) - (order.get(b.piles[0]) ?? 0) || b.papers - a.papers);
    const nodes = placed.map((node, at) => {
      const angle = (2 * Math.PI * (at + 0.5)) / placed.length - Math.PI / 2;
      return { ...node, chosen: 0, x: Math.cos(angle), y: Math.sin(angle), angle };
    });
    const place = new Map(nodes.map((node, at) => [node.name, at]));
    /** @type {Map<string, FigureEdge>} */
    const edges = new Map();
    for (const paper of facts) {
      const letter = letterOf.get(paper.key) ?? AR.piles.UNDECIDED;
      const here = [...new Set(paper.coauthors)].flatMap((name) => place.get(name) ?? []).sort((a, b) => a - b);
      const chosen = Number(selected.has(paper.key));
      for (const at of here) nodes[at].chosen += chosen;
      here.forEach((a, i) => {
        for (const b of here.slice(i + 1)) {
          const edge = edges.get(`${a} ${b}`);
          if (!edge) edges.set(`${a} ${b}`, { a, b, papers: 1, chosen, pile: letter });
          else Object.assign(edge, { papers: edge.papers + 1, chosen: edge.chosen + chosen, pile: edge.pile === letter ? letter : "" });
        }
      });
    }
    return { nodes, edges: [...edges.values()], left: ranked.length - shown.length };
  }

  /**
   * How alike each pair of papers is, person by person.
   * @param {readonly Pile[]} piles
   * @param {(a: string, b: string) => number} chance that two papers are one person's, 0 to 1
   */
  function matrix(piles, chance) {
    const all = piles.flatMap((pile) => pile.keys);
    const keys = all.slice(0, MOST_CELLS);
    /** Runs of one shade, row by row. @type {{row: number, from: number, to: number, shade: number}[]} */
    const runs = [];
    keys.forEach((a, row) => {
      keys.forEach((b, at) => {
        const shade = a === b ? SHADES : Math.min(SHADES, Math.floor(chance(a, b) * (SHADES + 1)));
        const last = runs.at(-1);
        if (last && last.row === row && last.to === at && last.shade === shade) last.to = at + 1;
        else runs.push({ row, from: at, to: at + 1, shade });
      });
    });
    let at = 0;
    const blocks = piles.map((pile) => ({ letter: pile.letter, from: at, to: Math.min((at += pile.keys.length), keys.length) })).filter((block) => block.from < block.to);
    return { keys, runs: runs.filter((run) => run.shade > 0), blocks, left: all.length - keys.length };
  }

  /**
   * Mean chance that papers of two persons are one's, or of one person among themselves.
   * @param {Pile} a @param {Pile} b
   * @param {(a: string, b: string) => number} chance
   * @returns {number | null} null if there is no pair
   */
  function alike(a, b, chance) {
    let [sum, pairs] = [0, 0];
    for (const one of a.keys) for (const other of b.keys) if (one !== other) [sum, pairs] = [sum + chance(one, other), pairs + 1];
    return pairs ? sum / pairs : null;
  }

  return { timeline, network, matrix, alike, SHADES };
})();
