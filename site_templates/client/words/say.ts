/** The words of the page: what is so, and what to do. A second language is one more file beside `en.json`. */

import texts from "./en.json";

export type Word = keyof typeof texts;
export type Params = Record<string, string | number>;

/**
 * A text with its values, as plain text. `count` also gives the words that depend on number: {papers} is "1 paper" or
 * "3 papers", {are} is "is" or "are".
 */
export function say(word: Word, params: Params = {}): string {
  const count = Number(params.count ?? 0);
  const one = count === 1;
  const noun = (singular: string, plural = `${singular}s`) => `${count.toLocaleString("en")} ${one ? singular : plural}`;
  const all: Params = {
    papers: noun("paper"), pages: noun("page"), lines: noun("line"), previews: noun("other preview"), people: noun("person", "people"),
    paper_noun: one ? "paper" : "papers", page_noun: one ? "page" : "pages", person_noun: one ? "person" : "persons",
    coauthor_noun: one ? "co-author" : "co-authors", move: one ? "moves" : "move", leave: one ? "leaves" : "leave",
    become: one ? "becomes" : "become", stay: one ? "stays" : "stay", change: one ? "changes" : "change",
    belong: one ? "belongs" : "belong", fit: one ? "fits" : "fit", are: one ? "is" : "are", were: one ? "was" : "were",
    them: one ? "it" : "them", they_are: one ? "it is" : "they are", ...params,
  };
  return texts[word].replace(/\{(\w+)\}/g, (whole, key: string) => String(all[key] ?? whole));
}

/** The words of an issue. */
export const tell = ({ code, params }: { code: Word; params?: Params }): string => say(code, params);
