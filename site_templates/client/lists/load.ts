/**
 * Loads the shared data files. Each is a script that pushes ["kind", data] to `anthologyReview`: fetch() does not work
 * from file:, a script element does.
 */

import type { KnownPerson, PageData, PaperFacts, Patch, PersonFacts, Shard, ShardData } from "../model";
import type * as Later from "../later";
import { scriptAddress } from "../page/dom";
import * as dataLines from "../patch/lines";
import { isRecord } from "../patch/shape";
import { reviewPage } from "../people/ids";
import { people as known } from "../people/people";
import type { CorrectionRequest } from "../requests/shapes";
import { paperOf } from "../state/keys";
import * as search from "./search";

declare global {
  /** What the data files have handed over. */
  var anthologyReview: [kind: string, data: unknown][] | undefined;
}

globalThis.anthologyReview ||= [];

/** An author page. */
export interface Author {
  name: string;
  id: string;
  file: string;
  verified: boolean;
  papers: number;
  /** Suggested persons, 0 if there is no review page. */
  groups: number;
}

/** The list of all author pages. */
export interface AuthorList {
  find(query: string, most: number): Author[];
  /** Ordered by ID. */
  all(): Author[];
  withId(id: string): Author | undefined;
}

/** A row of the list of all verified persons, every value of which is a text. */
export type ListedPerson = Required<KnownPerson>;

/** Lines of a file of the data, and where slots stand in them. */
type Bundle = Parameters<typeof dataLines.place>[1][number];

/** The site's script lies beside the folder of the data files. */
const bundle = document.querySelector<HTMLScriptElement>('script[src$="/review/review.js"], script[src$="/review/lists.js"], script[src$="/review/requests.js"]');
const own = new URL(".", bundle?.src ?? document.baseURI);
const base = new URL("../data/", own);
const files = new Map<string, Promise<unknown>>();
const received = new Set<string>();

function load(file: string, folder = base): Promise<unknown> {
  let promise = files.get(file);
  if (!promise) {
    promise = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = scriptAddress(new URL(file, folder).href, folder.href);
      script.onload = () => resolve(globalThis.anthologyReview?.pop()?.[1]);
      script.onerror = () => {
        files.delete(file);
        reject(new Error(`${file} could not be loaded`));
      };
      document.head.append(script);
    });
    files.set(file, promise);
  }
  return promise;
}

/** What a file hands over, if it is what it should be. */
async function loadAs<T>(file: string, fits: (data: unknown) => data is T): Promise<T> {
  const data = await load(file);
  if (!fits(data)) throw new TypeError(`${file} has something else than expected`);
  return data;
}

const isText = (data: unknown): data is string => typeof data === "string";
const isTextPair = (data: unknown): data is [string, string] =>
  Array.isArray(data) && isText(data[0]) && isText(data[1]);
const isShardList = (data: unknown): data is Shard[] =>
  Array.isArray(data) && data.every((one) => isRecord(one) && isText(one.file));
const isFactShardList = (data: unknown): data is Pick<Shard, "file" | "first_id" | "last_id">[] =>
  isShardList(data) && data.every((one) => isText(one.first_id) && isText(one.last_id));
const isFacts = (data: unknown): data is PersonFacts =>
  isRecord(data) && typeof data.papers === "number" && Array.isArray(data.per_year) && Array.isArray(data.coauthors);
const isShard = (data: unknown): data is ShardData =>
  isRecord(data) && Array.isArray(data.ids) && Array.isArray(data.lines);
const isBundle = (data: unknown): data is Bundle =>
  isRecord(data) && isText(data.file) && Array.isArray(data.windows) && isRecord(data.slots);

/**
 * The list of all authors as generator/site/shared_files/authors.py writes it, searched as it is; an entry is read when
 * it is shown.
 */
function authorList([names, facts]: [string, string]): AuthorList {
  const { line, find } = search.lines(names);

  function at(i: number): Author {
    const [name, id] = line(i).split("\t");
    const [papers, persons] = [2 * i, 2 * i + 1].map((place) => facts.charCodeAt(place) - 48);
    const verified = persons % 2 === 1;
    const slug =
      id ||
      search
        .fold(name)
        .replace(/[^a-z0-9]+/g, "-")
        .replace(/^-|-$/g, "");
    const page = verified ? slug : `${slug}/unverified`;
    return {
      name,
      id: page,
      file: reviewPage(page),
      verified,
      papers,
      groups: persons >> 1,
    };
  }

  const all = () => Array.from({ length: facts.length / 2 }, (_, i) => at(i));
  let pages: Map<string, Author> | undefined;
  return {
    find: (query, most) => find(query, most).map(at),
    all,
    withId: (id) => (pages ??= new Map(all().map((author) => [author.id, author]))).get(id),
  };
}

const isLater = (data: unknown): data is typeof Later => isRecord(data) && isRecord(data.panels);

/** The second script of review pages. */
export async function loadPanels(): Promise<typeof Later> {
  const exported = await load("later.js", own);
  if (!isLater(exported)) throw new TypeError("later.js has something else than expected");
  return exported;
}

/** A paper's abstract, as safe markup; "" if it has none. */
export async function abstract(paper: string): Promise<string> {
  const texts = await loadAs(`abstracts/${dataLines.bundle(paper)}.js`, isRecord);
  const text = texts[paper];
  return isText(text) ? text : "";
}

/** The lines of the data around the slots that a patch touches, into the page's data. */
export async function lines(data: PageData, patch: Patch): Promise<void> {
  const touched = new Set(patch.assignments.map((one) => dataLines.bundle(one.paper)));
  dataLines.place(data, await Promise.all([...touched].map((one) => loadAs(`lines/${one}.js`, isBundle))));
}

/** A list that is read once, however many ask; after a failure the next one tries again. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let promise: Promise<T> | undefined;
  return () => (promise ??= read().catch((error: unknown) => {
    promise = undefined;
    throw error;
  }));
}

/** All author pages, ordered by ID. */
export const authors = once(async (): Promise<AuthorList> => authorList(await loadAs("authors.js", isTextPair)));

const listOf = (text: string | undefined): string[] => (text ? text.split("|") : []);

/** Every verified person. */
export const verified = once(async (): Promise<ListedPerson[]> => {
  const text = await loadAs("verified.js", isText);
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [id, name, other, orcid, comment, institutions] = line.split("\t");
      return { id, name, other: listOf(other), orcid, comment, institutions: listOf(institutions) };
    });
});

/** What a card says of a verified person; undefined for one who has no author page. */
export async function facts(id: string): Promise<PersonFacts | undefined> {
  const shards = await loadAs("facts.js", isFactShardList);
  const shard = shards.find((one) => one.first_id <= id && id <= one.last_id);
  const found = shard && (await loadAs(shard.file, isRecord))[id];
  return isFacts(found) ? found : undefined;
}

/** Pages in the order of the queue, as `queue.ts` reads them. */
export const queue = (): Promise<string> => loadAs("queue.js", isText);

const isRequestList = (data: unknown): data is CorrectionRequest[] =>
  Array.isArray(data) && data.every((one) => isRecord(one) && isText(one.key) && isText(one.text) && Array.isArray(one.pages));

/** The correction requests, oldest first; fails where the site was built without any. */
export const requests = once((): Promise<CorrectionRequest[]> => loadAs("requests.js", isRequestList));

/** The mentions of the author pages that requests name, as their rows show them, by page ID. */
export const requestPapers = once(async (): Promise<ReadonlyMap<string, PaperFacts[]>> => {
  const pages = Object.entries(await loadAs("request_papers.js", isRecord));
  return new Map(pages.map(([id, rows]) => [id, Array.isArray(rows) ? rows.map(paperOfRequest) : []]));
});

/** A row as generator/site/shared_files/requests.py packs it. */
function paperOfRequest(row: unknown): PaperFacts {
  const [key, title, year, venue, own, affiliation, ...authors]: unknown[] = Array.isArray(row) ? row : [];
  const names = authors.map(String);
  return {
    key: String(key), paper: paperOf(String(key)), title: String(title), year: typeof year === "number" ? year : null,
    authors: names, coauthors: names.filter((_, place) => place !== own), venue: String(venue),
    affiliation: String(affiliation),
  };
}

/** The entries of people.json around these persons, existing or new, into what is known of it. */
export async function people(ids: readonly string[]): Promise<void> {
  const persons = ids.map((id) => ({ id }));
  const needed = known.needed({ persons, assignments: [] }, await loadAs("shards.js", isShardList));
  await Promise.all(
    needed
      .filter((file) => !received.has(file))
      .map(async (file) => {
        known.receive(await loadAs(file, isShard));
        received.add(file);
      }),
  );
}
