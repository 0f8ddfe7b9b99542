/** The words of the page: what is so, and what to do. A second language is one more file beside `en.json`. */

import en from "./en.json";

export type Word = keyof typeof en;
export type Params = Record<string, string | number>;

/** A script brings the words that it says; the second one of review pages adds its own. */
const texts: Record<Word, string> = { ...en };

export function learn(more: Partial<Record<Word, string>>): void {
  Object.assign(texts, more);
}

/** Made once: a formatter for each text would take longer than all else that a large page draws. */
const NUMBERS = new Intl.NumberFormat("en");
/** What is counted, of one and of more: {papers} is "1 paper" or "3 papers". */
const COUNTED: Record<string, readonly [string, string]> = {
  papers: ["paper", "papers"], pages: ["page", "pages"], lines: ["line", "lines"],
  days: ["day", "days"], previews: ["other preview", "other previews"], people: ["person", "people"],
};
/** What agrees with the count: {are} is "is" or "are". */
const AGREEING: Record<string, readonly [string, string]> = {
  paper_noun: ["paper", "papers"], page_noun: ["page", "pages"], person_noun: ["person", "persons"],
  coauthor_noun: ["co-author", "co-authors"], move: ["moves", "move"], leave: ["leaves", "leave"],
  become: ["becomes", "become"], stay: ["stays", "stay"], change: ["changes", "change"], belong: ["belongs", "belong"],
  fit: ["fits", "fit"], are: ["is", "are"], were: ["was", "were"], them: ["it", "them"], they_are: ["it is", "they are"],
};

/** A text with its values, as plain text; `count` also gives the words that depend on number. */
export function say(word: Word, params: Params = {}): string {
  const count = Number(params.count ?? 0);
  const form = count === 1 ? 0 : 1;
  return texts[word].replace(/\{(\w+)\}/g, (whole, key: string) => {
    if (Object.hasOwn(params, key)) return String(params[key] ?? whole);
    if (Object.hasOwn(COUNTED, key)) return `${NUMBERS.format(count)} ${COUNTED[key][form]}`;
    return Object.hasOwn(AGREEING, key) ? AGREEING[key][form] : whole;
  });
}

/** The words of an issue. */
export const tell = ({ code, params }: { code: Word; params?: Params }): string => say(code, params);
