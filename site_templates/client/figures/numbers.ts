/**
 * What the figures of a page show, as numbers: years by person, who writes with whom, how alike the papers are.
 */

import type { PaperFacts } from "../model";
import { UNDECIDED, type Pile } from "../state/piles";

/** Papers of each person a year. */
export interface Timeline {
  /** Years; without any, Infinity and -Infinity. */
  first: number;
  last: number;
  /** Most papers of one person in one year. */
  top: number;
  rows: { letter: string; papers: number; years: { year: number; papers: number; chosen: number }[] }[];
}

/** A co-author. */
export interface FigureNode {
  name: string;
  papers: number;
  chosen: number;
  /** Persons of the page with whom this co-author has written, most papers first. */
  piles: string[];
}

/** Two co-authors on the same papers. */
export interface FigureEdge {
  /** Places in the nodes. */
  a: number;
  b: number;
  papers: number;
  chosen: number;
  /** "" if their common papers belong to several persons. */
  pile: string;
}

export interface Network {
  nodes: FigureNode[];
  edges: FigureEdge[];
  /** Co-authors that are not shown. */
  left: number;
}

/** How alike each pair of papers is. */
export interface Matrix {
  keys: string[];
  /** Runs of one shade, row by row. */
  runs: { row: number; from: number; to: number; shade: number }[];
  /** The persons' papers, places in the keys. */
  blocks: { letter: string; from: number; to: number }[];
  /** Papers that are not shown. */
  left: number;
}

/** Chance, 0 to 1, that two papers are one person's. */
export type Chance = (a: string, b: string) => number;

/** More names than this tell nothing at a glance. */
const MOST_NAMES = 40;
/** More papers than this make cells smaller than a hair. */
const MOST_CELLS = 160;
export const SHADES = 5;

/** Papers of each person a year. */
export function timeline(
  piles: readonly Pile[],
  years: ReadonlyMap<string, number | null>,
  selected: ReadonlySet<string>,
): Timeline {
  const known = piles.flatMap((pile) => pile.keys.flatMap((key) => years.get(key) ?? []));
  const rows = piles.map((pile) => {
    const counts = new Map<number, { papers: number; chosen: number }>();
    for (const key of pile.keys) {
      const year = years.get(key);
      if (year === null || year === undefined) continue;
      const cell = counts.get(year) ?? { papers: 0, chosen: 0 };
      counts.set(year, { papers: cell.papers + 1, chosen: cell.chosen + Number(selected.has(key)) });
    }
    const cells = [...counts].sort((a, b) => a[0] - b[0]).map(([year, cell]) => ({ year, ...cell }));
    return { letter: pile.letter, papers: pile.keys.length, years: cells };
  });
  const top = Math.max(0, ...rows.flatMap((row) => row.years.map((cell) => cell.papers)));
  return { first: Math.min(...known), last: Math.max(...known), top, rows };
}

/** Papers by person of the page, for one co-author. */
type Share = ReadonlyMap<string, number>;

const total = (own: Share): number => [...own.values()].reduce((sum, n) => sum + n, 0);

/** The person of each paper. */
function lettersOf(piles: readonly Pile[]): Map<string, string> {
  return new Map(piles.flatMap((pile) => pile.keys.map((key): [string, string] => [key, pile.letter])));
}

/** Those whom two persons share come first: they are what one looks for. */
function rankedCoauthors(facts: readonly PaperFacts[], letterOf: ReadonlyMap<string, string>): [string, Share][] {
  const count = new Map<string, Map<string, number>>();
  for (const paper of facts) {
    const letter = letterOf.get(paper.key) ?? UNDECIDED;
    for (const name of new Set(paper.coauthors)) {
      const own = count.get(name) ?? new Map<string, number>();
      count.set(name, own.set(letter, (own.get(letter) ?? 0) + 1));
    }
  }
  return [...count].sort((a, b) => b[1].size - a[1].size || total(b[1]) - total(a[1]) || (a[0] < b[0] ? -1 : 1));
}

/** Co-authors around a circle, those of one person side by side, and who of them stand on one paper. */
export function network(piles: readonly Pile[], facts: readonly PaperFacts[], selected: ReadonlySet<string>): Network {
  const letterOf = lettersOf(piles);
  const ranked = rankedCoauthors(facts, letterOf);
  const shown = ranked.slice(0, MOST_NAMES);
  const order = new Map(piles.map((pile, at) => [pile.letter, at]));
  const orderOf = (letter: string) => order.get(letter) ?? 0;
  const mine = (own: Share) =>
    [...own].sort((a, b) => b[1] - a[1] || orderOf(a[0]) - orderOf(b[0])).map(([letter]) => letter);
  const placed = shown
    .map(([name, own]) => ({ name, papers: total(own), piles: mine(own) }))
    .sort((a, b) => orderOf(a.piles[0]) - orderOf(b.piles[0]) || b.papers - a.papers);
  const nodes = placed.map((node) => ({ ...node, chosen: 0 }));
  const place = new Map(nodes.map((node, at) => [node.name, at]));
  const edges = new Map<string, FigureEdge>();
  for (const paper of facts) {
    const letter = letterOf.get(paper.key) ?? UNDECIDED;
    const here = [...new Set(paper.coauthors)].flatMap((name) => place.get(name) ?? []).sort((a, b) => a - b);
    const chosen = Number(selected.has(paper.key));
    for (const at of here) nodes[at].chosen += chosen;
    here.forEach((a, i) => {
      for (const b of here.slice(i + 1)) {
        const edge = edges.get(`${a} ${b}`);
        if (!edge) edges.set(`${a} ${b}`, { a, b, papers: 1, chosen, pile: letter });
        else {
          edge.papers += 1;
          edge.chosen += chosen;
          if (edge.pile !== letter) edge.pile = "";
        }
      }
    });
  }
  return { nodes, edges: [...edges.values()], left: ranked.length - shown.length };
}

/** How alike each pair of papers is, person by person. */
export function matrix(piles: readonly Pile[], chance: Chance): Matrix {
  const all = piles.flatMap((pile) => pile.keys);
  const keys = all.slice(0, MOST_CELLS);
  const runs: Matrix["runs"] = [];
  keys.forEach((a, row) => {
    keys.forEach((b, at) => {
      const shade = a === b ? SHADES : Math.min(SHADES, Math.floor(chance(a, b) * (SHADES + 1)));
      const last = runs.at(-1);
      if (last && last.row === row && last.to === at && last.shade === shade) last.to = at + 1;
      else runs.push({ row, from: at, to: at + 1, shade });
    });
  });
  let at = 0;
  const blocks = piles.map((pile) => {
    const from = at;
    at += pile.keys.length;
    return { letter: pile.letter, from, to: Math.min(at, keys.length) };
  });
  const shown = blocks.filter((block) => block.from < block.to);
  return { keys, runs: runs.filter((run) => run.shade > 0), blocks: shown, left: all.length - keys.length };
}

/**
 * Mean chance that papers of two persons are one's, or of one person among themselves.
 * @returns null if there is no pair
 */
export function alike(a: Pile, b: Pile, chance: Chance): number | null {
  let [sum, pairs] = [0, 0];
  for (const one of a.keys) {
    for (const other of b.keys) {
      if (one === other) continue;
      sum += chance(one, other);
      pairs += 1;
    }
  }
  return pairs ? sum / pairs : null;
}
