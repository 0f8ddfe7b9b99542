"use strict";
var AR = AR || {};

/**
 * Papers that a text names for certain, and where: IDs, addresses, whole titles, BibTeX keys; addresses of author pages.
 *
 * @typedef {object} PasteRef
 * @property {number} from where it stands in the line
 * @property {number} to
 * @property {"found" | "choose" | "elsewhere"} kind
 * @property {string[]} keys
 * @property {string} what the ID or key that is not here
 *
 * @typedef {object} PasteItem a line, or an entry of BibTeX
 * @property {number} line 1-based
 * @property {string} raw
 * @property {number} from where it begins in the folded text
 * @property {number} to
 * @property {PasteRef[]} refs in the order of the line
 * @property {string[]} pages IDs of author pages that it has addresses of
 * @property {PasteAnswer[]} got
 */
AR.references = (() => {
  const { fold } = AR.titles;
  const ID = /(?<![a-z0-9.])(?:(\d{4}\.[a-z0-9_]+-[a-z0-9_]+)\.(\d+)|([a-z]\d\d-\d{4}))(?!\d)/gi;
  const KEY = /(?<![\w./-])((?:[a-z]+-){1,6})((?:19|20)\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)/gi;
  const PERSON = /^[<("'[]*(?:https?:\/\/)?(?:[\w.-]+\/){1,4}people\/(?:[a-z]\/)?([a-z0-9][\w-]*)(\/unverified)?\/?[>)"'\].,;:!?]*$/i;
  /** Characters of a line in which the place of a paper counts. */
  const LONGEST = 2000;

  /** @param {string} text */
  const edges = (text) => [text.search(/[\p{L}\p{N}]/u), text.length - (/[^\p{L}\p{N}]*$/u.exec(text)?.[0].length ?? 0)];

  /** Where a stretch of the folded line stands in the line itself. @param {PasteItem} item @param {number} from @param {number} to @returns {[number, number]} */
  function place(item, from, to) {
    let [at, start, end] = [0, -1, -1];
    for (const word of item.raw.matchAll(/\S+/g)) {
      const next = at + fold(word[0]).replaceAll(" ", "").length;
      if (next > from && at < to && next > at) {
        const [first, last] = edges(word[0]);
        if (start < 0) start = (word.index ?? 0) + Math.max(first, 0);
        end = (word.index ?? 0) + last;
      }
      at = next;
    }
    return at === item.to - item.from && start >= 0 ? [start, end] : [0, item.raw.length];
  }

  /**
   * Fills the lines' refs and pages.
   * @param {PasteItem[]} items
   * @param {Map<string, PaperFacts[]>} papers
   * @param {Map<string, string>} texts title of each paper, folded, without spaces
   */
  function find(items, papers, texts) {
    /** One paper, or several of which one is meant. @param {PasteItem} item @param {string[]} ids @param {number} from @param {number} to */
    const add = (item, ids, from, to, what = "") => {
      const keys = ids.flatMap((id) => papers.get(id) ?? []).map((row) => row.key);
      item.refs.push({ from, to, kind: !keys.length ? "elsewhere" : keys.length === 1 ? "found" : "choose", keys, what });
    };
    for (const item of items) {
      for (const word of item.raw.matchAll(/\S+/g)) {
        const at = word.index ?? 0;
        const person = word[0].length < 300 && word[0].includes("people/") ? PERSON.exec(word[0]) : null;
        if (person) item.pages.push(person[1] + (person[2] ?? "").toLowerCase());
        for (const match of word[0].matchAll(ID)) {
          const [text, volume, number, old] = match;
          const id = volume ? `${volume.toLowerCase()}.${Number(number)}` : old.toUpperCase();
          const [first, last] = word[0].includes("/") ? edges(word[0]) : [match.index ?? 0, (match.index ?? 0) + text.length];
          add(item, papers.has(id) ? [id] : [], at + first, at + last, papers.has(id) ? "" : id);
        }
      }
    }
    AR.titles.whole(items, texts, (item, ids, from, to) => add(item, ids, ...(item.raw.length > LONGEST ? /** @type {[number, number]} */ ([from, to]) : place(item, from, to))));
    for (const item of items) {
      /** @type {boolean | undefined} */
      let short;
      for (const match of item.raw.matchAll(KEY)) {
        const [key, names, year, rest] = match;
        const ids = AR.titles.bibkey(names.toLowerCase().slice(0, -1), Number(year), rest.toLowerCase(), papers);
        const named = ids.some((id) => item.refs.some((ref) => ref.keys.some((k) => k.startsWith(`${id}#`))));
        const at = match.index ?? 0;
        if (ids.length && !named) add(item, ids, at, at + key.length);
        else if (!ids.length && !item.refs.length && (short ??= fold(item.raw).split(" ").length < 12)) add(item, [], at, at + key.length, key);
      }
      item.refs.sort((a, b) => a.from - b.from || b.to - a.to);
    }
  }

  /** The line with a mark for each paper; papers that stand in one another have one mark. @param {PasteItem} item @returns {{text: string, marked: PasteRef[][]}} */
  function masked(item) {
    /** @type {PasteRef[][]} */
    const marked = [];
    let text = "";
    let at = 0;
    for (const ref of item.refs) {
      if (marked.length && ref.from < at) marked[marked.length - 1].push(ref);
      else {
        text += item.raw.slice(at, ref.from) + AR.clauses.mark(marked.length);
        marked.push([ref]);
      }
      at = Math.max(at, ref.to);
    }
    return { text: text + item.raw.slice(at), marked };
  }

  return { find, masked, LONGEST };
})();
