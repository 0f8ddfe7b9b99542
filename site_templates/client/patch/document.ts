/** Reads a patch that came from elsewhere, as strictly as generator/patch/schema.json and document.py say. */

import limits from "../../tables/patch.json";
import type { Patch } from "../model";
import * as ids from "../people/ids";
import * as orcids from "../people/orcid";
import { tell } from "../words/say";
import { Wrong, flag, id, isRecord, list, object, one, orNull, position, text, type Check } from "./shape";
import { LONGEST } from "./text_rules";

/** A patch, or words that say why it is none. */
export type Parsed = { patch: Patch } | { error: string };

/** What a file may leave out of a patch is filled in. */
type Optional = "persons" | "undecided" | "note";
type Written = Omit<Patch, Optional | "base"> & Partial<Pick<Patch, Optional>> & { base?: Partial<Patch["base"]> };

export const MAX_BYTES = limits.most_bytes;
/** Keys and texts; the program takes no more. */
const MAX_TEXTS = limits.most_texts;
const FORMAT = "anthology-assignment-patch";
const VERSION = 1;

const orcid: Check = (value, place) => {
  if (value !== "" && !(typeof value === "string" && orcids.valid(value))) {
    throw new Wrong(place, "read_orcid", String(value).slice(0, 60));
  }
};
const page = id(ids.page);
const line = text(undefined, LONGEST.line);

/** ID of a verified person. */
export const verified: Check = id(ids.valid);
export const name: Check = object(
  { last: text(undefined, LONGEST.name, 1, "name") },
  { first: text(undefined, LONGEST.name, 0, "name") },
);
export const slot: Readonly<Record<"paper" | "role" | "position", Check>> = {
  paper: id(ids.paper),
  role: one("author", "editor"),
  position,
};

const values = {
  names: list(name, 1), comment: line, degree: line, disable_name_matching: flag, orcid, similar: list(verified),
};
/** By action. */
const persons = new Map<unknown, Check>([
  ["create", object({ id: verified, action: one("create"), names: values.names }, values)],
  ["delete", object({ id: verified, action: one("delete") })],
]);
const update = object({ id: verified, action: one("update") }, values);
const person: Check = (value, place) =>
  ((isRecord(value) && persons.get(value.action)) || update)(value, place);

const pair: Check = (value, place) => {
  list(page, 2)(value, place);
  if (!Array.isArray(value) || value.length > 2 || value[0] === value[1]) throw new Wrong(place, "read_type");
};
const decided = object({}, {
  not_one_person: list(pair),
  looked_at: list(object({ page, papers: list(id(ids.paper)) })),
});

const patchCheck = object(
  {
    format: one(FORMAT),
    version: one(VERSION),
    assignments: list(object({ ...slot, name, from: page, to: orNull(verified) }, { confirmed: flag })),
  },
  {
    created: text(new RegExp(limits.patterns.created)),
    generator: text(undefined, LONGEST.short),
    base: object({}, {
      preview: orNull(line),
      data_commit: orNull(text(undefined, LONGEST.short)),
      data_digest: orNull(text(new RegExp(limits.patterns.digest))),
    }),
    persons: list(person),
    undecided: list(object(slot)),
    decided,
    note: text(undefined, LONGEST.note, 0, "note"),
  },
);

function assertWritten(value: unknown): asserts value is Written {
  patchCheck(value, "");
}

/** JSON.parse keeps the last of two equal keys in silence. The JSON is known to be valid. */
function refuseTwins(json: string): void {
  const open: Set<string>[] = [];
  for (const [token, colon] of json.matchAll(/[{}]|"(?:[^"\\]|\\.)*"(\s*:)?/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (colon) {
      const key = String(JSON.parse(token.slice(0, -colon.length)));
      if (open.at(-1)?.has(key)) throw new Wrong("", "read_twice", key.slice(0, 60));
      open.at(-1)?.add(key);
    }
  }
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\ufeff/, ""));
  } catch {
    throw new Wrong("", "read_json");
  }
}

function read(json: string): Patch {
  if (json.length > MAX_BYTES || new TextEncoder().encode(json).length > MAX_BYTES) throw new Wrong("", "read_large");
  if (json.split('"').length > 2 * MAX_TEXTS + 1) throw new Wrong("", "read_large");
  const value = readJson(json);
  if (!isRecord(value) || value.format !== FORMAT) throw new Wrong("", "read_other");
  if (typeof value.version === "number" && value.version > VERSION) {
    throw new Wrong("", "read_newer", String(value.version));
  }
  refuseTwins(json);
  const written: unknown = value;
  assertWritten(written);
  const known = new Set<string>();
  for (const { id: own } of written.persons ?? []) {
    if (known.has(own)) throw new Wrong("/persons", "read_twice", own);
    known.add(own);
  }
  // A joined patch has null where its patches name different previews.
  const base = { preview: null, data_commit: null, data_digest: null, ...written.base } as Patch["base"];
  return { persons: [], undecided: [], note: "", ...written, base };
}

/** Takes a file's content. */
export function parse(json: string): Parsed {
  try {
    return { patch: read(json) };
  } catch (error) {
    if (error instanceof Wrong) return { error: tell(error) };
    throw error;
  }
}

/** Takes a file that was dropped or chosen; `json` is its text. */
export async function file(blob: Blob): Promise<{ patch: Patch; json: string } | { error: string }> {
  if (blob.size > MAX_BYTES) return { error: tell({ code: "read_large" }) };
  let json: string;
  try {
    json = new TextDecoder("utf-8", { fatal: true }).decode(await blob.arrayBuffer());
  } catch {
    return { error: tell({ code: "read_bytes" }) };
  }
  const result = parse(json);
  return "patch" in result ? { ...result, json } : result;
}
