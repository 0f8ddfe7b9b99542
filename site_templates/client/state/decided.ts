/**
 * What a reviewer decides of pages as a whole: that a page is right as it is, and that two pages are not one person.
 * The browser keeps it, and "Your patch" has it.
 */

import type { Patch } from "../model";
import { joined } from "../patch/decided";
import * as ids from "../people/ids";

/** Before the preview and a page that was looked at. */
export const SEEN = "anthology-review-seen:";
const APART = "anthology-review-apart:";

/** A kept list of IDs, null if it is none. */
function list(kept: string | null, test: (value: string) => boolean): string[] | null {
  try {
    const value: unknown = JSON.parse(kept ?? "");
    const isList = Array.isArray(value) && value.every((one) => typeof one === "string" && test(one));
    return isList ? (value as string[]) : null;
  } catch {
    return null;
  }
}

/** Papers of a page that was looked at, as the storage has them. */
export const papers = (kept: string | null): string[] | null => list(kept, ids.paper);
/** Pages that a page is told apart from, as the storage has them. */
export const others = (kept: string | null): string[] | null => list(kept, ids.page);

/** Ticks a page off, with the papers that it has; null takes that back. */
export function markSeen(storage: Storage, preview: string, page: string, seen: readonly string[] | null): void {
  if (seen) storage.setItem(`${SEEN}${preview}:${page}`, JSON.stringify([...new Set(seen)].sort()));
  else storage.removeItem(`${SEEN}${preview}:${page}`);
}

const apartFrom = (storage: Storage, preview: string, page: string): string[] =>
  others(storage.getItem(`${APART}${preview}:${page}`)) ?? [];

export const isApart = (storage: Storage, preview: string, page: string, other: string): boolean =>
  apartFrom(storage, preview, page).includes(other);

/** Says that two pages are not one person, or takes that back. */
export function tellApart(storage: Storage, preview: string, page: string, other: string, apart: boolean): void {
  const rest = apartFrom(storage, preview, page).filter((one) => one !== other);
  const now = apart ? [...rest, other] : rest;
  if (now.length) storage.setItem(`${APART}${preview}:${page}`, JSON.stringify(now));
  else storage.removeItem(`${APART}${preview}:${page}`);
}

/** All that is decided so for a preview, as a patch has it. */
export function all(storage: Storage | null, preview: string): Pick<Patch, "decided"> {
  const pagesOf = (start: string) =>
    Object.keys(storage ?? {})
      .filter((key) => key.startsWith(`${start}${preview}:`))
      .map((key) => key.slice(start.length + preview.length + 1))
      .filter(ids.page)
      .sort();
  const looked = pagesOf(SEEN).flatMap((page) => {
    const found = papers(storage?.getItem(`${SEEN}${preview}:${page}`) ?? null);
    return found ? [{ page, papers: found }] : [];
  });
  const pairs = pagesOf(APART).flatMap((page) =>
    apartFrom(storage as Storage, preview, page).filter((other) => other !== page)
      .map((other): [string, string] => (page < other ? [page, other] : [other, page])));
  return joined([{ decided: { not_one_person: pairs, looked_at: looked } }]);
}

/** A patch that assigns nothing, to carry what is decided. */
export const nothing = (preview: string): Patch => ({
  format: "anthology-assignment-patch",
  version: 1,
  created: new Date().toISOString().replace(/\.\d+/, ""),
  generator: "anthology-review",
  base: { preview, data_commit: null, data_digest: null },
  persons: [],
  assignments: [],
  undecided: [],
  note: "",
});
