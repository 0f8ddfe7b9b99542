/** Verified person IDs: which are valid, and which one a new person gets. */

import limits from "../../tables/patch.json";
import * as names from "./names";
import * as orcids from "./orcid";

export interface Proposal {
  /** "" when more has to be known. */
  id: string;
  why: "id_slug" | "id_suffix" | "id_orcid" | "id_none";
}

const SMALL = new Set(
  "a an and at d da das de del della der des di do du e et fur for in la le of the und y".split(" "),
);
const GENERIC = new Set([
  "academy", "college", "ecole", "escola", "hochschule", "institut", "institute", "of", "school", "technical",
  "technische", "technology", "tech", "uni", "universidad", "universidade", "universita", "universitat", "universite",
  "universiteit", "universitet", "university", "univ",
]);

const { longest } = limits;
const VERIFIED = new RegExp(limits.patterns.person);
const PAPER = new RegExp(limits.patterns.paper);
const PAGE = new RegExp(limits.patterns.page);

export const valid = (id: string): boolean => id.length <= longest.person && VERIFIED.test(id);

/** ID of a paper, a front matter, or a volume that has none. */
export const paper = (id: string): boolean => id.length <= longest.paper && PAPER.test(id);

/** ID of an author page. */
export const page = (id: string): boolean => id.length <= longest.page && PAGE.test(id);

/** Whether an entry is a left-over page, which may mix several people, as its comment says. */
export const isLeftOver = (comment: string): boolean => /^may refer to/i.test(comment);

/** Path of an author page's review page below the site. */
export const reviewPage = (id: string): string => `review/${id.replace(/\/unverified$/, ".unverified")}.html`;

/**
 * Short form of an institution, such as "cmu" for "Carnegie Mellon University": an abbreviation it contains, the one
 * word that is its own, or its initials; "" if nothing can be made of it.
 */
export function suffix(degree: string): string {
  const own = degree.match(/(?<!\p{L})\p{Lu}{3,}(?!\p{L})/u);
  if (own) return names.slug(own[0]) || "";
  const words = (names.slug(degree) || "").split("-").filter((word) => word && !SMALL.has(word));
  const proper = words.filter((word) => !GENERIC.has(word));
  return proper.length === 1 ? proper[0] : words.map((word) => word[0]).join("");
}

/**
 * The ID of a new person: the name's slug if free, else with the institution's short form, else with the last four
 * characters of the ORCID.
 */
export function propose(
  slug: string, known: { degree?: string; orcid?: string }, isTaken: (id: string) => boolean,
): Proposal {
  const free = (id: string) => valid(id) && !isTaken(id);
  const short = known.degree ? suffix(known.degree) : "";
  if (free(slug)) return { id: slug, why: "id_slug" };
  if (short && free(`${slug}-${short}`)) return { id: `${slug}-${short}`, why: "id_suffix" };
  if (known.orcid && orcids.valid(known.orcid)) {
    const id = `${slug}-${known.orcid.slice(-4).toLowerCase()}`;
    if (free(id)) return { id, why: "id_orcid" };
  }
  return { id: "", why: "id_none" };
}
