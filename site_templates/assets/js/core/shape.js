"use strict";
var AR = AR || {};

/**
 * Checks of values that came from elsewhere: a file, or the browser's storage.
 *
 * @typedef {(value: any, place: string) => void} Check throws Wrong
 */
AR.shape = (() => {
  /** Where a value is wrong and why; the words are made of it. */
  class Wrong extends Error {
    /** @param {string} place JSON pointer @param {string} why a key of AR.messages @param {string} [what] */
    constructor(place, why, what = "") {
      super(why);
      this.params = { place: place || "/", what };
    }
  }

  /** @type {(longest?: number) => Check} any text; length in UTF-16 units */
  const string = (longest = Infinity) => (value, place) => {
    if (typeof value !== "string") throw new Wrong(place, "read_type");
    if (value.length > longest) throw new Wrong(place, "read_long", String(longest));
  };
  /** @type {(pattern?: RegExp, longest?: number, shortest?: number, kind?: TextKind) => Check} lengths in code points */
  const text = (pattern, longest = Infinity, shortest = 0, kind = "line") => (value, place) => {
    if (typeof value !== "string") throw new Wrong(place, "read_type");
    if (AR.textRules.longer(value, longest)) throw new Wrong(place, "read_long", String(longest));
    if (value.length < shortest || (pattern && !pattern.test(value))) throw new Wrong(place, "read_value", value.slice(0, 60));
    const unwanted = AR.textRules.unwanted(value, kind);
    if (unwanted) throw new Wrong(place, "read_control", unwanted);
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
  /** @type {(least: number, most: number) => Check} */
  const whole = (least, most) => (value, place) => {
    if (!Number.isInteger(value) || value < least || value > most) throw new Wrong(place, "read_value", String(value).slice(0, 60));
  };
  /** @type {(test: (value: string) => boolean) => Check} */
  const id = (test) => (value, place) => {
    if (typeof value !== "string") throw new Wrong(place, "read_type");
    if (!test(value)) throw new Wrong(place, "read_value", value.slice(0, 60));
  };

  return {
    Wrong, string, text, one, orNull, list, object, whole, id,
    flag: one(true, false),
    position: whole(0, 100000),
    /** @param {Check} check @param {any} value */
    holds(check, value) {
      try {
        check(value, "");
        return true;
      } catch (error) {
        if (error instanceof Wrong) return false;
        throw error;
      }
    },
  };
})();
