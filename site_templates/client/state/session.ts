/** An unfinished review as a file: all that the browser keeps for one preview, to go on elsewhere. */

import * as ids from "../people/ids";
import type { Params, Word } from "../words/say";
import * as kept from "./kept";

const FORMAT = "anthology-review-unfinished";
const KEY = /^(anthology-review(?:-[a-z]+)?):/;

export interface Unpacked {
  /** IDs of pages. */
  taken: string[];
  /** IDs of pages for which something is kept here already. */
  left: string[];
  /** How many entries are none. */
  refused: number;
}

const isOf = (key: string, preview: string): boolean =>
  KEY.test(key) && key.replace(KEY, "").startsWith(`${preview}:`);

/** Keys under which the storage holds something for pages of a preview. */
const keysOf = (storage: Storage, preview: string): string[] =>
  Object.keys(storage).filter((key) => isOf(key, preview)).sort();

const pageOf = (key: string, preview: string): string => key.replace(KEY, "").slice(preview.length + 1);

/** What of a page is kept: "" its decisions, "-patch", "-part", "-pending", "-seen". */
const kindOf = (key: string): string => key.slice("anthology-review".length, key.indexOf(":"));

/** JSON, without pages of which nothing may leave the browser. */
export function pack(storage: Storage, preview: string): string {
  // What a patch is still to be made of is large, and the page has it anyway.
  const packed = keysOf(storage, preview).filter((key) => kindOf(key) !== "-pending");
  const open = packed.filter((key) => !kept.isSecret(storage, preview, pageOf(key, preview)));
  const entries = Object.fromEntries(open.map((key) => [key, storage.getItem(key)]));
  return `${JSON.stringify({ format: FORMAT, version: 1, preview, entries }, null, 1)}\n`;
}

/** True if a text is such a file. */
export const is = (text: string): boolean =>
  text.length < 1e8 && /^\s*\{\s*"format"\s*:\s*"anthology-review-unfinished"/.test(text);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/**
 * Takes the pages of a file into the storage; a page for which something is kept here stays as it is. Or tells what is
 * wrong with the file.
 */
export function unpack(text: string, storage: Storage, preview: string): Unpacked | { code: Word; params: Params } {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return { code: "read_json", params: {} };
  }
  if (!isObject(file) || file.format !== FORMAT || file.version !== 1 || !isObject(file.entries)) {
    return { code: "session_other", params: {} };
  }
  if (file.preview !== preview) return { code: "session_preview", params: { preview: String(file.preview) } };
  const all = Object.entries(file.entries);
  const good = all.filter((entry): entry is [string, string] => {
    const [key, value] = entry;
    if (!isOf(key, preview) || typeof value !== "string") return false;
    return ids.page(pageOf(key, preview)) && kept.valid(kindOf(key), value);
  });
  const own = new Set(keysOf(storage, preview).map((key) => pageOf(key, preview)));
  const taken = new Set<string>();
  const left = new Set<string>();
  const written: string[] = [];
  try {
    for (const [key, value] of good) {
      const page = pageOf(key, preview);
      if (own.has(page)) left.add(page);
      else {
        storage.setItem(key, value);
        written.push(key);
        taken.add(page);
      }
    }
  } catch {
    // All of it or nothing: half a page's decisions would be worse than none.
    for (const key of written) storage.removeItem(key);
    return { code: "session_full", params: {} };
  }
  return { taken: [...taken].sort(), left: [...left].sort(), refused: all.length - good.length };
}

/** Keys of other previews, which the same host may show. */
const othersOf = (storage: Storage, preview: string): string[] =>
  Object.keys(storage).filter((key) => KEY.test(key) && !isOf(key, preview));

/**
 * Forgets all that the site keeps: what is decided for a preview, and what is remembered of the reader's ways: the
 * queue's filter, keys on or off, light or dark.
 * @param site path of the site, under which the theme keeps what is its own
 */
export function clear(storages: readonly Storage[], preview: string, site: string): void {
  for (const storage of storages) {
    const foreign = new Set(othersOf(storage, preview));
    const isOurs = (key: string) => /^anthology-review[-:]/.test(key) || key.startsWith(`${site}.__`);
    for (const key of Object.keys(storage)) if (isOurs(key) && !foreign.has(key)) storage.removeItem(key);
  }
}

/** Forgets what is kept for other previews. */
export function clearOthers(storage: Storage, preview: string): void {
  for (const key of othersOf(storage, preview)) storage.removeItem(key);
}

/** How many other previews something is kept for. */
export const others = (storage: Storage, preview: string): number =>
  new Set(othersOf(storage, preview).map((key) => key.replace(KEY, "").replace(/:.*$/s, ""))).size;
