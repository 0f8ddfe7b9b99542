/**
 * Which papers a selection probably lacks, and which of its papers fit least:
 * `generator/grouping/suggest/pair_scores.py` in the browser, from the pair scores of the page.
 */

import type { PageData, PaperFacts } from "../model";
import { keyOf } from "../state/keys";

/** How well a paper fits a selection. */
export interface Fit {
  key: string;
  /** Log odds, -8 to 8, that the paper is by the person of the selection. */
  fit: number;
  /** The selected paper it is most like. */
  nearest: string;
}

/** What the pair scores of a page tell. */
export interface PairScores {
  /** Chance, 0.01 to 0.99, that two papers are one person's; the papers by key. */
  chance(a: string, b: string): number;
  /** All papers outside the selection, best fit first; none if nothing is selected. */
  missing(selected: readonly string[]): Fit[];
  /** The selection, least fit first; empty for fewer than two papers. */
  worst(selected: readonly string[]): Fit[];
}

/** What ties a paper to others, or doesn't. */
export interface Reason {
  signal: "coauthors" | "affiliation" | "years";
  supports: boolean;
  what: string[];
  papers: number;
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const [LOWEST, STEP, NEAREST] = [-8, 16 / 64, 3];
/** Years without a paper that speak against one person, as in `generator/grouping/suggest/group_evidence.py`. */
const LONG_GAP = 8;
/** Log odds by the letter's code. */
const LETTERS = new Float32Array(128);
for (const [at, letter] of [...ALPHABET].entries()) LETTERS[letter.charCodeAt(0)] = LOWEST + STEP * (at + 0.5);

/** The pair scores of a page. */
export function over(data: PageData): PairScores {
  const keys = data.mentions.map(keyOf);
  const place = new Map(keys.map((key, at) => [key, at]));
  const count = keys.length;
  /** Decoded once, a row for each paper: a selection of a large page asks for tens of thousands. */
  const matrix = new Float32Array(count * count);
  for (let a = 0, at = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++, at++) {
      matrix[a * count + b] = matrix[b * count + a] = LETTERS[data.scores.charCodeAt(at)] ?? 0;
    }
  }

  /** Log odds that two papers are one person's. */
  const odds = (a: number, b: number): number => matrix[a * count + b];

  function rank(row: number, chosen: number[]): Fit {
    const scores = matrix.subarray(row * count, (row + 1) * count);
    // A few of many: sorting all of them would take most of the time.
    const largest = new Float32Array(NEAREST).fill(-Infinity);
    let [others, sum, best, nearest] = [0, 0, -Infinity, row];
    for (const other of chosen) {
      if (other === row) continue;
      const score = scores[other];
      others++;
      sum += score;
      if (score > best) [best, nearest] = [score, other];
      if (score <= largest[NEAREST - 1]) continue;
      let at = NEAREST - 1;
      for (; at > 0 && largest[at - 1] < score; at--) largest[at] = largest[at - 1];
      largest[at] = score;
    }
    const known = largest.subarray(0, others);
    const mean = known.reduce((total, value) => total + value, 0) / known.length;
    // A career has several teams: a paper need resemble only a few of its papers, but the rest counts too.
    return { key: keys[row], fit: (mean + sum / others) / 2, nearest: keys[nearest] };
  }

  const rows = (selected: readonly string[]) =>
    [...new Set(selected)]
      .map((key) => place.get(key))
      .filter((row) => row !== undefined)
      .sort((a, b) => a - b);

  return {
    chance(a, b) {
      const [i, j] = [place.get(a), place.get(b)];
      if (i === undefined || j === undefined) return 0;
      return Math.min(Math.max(1 / (1 + Math.exp(-odds(i, j))), 0.01), 0.99);
    },
    missing(selected) {
      const chosen = rows(selected);
      const taken = new Set(chosen);
      if (!chosen.length) return [];
      return keys.flatMap((_, row) => (taken.has(row) ? [] : [rank(row, chosen)])).sort((a, b) => b.fit - a.fit);
    },
    worst(selected) {
      const chosen = rows(selected);
      if (chosen.length < 2) return [];
      return chosen.map((row) => rank(row, chosen)).sort((a, b) => a.fit - b.fit);
    },
  };
}

/** What ties a paper to others, and what doesn't. */
export function reasons(paper: PaperFacts, others: readonly PaperFacts[]): Reason[] {
  const found: Reason[] = [];
  const rest = others.filter((other) => other.key !== paper.key);
  const shared = paper.coauthors
    .map((name) => ({ name, papers: rest.filter((other) => other.coauthors.includes(name)).length }))
    .filter((one) => one.papers);
  shared.sort((a, b) => b.papers - a.papers);
  const tied = rest.filter((other) => shared.some((one) => other.coauthors.includes(one.name))).length;
  if (shared.length)
    found.push({ signal: "coauthors", supports: true, what: shared.map((one) => one.name), papers: tied });
  else if (paper.coauthors.length && rest.some((other) => other.coauthors.length))
    found.push({ signal: "coauthors", supports: false, what: [], papers: rest.length });
  const places = rest.map((other) => other.affiliation).filter(Boolean);
  if (paper.affiliation && places.length) {
    const same = places.filter((place) => place === paper.affiliation).length;
    found.push({
      signal: "affiliation",
      supports: same > 0,
      what: same ? [paper.affiliation] : [paper.affiliation, places[0]],
      papers: same || places.length,
    });
  }
  const years = rest.flatMap((other) => (other.year === null ? [] : [other.year]));
  if (paper.year !== null && years.length) {
    const year = paper.year;
    const nearest = years.reduce((best, other) => (Math.abs(other - year) < Math.abs(best - year) ? other : best));
    if (Math.abs(nearest - year) >= LONG_GAP)
      found.push({ signal: "years", supports: false, what: [String(year), String(nearest)], papers: years.length });
  }
  return found;
}
