/**
 * Which papers a selection lacks, which of its papers are odd, and how it cuts the groups of the page. A paper is named
 * as missing only with evidence; `tests/benchmarks/missing_papers.py` measures how often that is right.
 */

import type { PaperFacts } from "../model";
import type { Fit, PairScores } from "./pair_scores";

/** Papers that the page puts together. */
export interface Group {
  letter: string;
  keys: readonly string[];
}

/** Papers of one group that a selection lacks. */
export interface Lack {
  letter: string;
  /** Best fit first. */
  papers: Fit[];
  /** Co-authors whom these papers share with the selection, most papers first. */
  coauthors: string[];
  /** Affiliations that they share with it. */
  affiliations: string[];
}

/** A group of which a selection takes a part, or a whole group that it takes beside its main one. */
export interface Cut {
  letter: string;
  /** Papers of the group that are selected. */
  taken: string[];
  /** Papers of it that are not; none if all are. */
  left: string[];
  /** True for the group that has most of the selection. */
  main: boolean;
}

/** Log odds from which a paper fits so clearly that nothing else has to speak for it. */
const CLEAR = 6;
/** Log odds from which a paper with a shared co-author or affiliation is named, if some of its group is selected. */
const LIKELY = 1;
/**
 * Log odds by which selected papers fit the selection better than the rest of their group does: from here on the
 * selection stands apart, so what it left there was left on purpose.
 */
const APART = 0.1;
/** Selected papers of a group, and papers of it that are left, from which on that can be judged. */
const [LEAST_TAKEN, LEAST_LEFT] = [3, 4];

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How well each paper fits, by key. */
const byKey = (ranked: readonly Fit[]): Map<string, number> => new Map(ranked.map(({ key, fit }) => [key, fit]));

/** True if the selected papers of a group clearly belong together, and not with those that are left. */
function standsApart(
  fits: PairScores, selected: readonly string[], taken: readonly string[], left: readonly string[],
): boolean {
  if (taken.length < LEAST_TAKEN || left.length < LEAST_LEFT) return false;
  const [own, theirs] = [byKey(fits.worst(selected)), byKey(fits.missing(left))];
  return mean(taken.map((key) => (own.get(key) ?? 0) - (theirs.get(key) ?? 0))) > APART;
}

/** Values in order of how many papers have them. */
function frequent(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}

/** True if a selection is one whole group in which nothing speaks against a paper. */
const isWholeGroup = (fits: PairScores, groups: readonly Group[], selected: ReadonlySet<string>): boolean =>
  groups.some(({ keys }) => keys.length === selected.size && keys.every((key) => selected.has(key))) &&
  !odd(fits, [...selected]).length;

/** Selected papers that more probably are another's than the rest's, the worst first. */
export const odd = (fits: PairScores, selected: readonly string[]): Fit[] =>
  fits.worst(selected).filter(({ fit }) => fit < 0);

/**
 * Papers that a selection lacks, by group, most papers first; none for a whole group of good standing.
 * @param facts of all papers of the page
 * @param groups each paper is in one
 * @param settled papers that are never named: decided, disowned, or left by the user
 */
export function lacking(
  fits: PairScores, facts: readonly PaperFacts[], groups: readonly Group[], selected: readonly string[],
  settled: (key: string) => boolean,
): Lack[] {
  const chosen = new Set(selected);
  if (!chosen.size) return [];
  const paper = new Map(facts.map((one) => [one.key, one]));
  const own = selected.flatMap((key) => paper.get(key) ?? []);
  const names = new Set(own.flatMap((one) => one.coauthors));
  const places = new Set(own.map((one) => one.affiliation).filter(Boolean));
  const fitting = new Map(fits.missing(selected).map((one) => [one.key, one]));
  const found: Lack[] = [];
  for (const { letter, keys } of groups) {
    const taken = keys.filter((key) => chosen.has(key));
    const left = keys.filter((key) => !chosen.has(key));
    const lack: Lack = { letter, papers: [], coauthors: [], affiliations: [] };
    for (const key of left) {
      const [one, about] = [fitting.get(key), paper.get(key)];
      if (!one || !about || settled(key)) continue;
      const coauthors = about.coauthors.filter((name) => names.has(name));
      const affiliations = places.has(about.affiliation) ? [about.affiliation] : [];
      const evidence = coauthors.length + affiliations.length > 0;
      const enough = one.fit >= CLEAR || (taken.length > 0 && evidence && one.fit > LIKELY);
      if (!enough) continue;
      lack.papers.push(one);
      lack.coauthors.push(...coauthors);
      lack.affiliations.push(...affiliations);
    }
    // Looked at last, since it takes longest.
    if (!lack.papers.length || standsApart(fits, selected, taken, left)) continue;
    lack.papers.sort((a, b) => b.fit - a.fit);
    found.push({ ...lack, coauthors: frequent(lack.coauthors), affiliations: frequent(lack.affiliations) });
  }
  if (!found.length || isWholeGroup(fits, groups, chosen)) return [];
  return found.sort((a, b) => b.papers.length - a.papers.length);
}

/**
 * How a selection cuts the groups of the page: the groups of which it leaves something, and whole groups that it takes
 * along. None if it is one whole group.
 * @param settled papers that don't count as left: decided or disowned
 */
export function cuts(groups: readonly Group[], selected: readonly string[], settled: (key: string) => boolean): Cut[] {
  const chosen = new Set(selected);
  const touched = groups.map(({ letter, keys }) => ({
    letter,
    taken: keys.filter((key) => chosen.has(key)),
    left: keys.filter((key) => !chosen.has(key) && !settled(key)),
    main: false,
  })).filter(({ taken }) => taken.length);
  const most = Math.max(...touched.map(({ taken }) => taken.length));
  const main = touched.find(({ taken }) => taken.length === most);
  if (main) main.main = true;
  return touched.filter((cut) => cut.left.length || !cut.main);
}
