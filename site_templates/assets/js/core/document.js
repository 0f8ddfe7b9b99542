"use strict";
var AR = AR || {};

/** Reads a patch that came from elsewhere, as strictly as generator/patch/schema.json and document.py say. */
AR.document = (() => {
  const MAX_BYTES = 10_000_000;
  /** Keys and texts; the program takes no more. */
  const MAX_TEXTS = 100_000;
  const VERSION = 1;

  const { Wrong, text, one, orNull, list, object, id, flag, position } = AR.shape;

  /** @type {Check} */
  const orcid = (value, place) => {
    if (value !== "" && !(typeof value === "string" && AR.orcid.valid(value))) throw new Wrong(place, "read_orcid", String(value).slice(0, 60));
  };
  const { LONGEST } = AR.textRules;
  const verified = id(AR.ids.valid);
  const page = id(AR.ids.page);
  const line = text(undefined, LONGEST.line);
  const name = object({ last: text(undefined, LONGEST.name, 1, "name") }, { first: text(undefined, LONGEST.name, 0, "name") });
  const slot = {
    paper: id(AR.ids.paper),
    role: one("author", "editor"),
    position,
  };
  const values = {
    names: list(name, 1), comment: line, degree: line, disable_name_matching: flag,
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
      base: object({}, { preview: orNull(line), data_commit: orNull(text(undefined, 200)), data_digest: orNull(text(/^sha256:[0-9a-f]{64}$/)) }),
      persons: list(person),
      undecided: list(object(slot)),
      note: text(undefined, LONGEST.note, 0, "note"),
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
    name,
    verified,
    slot,
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
