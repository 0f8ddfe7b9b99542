/** Which papers of a page a text names: by title, whole or nearly so, or by the BibTeX key that the Anthology gave. */

import type { PaperFacts } from "../model";
import * as names from "../people/names";
import { paperOf } from "../state/keys";
import { fold, STOP } from "./fold";
import type { PasteItem } from "./shapes";

/** Its runs of three letters. */
const grams = (text: string): Set<string> =>
  new Set(Array.from({ length: Math.max(text.length - 2, 0) }, (_, i) => text.slice(i, i + 3)));

/**
 * Whole titles, also inside other text and across lines. Longer titles first, so that none is found inside another.
 * @param texts title of each paper, folded, without spaces
 * @param found gets each line on which a title stands, with its papers and where it stands in the folded line
 */
export function whole(
  items: readonly PasteItem[],
  texts: ReadonlyMap<string, string>,
  found: (item: PasteItem, ids: string[], from: number, to: number) => void,
): void {
  let stream = "";
  const edges = new Set([0]);
  for (const item of items) {
    item.from = stream.length;
    for (const word of fold(item.raw).split(" ")) {
      stream += word;
      edges.add(stream.length);
    }
    item.to = stream.length;
  }
  const byTitle = new Map<string, string[]>();
  for (const [id, title] of texts) if (title) byTitle.set(title, [...(byTitle.get(title) ?? []), id]);
  const named = new Set(
    items
      .flatMap((item) => item.refs)
      .flatMap((ref) => ref.keys)
      .map(paperOf),
  );
  const taken: [number, number][] = [];
  for (const [compact, ids] of [...byTitle].sort((a, b) => b[0].length - a[0].length)) {
    const short = compact.length < (/[^\0-\x7f]/.test(compact) ? 6 : 14);
    for (let at = stream.indexOf(compact); at >= 0; at = stream.indexOf(compact, at + compact.length)) {
      const end = at + compact.length;
      if (!edges.has(at) || !edges.has(end) || taken.some(([from, to]) => at < to && end > from)) continue;
      const covered = items.filter((item) => item.from < end && item.to > at);
      if (short && (covered.length > 1 || covered[0].from !== at || covered[0].to !== end)) continue;
      taken.push([at, end]);
      const same = ids.filter((id) => named.has(id));
      for (const item of covered) {
        found(item, same.length ? same : ids, Math.max(at - item.from, 0), Math.min(end, item.to) - item.from);
      }
    }
  }
}

/** Papers whose titles a line is like. */
export interface Likeness {
  /** One is much more like it than the others. */
  sure: boolean;
  /** At most five, best first. */
  ids: string[];
}

/**
 * Titles that a line is like, by shared runs of three letters.
 * @param papers title of each, folded, without spaces
 */
export function like(papers: ReadonlyMap<string, string>): (line: string) => Likeness {
  const ids = [...papers.keys()];
  const texts = [...papers.values()];
  const index = new Map<string, number[]>();
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
    const own = line.length < 8 || line.length > 1000 ? new Set<string>() : grams(line);
    const shared = new Uint16Array(ids.length);
    for (const gram of own) for (const i of index.get(gram) ?? []) shared[i]++;
    const scored: { id: string; score: number }[] = [];
    shared.forEach((n, i) => {
      if (n < 0.4 * Math.min(own.size, sizes[i])) return;
      const both = (2 * n) / (own.size + sizes[i]);
      const inside = sizes[i] >= 20 ? n / sizes[i] - 0.08 : 0;
      const within = n / own.size > 0.9 && own.size >= 12 ? 0.6 : 0;
      const start = line.length >= 15 && texts[i].startsWith(line) ? 0.9 : within;
      const score = Math.max(both, inside, start);
      if (score >= 0.55) scored.push({ id: ids[i], score });
    });
    scored.sort((a, b) => b.score - a.score);
    const best = scored[0]?.score ?? 0;
    const close = scored.filter(({ score }) => score > best - 0.05);
    const sure = best >= 0.8 && close.length === 1;
    return { sure, ids: (best >= 0.8 ? close : scored).slice(0, sure ? 1 : 5).map(({ id }) => id) };
  };
}

/** The rows of each paper. */
export type PapersById = ReadonlyMap<string, PaperFacts[]>;

/**
 * Papers whose BibTeX key this may be: last names, year, first words of the title without stop words.
 * @param lastNames such as "wang-etal" or "li-wang"
 */
export function bibkey(lastNames: string, year: number, rest: string, papers: PapersById): string[] {
  const [word, ...more] = rest.split("-");
  const hits = facts(papers).flatMap(({ id, year: its, authors, ways }) => {
    if (its !== year || !byline(lastNames, authors)) return [];
    const fits = ways.filter(
      (title) => title.includes(word) && more.every((next) => /^\d+$/.test(next) || title.includes(next)),
    );
    const first = fits.some((title) => title.slice(0, title.indexOf(word)).every((before) => STOP.has(before)));
    return fits.length ? [{ id, first }] : [];
  });
  const sure = hits.filter((hit) => hit.first);
  return (sure.length ? sure : hits).map((hit) => hit.id);
}

interface KeyFacts {
  id: string;
  year: number | null;
  /** Compact slugs. */
  authors: string[];
  /** Words of the title, as keys of different ages have them. */
  ways: string[][];
}

const known = new WeakMap<PapersById, KeyFacts[]>();

/** What keys are made of, once for all keys of a text. */
function facts(papers: PapersById): KeyFacts[] {
  const made =
    known.get(papers) ??
    [...papers].map(([id, [{ year, title, authors }]]) => ({
      id,
      year,
      authors: authors.map(names.scripts).map(([name]) => (names.slug(name) ?? fold(name)).replace(/[ -]/g, "")),
      // Keys of all ages: "don't" was once "dont", now "don-t", which are both left out.
      ways: [title, title.replace(/['’]/g, "")].map((way) =>
        (names.slug(way) ?? fold(way).replaceAll(" ", "-")).split("-"),
      ),
    }));
  known.set(papers, made);
  return made;
}

/** Whether authors, as compact slugs, have these last names. */
function byline(lastNames: string, authors: readonly string[]): boolean {
  const ends = (i: number, last: string) => authors[i].endsWith(last.replaceAll("-", ""));
  if (lastNames.endsWith("-etal")) return authors.length > 2 && ends(0, lastNames.slice(0, -5));
  if (authors.length !== 2) return authors.length === 1 && ends(0, lastNames);
  const parts = lastNames.split("-");
  return parts.some((_, i) => i > 0 && ends(0, parts.slice(0, i).join("-")) && ends(1, parts.slice(i).join("-")));
}
