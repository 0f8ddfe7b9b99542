/**
 * The work queue: pages in the order in which they need review, what a reviewer wants to see of it, and how far they
 * have come.
 */

import * as ids from "../people/ids";
import { SEEN } from "../state/decided";
import * as search from "./search";

/** How far one page has come: nothing is done, something is kept, it is in the patch, it was looked at. */
export type Progress = "" | "begun" | "patch" | "seen";

/** One entry of the queue: a page and one reason to review it. */
export interface Waiting {
  id: string;
  file: string;
  name: string;
  verified: boolean;
  papers: number;
  /** How many people it may show. */
  persons: number;
  /** Kind of trouble. */
  kind: string;
  reason: string;
  /** How it differs from the base preview's page, "" if it doesn't. */
  changed: string;
  /** Year, 0 if unknown. */
  first: number;
  last: number;
  venues: string[];
}

/** What a reviewer wants to see of the queue, as the fields have it; "" is no wish. */
export interface Wanted {
  name: string;
  kind: string;
  venue: string;
  from: string;
  to: string;
  papers: string;
  unverified: string;
  state: string;
  changed: string;
}

const ANY: Wanted = { name: "", kind: "", venue: "", from: "", to: "", papers: "", unverified: "", state: "", changed: "" };
const FIELDS = ["name", "kind", "venue", "from", "to", "papers", "unverified", "state", "changed"] as const;

/** @param text as `write_queue` in generator/site/shared_files/queue.py writes it, a line an entry */
export const linesOf = (text: string): string[] => text.split("\n").filter(Boolean);

/** Page ID of a line. */
export function idOf(line: string): string {
  const short = line.slice(0, line.indexOf("\t"));
  return short.endsWith("/") ? `${short}unverified` : short;
}

/** The entry of a line. */
export function parse(line: string): Waiting {
  const [short, name, papers, persons, years, venues, kind, reason, changed = ""] = line.split("\t");
  const id = idOf(line);
  const [first, last = first] = years.split("-").map(Number);
  return {
    id,
    file: ids.reviewPage(id),
    name,
    verified: !short.endsWith("/"),
    papers: Number(papers),
    persons: Number(persons),
    kind,
    reason,
    changed,
    first: first || 0,
    last: last || 0,
    venues: venues ? venues.split(" ") : [],
  };
}

/** @param text parameters, as in an address */
export function read(text: string): Wanted {
  const values = new URLSearchParams(text);
  const wanted = { ...ANY };
  for (const key of FIELDS) wanted[key] = values.get(key) ?? "";
  return wanted;
}

/** Parameters for an address, "" if all is wanted. */
export function write(wanted: Wanted): string {
  return new URLSearchParams(Object.entries<string>({ ...wanted }).filter(([, value]) => value)).toString();
}

const foldedNames = new Map<string, string>();

/** A name as the search compares it; made at the first search, kept for the next letter. */
function foldedName(name: string): string {
  let found = foldedNames.get(name);
  if (found === undefined) foldedNames.set(name, (found = search.line(name)));
  return found;
}

/** The entries that fit all wishes. */
export function choose(queue: readonly Waiting[], wanted: Wanted, progress: (page: Waiting) => Progress): Waiting[] {
  const words = search.words(wanted.name);
  const venue = wanted.venue.trim().toLowerCase();
  const [from, to, papers] = [wanted.from, wanted.to, wanted.papers].map(Number);
  return queue.filter((page) => {
    if (wanted.kind && page.kind !== wanted.kind) return false;
    if (wanted.unverified && page.verified) return false;
    if (wanted.changed && !page.changed) return false;
    if (papers && page.papers < papers) return false;
    if (from && page.last < from) return false;
    if (to && (page.first || Infinity) > to) return false;
    if (venue && !page.venues.includes(venue)) return false;
    if (words.length && !words.every((word) => foldedName(page.name).includes(word))) return false;
    return !wanted.state || (progress(page) || "none") === wanted.state;
  });
}

/** Reads what the browser keeps of pages. */
export function progressOf(storage: Storage | null, preview: string): (page: { id: string }) => Progress {
  return ({ id }) => {
    const has = (start: string) => storage !== null && storage.getItem(`${start}${preview}:${id}`) !== null;
    if (has("anthology-review-patch:")) return "patch";
    if (has(SEEN)) return "seen";
    return has("anthology-review:") ? "begun" : "";
  };
}
