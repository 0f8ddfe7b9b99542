/** Checks of values that came from elsewhere: a file, or the browser's storage. */

import limits from "../../tables/patch.json";
import type { Word } from "../words/say";
import * as textRules from "./text_rules";

/** Throws Wrong; the place is a JSON pointer. */
export type Check = (value: unknown, place: string) => void;

/** Where a value is wrong and why; the words are made of it. */
export class Wrong extends Error {
  readonly code: Word;
  readonly params: { place: string; what: string };

  constructor(place: string, code: Word, what = "") {
    super(code);
    this.code = code;
    this.params = { place: place || "/", what };
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** So much of a wrong value is shown. */
const start = (text: string): string => text.slice(0, 60);

/** Any text; length in UTF-16 units. */
export const string = (longest = Infinity): Check => (value, place) => {
  if (typeof value !== "string") throw new Wrong(place, "read_type");
  if (value.length > longest) throw new Wrong(place, "read_long", String(longest));
};

/** A text that a patch may have; `longest` in code points. */
export const text = (
  pattern?: RegExp, longest = Infinity, shortest = 0, kind: textRules.TextKind = "line",
): Check => (value, place) => {
  if (typeof value !== "string") throw new Wrong(place, "read_type");
  if (textRules.longer(value, longest)) throw new Wrong(place, "read_long", String(longest));
  if (value.length < shortest || (pattern && !pattern.test(value))) throw new Wrong(place, "read_value", start(value));
  const unwanted = textRules.unwanted(value, kind);
  if (unwanted) throw new Wrong(place, "read_control", unwanted);
};

export const one = (...values: readonly unknown[]): Check => (value, place) => {
  if (!values.includes(value)) throw new Wrong(place, "read_value", start(String(JSON.stringify(value))));
};

export const orNull = (check: Check): Check => (value, place) => {
  if (value !== null) check(value, place);
};

export const list = (check: Check, shortest = 0): Check => (value, place) => {
  if (!Array.isArray(value) || value.length < shortest) throw new Wrong(place, "read_type");
  value.forEach((item: unknown, index) => check(item, `${place}/${index}`));
};

export const object = (required: Record<string, Check>, optional: Record<string, Check> = {}): Check => {
  const checks = new Map([...Object.entries(optional), ...Object.entries(required)]);
  return (value, place) => {
    if (!isRecord(value)) throw new Wrong(place, "read_type");
    const missing = Object.keys(required).find((key) => !Object.hasOwn(value, key));
    if (missing) throw new Wrong(place, "read_missing", missing);
    for (const key of Object.keys(value)) {
      const check = checks.get(key);
      if (!check) throw new Wrong(place, "read_unknown", start(key));
      check(value[key], `${place}/${key}`);
    }
  };
};

/** A whole number. */
export const whole = (least: number, most: number): Check => (value, place) => {
  if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > most) {
    throw new Wrong(place, "read_value", start(String(value)));
  }
};

export const id = (test: (value: string) => boolean): Check => (value, place) => {
  if (typeof value !== "string") throw new Wrong(place, "read_type");
  if (!test(value)) throw new Wrong(place, "read_value", start(value));
};

export const flag: Check = one(true, false);

/** Of a slot among an item's authors or editors, zero-based. */
export const position: Check = whole(0, limits.last_position);

export function holds(check: Check, value: unknown): boolean {
  try {
    check(value, "");
    return true;
  } catch (error) {
    if (error instanceof Wrong) return false;
    throw error;
  }
}
