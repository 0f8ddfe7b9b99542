"use strict";
var AR = AR || {};

/** Reads a patch that came from elsewhere, as strictly as generator/patch/schema.json and document.py say. */
AR.document = (() => {
  const MAX_BYTES = 10_000_000;
  /** Keys and texts; the program takes no more. */
  const MAX_TEXTS = 100_000;
  const VERSION = 1;

  /** Where a value is wrong and why; the words are made of it. */
  class Wrong extends Error {
    /** @param {string} place JSON pointer @param {string} why a key of AR.messages @param {string} [what] */
    constructor(place, why, what = "") {
      super(why);
      this.params = { place: place || "/", what };
    }
  }

  /** @typedef {(value: any, place: string) => void} Check throws Wrong */

  /** @type {(pattern?: RegExp, longest?: number, shortest?: number) => Check} lengths in code points */
  const text = (pattern, longest = Infinity, shortest = 0) => (value, place) => {
    if (typeof value !== "string") throw new Wrong(place, "read_type");
    const length = value.length <= longest ? value.length : [...value].length;
    if (length > longest || length < shortest || (pattern && !pattern.test(value))) throw new Wrong(place, "read_value", value.slice(0, 60));
    if ((place === "/note" ? /\p{Cs}/u : /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u).test(value)) throw new Wrong(place, "read_control");
  };
  /** @type {(...values: any[]) => Check} */
  const one = (...values) => (value, place) => {
    if (!values.includes(value)) throw new Wrong(place, "read_value", String(JSON.stringify(value)).slice(0, 60));
  };
  /** @type {(check: Check) => Check} */
  const orNull = (check) => (value, place) => { if (value !== null) check(value, place); };
  /** @type {(check: Check, shortest?: number) => Check} */
  const list = (check, shortest = 0) => (value, place) => {
    if (!Array.isArray(value) || value.length < shortest) throw new Wrong(place, "read_type");
    value.forEach((item, index) => check(item, `${place}/${index}`));
  };
  /** @type {(required: Record<string, Check>, optional?: Record<string, Check>) => Check} */
  const object = (required, optional = {}) => (value, place) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Wrong(place, "read_type");
    const missing = Object.keys(required).find((key) => !Object.hasOwn(value, key));
    if (missing) throw new Wrong(place, "read_missing", missing);
    for (const key of Object.keys(value)) {
      const check = Object.hasOwn(required, key) ? required[key] : Object.hasOwn(optional, key) ? optional[key] : null;
      if (!check) throw new Wrong(place, "read_unknown", key.slice(0, 60));
      check(value[key], `${place}/${key}`);
    }
  };

  /** @type {Check} */
  const position = (value, place) => {
    if (!Number.isInteger(value) || value < 0 || value > 100000) throw new Wrong(place, "read_value", String(value).slice(0, 60));
  };
  /** @type {Check} */
  const orcid = (value, place) => {
    if (value !== "" && !(typeof value === "string" && AR.orcid.valid(value))) throw new Wrong(place, "read_orcid", String(value).slice(0, 60));
  };
  const flag = one(true, false);
  const verified = text(/^[a-z][-a-z0-9]+$/, 200);
  const page = text(/^([a-z][-a-z0-9]+|[-a-z0-9]*\/unverified)$/, 1000);
  const name = object({ last: text(undefined, 1000, 1) }, { first: text(undefined, 1000) });
  const slot = {
    paper: text(/^([0-9]{4}\.[a-z0-9]+-[a-z0-9]+(\.[0-9]+)?|[A-Z][0-9]{2}-[0-9]{1,4})$/, 100),
    role: one("author", "editor"),
    position,
  };
  const values = {
    names: list(name, 1), comment: text(undefined, 1000), degree: text(undefined, 1000), disable_name_matching: flag,
    orcid, similar: list(verified),
  };
  /** @type {Record<string, Check>} by action */
  const persons = {
    create: object({ id: verified, action: one("create"), names: values.names }, values),
    update: object({ id: verified, action: one("update") }, values),
    delete: object({ id: verified, action: one("delete") }),
  };
  /** @type {Check} */
  const person = (value, place) => {
    const action = typeof value?.action === "string" && Object.hasOwn(persons, value.action) ? value.action : "update";
    persons[action](value, place);
  };
  const document_ = object(
    { format: one("anthology-assignment-patch"), version: one(VERSION), assignments: list(object({ ...slot, name, from: page, to: orNull(verified) }, { confirmed: flag })) },
    {
      created: text(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})$/),
      generator: text(undefined, 200),
      base: object({}, { preview: orNull(text(undefined, 1000)), data_commit: orNull(text(undefined, 200)), data_digest: orNull(text(/^sha256:[0-9a-f]{64}$/)) }),
      persons: list(person),
      undecided: list(object(slot)),
      note: text(undefined, 20000),
    },
  );

  /** JSON.parse keeps the last of two equal keys in silence. @param {string} json valid */
  function refuseTwins(json) {
    /** @type {Set<string>[]} */
    const open = [];
    for (const [token, key] of json.matchAll(/[{}]|"(?:[^"\\]|\\.)*"(\s*:)?/g)) {
      if (token === "{") open.push(new Set());
      else if (token === "}") open.pop();
      else if (key) {
        const word = JSON.parse(token.slice(0, -key.length));
        if (open.at(-1)?.has(word)) throw new Wrong("", "read_twice", word.slice(0, 60));
        open.at(-1)?.add(word);
      }
    }
  }

  /** @param {string} json */
  function read(json) {
    if (json.length > MAX_BYTES || new TextEncoder().encode(json).length > MAX_BYTES) throw new Wrong("", "read_large");
    if (json.split('"').length > 2 * MAX_TEXTS + 1) throw new Wrong("", "read_large");
    let value;
    try {
      value = JSON.parse(json.replace(/^\ufeff/, ""));
    } catch {
      throw new Wrong("", "read_json");
    }
    if (value === null || value?.format !== "anthology-assignment-patch") throw new Wrong("", "read_other");
    if (typeof value.version === "number" && value.version > VERSION) throw new Wrong("", "read_newer", String(value.version));
    refuseTwins(json);
    document_(value, "");
    const ids = new Set();
    for (const { id } of value.persons ?? []) {
      if (ids.has(id)) throw new Wrong("/persons", "read_twice", id);
      ids.add(id);
    }
    const base = { preview: null, data_commit: null, data_digest: null, ...value.base };
    return { persons: [], undecided: [], note: "", ...value, base };
  }

  return {
    MAX_BYTES,
    /**
     * @param {string} json a file's content
     * @returns {{patch: Patch} | {error: string}} error: words
     */
    parse(json) {
      try {
        return { patch: read(json) };
      } catch (error) {
        if (error instanceof Wrong) return { error: AR.messages.text({ code: error.message, params: error.params }) };
        throw error;
      }
    },
    /**
     * @param {Blob} file dropped or chosen
     * @returns {Promise<{patch: Patch, json: string} | {error: string}>} json: its text
     */
    async file(file) {
      if (file.size > MAX_BYTES) return { error: AR.messages.text({ code: "read_large" }) };
      let json;
      try {
        json = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
      } catch {
        return { error: AR.messages.text({ code: "read_bytes" }) };
      }
      const result = AR.document.parse(json);
      return "patch" in result ? { ...result, json } : result;
    },
  };
})();
