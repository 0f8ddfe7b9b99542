/** What "Your patch" is put together from: the pages on which something is decided, and patch files of others. */

import type { Decision, DecisionPerson, PageData, Patch } from "../model";
import * as document from "../patch/document";
import type { Part } from "../patch/parts";
import * as ids from "../people/ids";
import * as kept from "./kept";

/** One page or file of the list. */
export interface Source {
  /** Unique in the list. */
  key: string;
  /** ID of the review page, "" for a file. */
  page: string;
  /** Name of the file, "" for a page. */
  fileName: string;
  /** Name of a download, without extension. */
  file: string;
  decisions: readonly Decision[];
  /** Papers decided. */
  count: number;
  /** Null if there is none yet. */
  patch: Patch | null;
  /** What a diff needs of the page, null if that isn't known. */
  part: Part | null;
  /** What the patch is to be made of, null if there is a patch, or if that isn't known. */
  pending: PageData | null;
  /** How much of what is kept can't be read. */
  refused: number;
  /** A file's text. */
  json: string;
}

type Reader = Pick<Storage, "getItem">;

const KINDS = ["", "-patch", "-part", "-pending"] as const;
type PageKind = (typeof KINDS)[number];

/** Where the storage keeps something of a page. */
export const keyFor = (kind: PageKind, preview: string, page: string): string =>
  `anthology-review${kind}:${preview}:${page}`;

/** All places that belong to the decisions of a page. */
export const keysFor = (preview: string, page: string): string[] => KINDS.map((kind) => keyFor(kind, preview, page));

const read = (storage: Reader | null, kind: PageKind, preview: string, page: string): string =>
  storage?.getItem(keyFor(kind, preview, page)) ?? "";

/** IDs of the pages of a preview for which anything is kept, sorted. */
function pagesIn(storage: Storage | null, preview: string): string[] {
  const start = keyFor("", preview, "");
  const keys = Object.keys(storage ?? {}).filter((key) => key.startsWith(start));
  return keys.map((key) => key.slice(start.length)).filter(ids.page).sort();
}

/** What may leave a page. */
export function decisionsOf(text: string): Decision[] {
  const page = kept.page(text);
  return page && !page.secret ? page.decisions : [];
}

/** IDs of the pages of a preview on which decisions are kept, sorted. */
export function pagesWithDecisions(storage: Storage | null, preview: string): string[] {
  // A page may hold no more than a note, or what must stay on it.
  return pagesIn(storage, preview).filter((page) => decisionsOf(read(storage, "", preview, page)).length);
}

/** Number of pages of which nothing may leave this browser. */
export const countSecret = (storage: Storage | null, preview: string): number =>
  pagesIn(storage, preview).filter((page) => {
    const found = kept.page(read(storage, "", preview, page));
    return found !== null && found.secret && found.decisions.length > 0;
  }).length;

/**
 * New authors of the decisions that are kept on other pages of a preview: a person split over pages gets one entry.
 * @param page ID of the page that asks
 */
export function newPersons(storage: Storage | null, preview: string, page: string): DecisionPerson[] {
  const others = pagesIn(storage, preview).filter((one) => one !== page);
  const decisions = others.flatMap((one) => decisionsOf(read(storage, "", preview, one)));
  return decisions.flatMap((one) => (one.kind === "new" && one.person ? [one.person] : []));
}

/** Entries of what is kept of a page that are none. */
function refusedOf(text: string): number {
  const page = kept.page(text);
  return page ? page.refused : Number(text !== "");
}

/** A page's decisions and its patch, or what that is to be made of. */
export function fromPage(storage: Storage, preview: string, page: string): Source {
  const text = read(storage, "", preview, page);
  const decisions = decisionsOf(text);
  const parsed = document.parse(read(storage, "-patch", preview, page));
  const patch = "patch" in parsed ? parsed.patch : null;
  const data = patch ? null : kept.pending(read(storage, "-pending", preview, page));
  const own = data && data.page.id === page && data.base.preview === preview;
  return {
    key: page,
    page,
    fileName: "",
    file: `assignment-${page.replaceAll("/", "-")}`,
    decisions,
    count: decisions.reduce((sum, one) => sum + one.mentions.length, 0),
    patch,
    part: kept.part(read(storage, "-part", preview, page)),
    pending: own ? data : null,
    refused: refusedOf(text),
    json: "",
  };
}

/** The pages of a preview with decisions, or with something that can't be read. */
export function fromPages(storage: Storage | null, preview: string): Source[] {
  if (!storage) return [];
  const all = pagesIn(storage, preview).filter((page) => !kept.isSecret(storage, preview, page));
  return all.map((page) => fromPage(storage, preview, page)).filter((one) => one.decisions.length || one.refused);
}

/** Somebody's patch. */
export function fromFile(name: string, patch: Patch, json: string): Source {
  return {
    key: `file ${name}`,
    page: "",
    fileName: name,
    file: name.replace(/\.json$/i, ""),
    decisions: [],
    count: patch.assignments.length,
    patch,
    part: null,
    pending: null,
    refused: 0,
    json,
  };
}

/** Papers by target, null for those that lose their ID, and the persons of whom only the entry changes. */
export function effectsOf(patch: Patch): { papers: Map<string | null, number>; entries: string[] } {
  const papers = new Map<string | null, number>();
  for (const { to } of patch.assignments) papers.set(to, (papers.get(to) ?? 0) + 1);
  const changed = patch.persons.filter((person) => person.action === "update" && !papers.has(person.id));
  return { papers, entries: changed.map(({ id }) => id) };
}
