/** The words of the page: what is so, and what to do. `site_templates/words/en.json` has them, and those of the build. */

import en from "../../words/en.json";

/** What scripts say: `site_…` is said by the build, `count_…` and `agree_…` inside texts. */
export type Word = Exclude<keyof typeof en, `${"site" | "count" | "agree"}_${string}`>;
export type Params = Record<string, string | number>;

/** A script brings the words that it says; the second one of review pages adds its own. */
const texts: Record<string, string> = { ...en };

export function learn(more: Record<string, string>): void {
  Object.assign(texts, more);
}

/** Made once: a formatter for each text would take longer than all else that a large page draws. */
const NUMBERS = new Intl.NumberFormat("en");

/**
 * A text with its values, as plain text. `count` also gives the words that depend on number: {papers} is "1 paper" or
 * "3 papers" (`count_papers`), {are} is "is" or "are" (`agree_are`). `generator/words.py` does the same.
 */
export function say(word: Word, params: Params = {}): string {
  const count = Number(params.count ?? 0);
  const form = (forms: string): string => forms.split("|")[count === 1 ? 0 : 1];
  return texts[word].replace(/\{(\w+)\}/g, (whole, key: string) => {
    if (key === "count" && params.count !== undefined) return NUMBERS.format(count);
    if (Object.hasOwn(params, key)) return String(params[key] ?? whole);
    const counted = texts[`count_${key}`];
    if (counted) return `${NUMBERS.format(count)} ${form(counted)}`;
    const agreeing = texts[`agree_${key}`];
    return agreeing ? form(agreeing) : whole;
  });
}

/** The words of an issue. */
export const tell = ({ code, params }: { code: Word; params?: Params }): string => say(code, params);
