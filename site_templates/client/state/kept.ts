/**
 * What the browser keeps of a review, or a file of an unfinished review brings, checked before it is used: whoever
 * wrote it, the page lives, and what is no decision, patch or part is left out.
 */

import type { Decision, PageData } from "../model";
import * as document from "../patch/document";
import * as decided from "./decided";
import type { Part } from "../patch/parts";
import {
  Wrong, flag, holds, id, isRecord, list, object, one, orNull, string, text, whole, type Check,
} from "../patch/shape";
import { LONGEST } from "../patch/text_rules";
import * as ids from "../people/ids";

/** The decisions of a page, as state/store.ts keeps them. */
export interface KeptPage {
  decisions: Decision[];
  /** By key: the page to which the mention belonged. */
  from: Map<string, unknown>;
  /** Keys and where their mentions are put. */
  places: [key: string, letter: string][];
  note: string;
  secret: boolean;
  /** How much of it is not what it should be. */
  refused: number;
}

const LONG = 100_000;
/** What a person or a paper is called by the preview; it is shown, and goes into no patch. */
const shown = string(LONG);
const { name, verified } = document;
const line = text(undefined, LONGEST.line);
const values = { names: list(name, 1), orcid: line, degree: line, disable_name_matching: flag };
const called = { name: shown, comment: shown };

const key = id((value) => /^[^#\s]{1,100}#\d{1,6}$/.test(value));
const keys = list(key, 1);
const none: Check = (value, place) => {
  if (!Array.isArray(value) || value.length) throw new Wrong(place, "read_type");
};
const rest = { id: string(1000), keep_matching: flag };
const kinds = new Map<unknown, Check>([
  ["existing", object(
    { kind: one("existing"), person: object({ id: verified }, { ...called, orcid: shown }), mentions: keys }, rest,
  )],
  ["new", object({
    kind: one("new"),
    person: object({ id: verified, names: values.names }, { ...values, comment: shown }),
    mentions: keys,
  }, rest)],
  ["merge", object(
    { kind: one("merge"), person: object({ id: verified }, { ...called, orcid: line }), mentions: keys }, rest,
  )],
  ["rename", object({ kind: one("rename"), person: object({ id: verified }, called), mentions: keys }, rest)],
  ["unverified", object({ kind: one("unverified"), mentions: keys }, { ...rest, person: one(null) })],
  ["entry", object({ kind: one("entry"), person: object({ id: verified }, values), mentions: none }, rest)],
]);

function isDecision(value: unknown): value is Decision {
  const check = isRecord(value) && kinds.get(value.kind);
  return check ? holds(check, value) : false;
}

const address = object({
  file: id((value) => /^xml\/[A-Za-z0-9]+(\.[A-Za-z0-9]+)*\.xml$/.test(value)),
  line: whole(0, 1e9),
  column: whole(0, 1e9),
  text: shown,
});
const slug = id((value) => /^[-a-z0-9]{0,1000}$/.test(value));
const mention = object({
  ...document.slot,
  name: object({ last: shown }, { first: shown }),
  slug,
  title: shown,
  year: orNull(whole(0, 9999)),
  from: id(ids.page),
  explicit: flag,
  orcid: shown,
  others: list(shown),
  slot: orNull(address),
});
const partCheck = object({
  page: id(ids.page),
  diff: flag,
  base: object({}, { preview: orNull(shown), data_commit: orNull(shown) }),
  mentions: list(mention),
});

const isPart = (value: unknown): value is Part => holds(partCheck, value);

const form = object({ last: shown, slug }, { first: shown });
const candidate = object({ id: verified, name: shown, comment: shown, orcid: shown }, { other: list(shown) });
const isVerifiedWithFlag: Check = (value, place) => {
  if (!Array.isArray(value) || value.length !== 2) throw new Wrong(place, "read_type");
  verified(value[0], `${place}/0`);
  flag(value[1], `${place}/1`);
};
const matchingCheck = object({
  verified: list(isVerifiedWithFlag), elsewhere: list(object({ key, page: id(ids.page) })),
});
const matching: Check = (value, place) => {
  if (!isRecord(value)) throw new Wrong(place, "read_type");
  for (const [one, how] of Object.entries(value)) {
    slug(one, place);
    matchingCheck(how, `${place}/${one}`);
  }
};
/** A page's data without what no patch needs. */
export type PendingPage = Omit<PageData, "scores" | "windows" | "order">;

const pendingCheck = object({
  format: one(1),
  generator: string(1000),
  base: object({ preview: shown, data_commit: orNull(shown) }),
  diff: flag,
  page: object({
    id: id(ids.page), slug, name: object({ last: shown }, { first: shown }), verified: flag, orcid: shown,
  }),
  mentions: list(mention),
  candidates: list(candidate),
  forms: list(form),
  matching,
});

const isPending = (value: unknown): value is PendingPage => holds(pendingCheck, value);

/** Undefined if it is no JSON. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const entries = (some: unknown): [string, unknown][] =>
  typeof some === "object" && some !== null ? Object.entries(some) : [];

const isPlace = (place: [string, unknown]): place is [string, string] =>
  holds(key, place[0]) && typeof place[1] === "string" && /^([A-Z]{1,3}|\?)$/.test(place[1]);

/** Null where nothing is usable. */
export function page(json: string): KeptPage | null {
  const value = parse(json);
  if (!isRecord(value) || value.format !== 1 || !Array.isArray(value.decisions)) return null;
  const decisions = value.decisions.filter(isDecision);
  const places = entries(value.places);
  const put = places.filter(isPlace);
  const note = value.note ?? "";
  const good = typeof note === "string" && note.length <= LONG;
  return {
    decisions,
    from: new Map(entries(value.from)),
    places: put,
    note: good ? note : "",
    secret: value.private === true,
    refused: value.decisions.length - decisions.length + places.length - put.length + (good ? 0 : 1),
  };
}

/** Whether nothing of a page may leave it. */
export const isSecret = (storage: Pick<Storage, "getItem">, preview: string, pageId: string): boolean =>
  page(storage.getItem(`anthology-review:${preview}:${pageId}`) ?? "")?.secret ?? false;

/** What a diff needs of a page, null if it isn't that. */
export function part(json: string): Part | null {
  const value = parse(json);
  return isPart(value) ? value : null;
}

/** The data of a page whose patch is still to be made, null if it isn't that; it has no scores and windows. */
export function pending(json: string): PageData | null {
  const value = parse(json);
  return isPending(value) ? { ...value, scores: "", windows: {} } : null;
}

/**
 * Whether a kept text is all that its place in the storage may have. The kind is what stands before the preview's name,
 * without "anthology-review". What a page leaves for the making of its patch ("-pending") is of this browser only.
 */
export function valid(kind: string, kept: string): boolean {
  if (kind === "") return page(kept)?.refused === 0;
  if (kind === "-patch") return "patch" in document.parse(kept);
  if (kind === "-seen") return decided.papers(kept) !== null;
  if (kind === "-apart") return decided.others(kept) !== null;
  return kind === "-part" && part(kept) !== null;
}
