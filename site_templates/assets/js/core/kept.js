"use strict";
var AR = AR || {};

/**
 * What the browser keeps of a review, or a file of an unfinished review brings, checked before it is used: whoever
 * wrote it, the page lives, and what is no decision, patch or part is left out.
 */
AR.kept = (() => {
  const { string, text, one, orNull, list, object, whole, id, flag, position, holds } = AR.shape;
  const { LONGEST } = AR.textRules;
  const LONG = 100_000;
  /** What a person or a paper is called by the preview; it is shown, and goes into no patch. */
  const shown = string(LONG);
  const name = AR.document.name;
  const verified = AR.document.verified;
  const line = text(undefined, LONGEST.line);
  const values = { names: list(name, 1), orcid: line, degree: line, disable_name_matching: flag };
  const called = { name: shown, comment: shown };

  /** @type {Check} */
  const key = id((value) => /^[^#\s]{1,100}#\d{1,6}$/.test(value));
  const rest = { id: string(1000), keep_matching: flag };
  /** @type {Record<string, Check>} */
  const kinds = {
    existing: object({ kind: one("existing"), person: object({ id: verified }, { ...called, orcid: shown }), mentions: list(key, 1) }, rest),
    new: object({ kind: one("new"), person: object({ id: verified, names: values.names }, { ...values, comment: shown }), mentions: list(key, 1) }, rest),
    unverified: object({ kind: one("unverified"), mentions: list(key, 1) }, { ...rest, person: one(null) }),
    entry: object({ kind: one("entry"), person: object({ id: verified }, values), mentions: (value, place) => list(() => {})(value?.length ? null : value, place) }, rest),
  };

  /** @param {any} value @returns {value is Decision} */
  const isDecision = (value) => typeof value?.kind === "string" && Object.hasOwn(kinds, value.kind) && holds(kinds[value.kind], value);

  const address = { file: id((value) => /^xml\/[A-Za-z0-9]+(\.[A-Za-z0-9]+)*\.xml$/.test(value)), line: whole(0, 1e9), column: whole(0, 1e9), text: shown };
  const mention = object({
    ...AR.document.slot, position, name: object({ last: shown }, { first: shown }), slug: id((value) => /^[-a-z0-9]{0,1000}$/.test(value)), title: shown,
    year: orNull(whole(0, 9999)), from: id(AR.ids.page), explicit: flag, orcid: shown, others: list(shown), slot: orNull(object(address)),
  });
  const part = object({ page: id(AR.ids.page), diff: flag, base: object({}, { preview: orNull(shown), data_commit: orNull(shown) }), mentions: list(mention) });

  /** @param {string} json @returns {any} undefined if it is none */
  function parse(json) {
    try {
      return JSON.parse(json);
    } catch {
      return undefined;
    }
  }

  /**
   * The decisions of a page, as core/store.js keeps them.
   * @param {string} json
   * @returns {{decisions: Decision[], from: Map<string, unknown>, places: [string, string][], note: string, secret: boolean, refused: number} | null}
   *   refused: how much of it is not what it should be; null: nothing usable
   */
  function page(json) {
    const value = parse(json);
    if (value?.format !== 1 || !Array.isArray(value.decisions)) return null;
    const entries = (/** @type {any} */ some) => (typeof some === "object" && some !== null ? Object.entries(some) : []);
    const decisions = value.decisions.filter(isDecision);
    const places = entries(value.places);
    const put = places.filter(([one, letter]) => holds(key, one) && typeof letter === "string" && /^([A-Z]{1,3}|\?)$/.test(letter));
    const note = value.note ?? "";
    const isNote = typeof note === "string" && note.length <= LONG;
    return {
      decisions, from: new Map(entries(value.from)), places: put, note: isNote ? note : "", secret: value.private === true,
      refused: value.decisions.length - decisions.length + places.length - put.length + (isNote ? 0 : 1),
    };
  }

  return {
    page,
    /** Whether nothing of a page may leave it. @param {Storage} storage @param {string} preview @param {string} id of the page */
    isSecret: (storage, preview, id) => page(storage.getItem(`anthology-review:${preview}:${id}`) ?? "")?.secret ?? false,
    /** What a diff needs of a page, as ui/keep.js keeps it. @param {string} json @returns {Part | null} */
    part(json) {
      const value = parse(json);
      return holds(part, value) ? value : null;
    },
    /**
     * Whether a kept text is all that its place in the storage may have.
     * @param {string} kind what stands before the preview's name, without "anthology-review"
     * @param {string} text
     */
    valid(kind, text) {
      if (kind === "") return page(text)?.refused === 0;
      if (kind === "-patch") return "patch" in AR.document.parse(text);
      return kind === "-part" ? AR.kept.part(text) !== null : kind === "-seen" && text === "1";
    },
  };
})();
