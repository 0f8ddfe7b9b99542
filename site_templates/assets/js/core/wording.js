"use strict";
var AR = AR || {};

/**
 * Which papers of a page a pasted text means: addresses, IDs, titles, BibTeX, the text of an author page, an e-mail,
 * rules. Every line gets an answer; what is not certain is for the user to choose.
 *
 * @typedef {object} PasteAnswer
 * @property {number} line 1-based; an entry of BibTeX counts as its first line
 * @property {string} text the line
 * @property {"found" | "rule" | "choose" | "elsewhere" | "part" | "person" | "unknown"} kind part: belongs to the line before, or is a heading; person: about who writes
 * @property {string[]} keys of the papers meant; of those to choose from
 * @property {boolean} off the text itself takes these out: after "except", or under "not mine" in a text that also has "mine"
 * @property {string} what the ID or BibTeX key that is not here; how a rule was understood; "like" for a title that is not the same to the letter
 *
 * @typedef {{line: number, raw: string, from: number, to: number, except: boolean, got: PasteAnswer[]}} PasteItem
 */
AR.wording = (() => {
  const { fold } = AR.titles;
  const ID = /(?<![a-z0-9.])(?:(\d{4}\.[a-z0-9_]+-[a-z0-9_]+)\.(\d+)|([a-z]\d\d-\d{4}))(?!\d)/gi;
  const VOLUME = /(?<![\w.])(\d{4}\.[a-z0-9_]+-[a-z0-9_]+)(?![\w-]|\.\d)|\bvolumes\/([a-z]\d\d-\d\d?)(?!\d)/i;
  const KEY = /(?<![\w./-])((?:[a-z]+-){1,6})((?:19|20)\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)/gi;
  const BULLET = /^(?:\s|[-*•·–—>]+\s|\(?\d{1,3}[.):\]]\s|\[\d{1,3}\]\s)+/;
  const EXCEPT = /\b(?:except(?:ing)?(?: for)?|excluding|apart from|other than|but(?: not)?)\b/i;
  const NOT = /\b(?:not|isn't|aren't|don't|doesn't|none|nothing|never|remove|wrong|wrongly|someone else|somebody else|other people|another)\b/i;
  const YES = /\b(?:mine|my|keep|i wrote|belongs?)\b/i;
  /** Headings of an issue form, its empty answers and the boxes that nobody ticked. */
  const FORM = /^#{1,6}\s|^_No response_$|^\[ \]\s/;
  const BADGE = /\b(?:pdf|bib|abs|video|code|data|software|poster|slides|optional|supplementary material|dataset|attachment)\b/gi;
  /** Characters of a line that may hold several rules. */
  const LONGEST_RULES = 2000;
  const CITING = /\b(?:volume|vol|pages?|pp|and|in|of|the|proceedings)\b/gi;

  /** Invisible marks go; hyphens of every kind are one. @param {string} text */
  const clean = (text) => text.split(/\r\n?|[\n\u2028\u2029]/).map((raw) => raw.replace(/[\p{Cf}\0]/gu, "").replace(/[‐‑‒−]/g, "-").normalize("NFC"));

  /** Lines with something on them; an entry of BibTeX is one. @param {readonly string[]} lines */
  function split(lines) {
    /** @type {PasteItem[]} */
    const items = [];
    let depth = 0;
    lines.forEach((line, i) => {
      const starts = /^\s*@\w+\s*[{(]/.test(line);
      const braces = () => line.split("{").length - line.split("}").length;
      if (!line.trim()) depth = 0;
      else if (depth > 0 && !starts) {
        items[items.length - 1].raw += ` ${line.trim()}`;
        depth += braces();
      } else {
        items.push({ line: i + 1, raw: line.replace(BULLET, "").trim() || line.trim(), from: 0, to: 0, except: false, got: [] });
        depth = starts ? braces() : 0;
      }
    });
    return items;
  }

  /**
   * @param {string} text what was pasted
   * @param {readonly PaperFacts[]} rows of the page, newest first
   * @returns {{lines: number, answers: PasteAnswer[], said: "" | "yes" | "not", requester: Requester}} said: what the text says these papers are, where it says it of all
   */
  function read(text, rows) {
    /** @type {Map<string, PaperFacts[]>} */
    const papers = new Map();
    for (const row of rows) papers.set(row.paper, [...(papers.get(row.paper) ?? []), row]);
    const lines = clean(text);
    const { about, ...requester } = AR.requester.read(lines);
    const items = exceptions(split(lines), rows);
    /** @param {PasteItem} item @param {PasteAnswer["kind"]} kind @param {string[]} keys @param {string} what */
    const answer = (item, kind, keys, what = "") => {
      if (keys.length && item.got.some((a) => a.kind === kind && a.keys.join() === keys.join())) return;
      item.got.push({ line: item.line, text: item.raw, kind, keys, off: item.except, what });
    };
    /** One paper, or several of which one is meant; namesakes on one paper are told apart by the user. @param {PasteItem} item @param {string[]} ids @param {string} what */
    const found = (item, ids, what = "") => {
      const keys = ids.flatMap((id) => papers.get(id) ?? []).map((row) => row.key);
      answer(item, keys.length === 1 ? "found" : "choose", keys, what);
    };

    for (const item of items) {
      for (const [, volume, number, old] of item.raw.matchAll(ID)) {
        const id = volume ? `${volume.toLowerCase()}.${Number(number)}` : old.toUpperCase();
        if (papers.has(id)) found(item, [id]);
        else answer(item, "elsewhere", [], id);
      }
    }
    const texts = new Map([...papers].map(([id, [row]]) => [id, fold(row.title).replaceAll(" ", "")]));
    AR.titles.whole(items, texts, found);
    /** @type {ReturnType<typeof AR.titles.like> | null} */
    let near = null;
    /** @type {PasteItem | null} */
    let above = null;
    for (const item of items) {
      /** @type {boolean | undefined} */
      let short;
      for (const [key, names, year, rest] of item.raw.matchAll(KEY)) {
        const ids = AR.titles.bibkey(names.toLowerCase().slice(0, -1), Number(year), rest.toLowerCase(), papers);
        if (ids.length && !ids.some((id) => item.got.some((a) => a.keys.some((k) => k.startsWith(`${id}#`))))) found(item, ids);
        else if (!ids.length && !item.got.length && (short ??= fold(item.raw).split(" ").length < 12)) answer(item, "elsewhere", [], key);
      }
      const volume = item.got.length ? null : VOLUME.exec(item.raw);
      if (volume) {
        const start = volume[1] ? `${volume[1].toLowerCase()}.` : volume[2].toUpperCase().replace(/^(W..-)(.)$/, "$10$2");
        answer(item, "rule", rows.filter((row) => row.paper.startsWith(start)).map((row) => row.key), volume[1] || volume[2]);
      }
      if (!item.got.length && about.has(item.line - 1)) answer(item, "person", []);
      else if (!item.got.length) loose(item);
      // "D18-2022 and those before 2013"
      else if (/\b(?:those|everything)\b/i.test(item.raw)) {
        const rule = AR.conditions.read(item.raw.replace(/(?<!\S)\S*:\/\/\S*/g, " ").replace(ID, " "), rows);
        if (rule?.keys.length) answer(item, "rule", rule.keys, rule.label);
      }
      if (item.got.some((a) => a.kind === "found" || a.kind === "choose")) above = item;
    }

    /** A line without certain papers. @param {PasteItem} item */
    function loose(item) {
      near ??= AR.titles.like(texts);
      const guess = near(fold(item.raw).replaceAll(" ", ""));
      if (guess.sure) return found(item, guess.ids, "like");
      if (belongs(item.raw, above)) return answer(item, "part", []);
      const rule = AR.conditions.read(item.raw, rows);
      const clauses = rule?.keys.length || item.raw.length > LONGEST_RULES ? [] : item.raw.split(/;\s+|\.\s+(?=[A-Z])/).map((raw) => ({ raw, rule: AR.conditions.read(raw, rows) }));
      if (clauses.length > 1 && clauses.some((clause) => clause.rule?.keys.length)) {
        for (const { raw, rule: own } of clauses) answer({ ...item, raw }, own ? "rule" : "unknown", own?.keys ?? [], own?.label);
        return undefined;
      }
      if (rule) return rule.keys.length ? answer(item, "rule", rule.keys, rule.label) : answer(item, "elsewhere", [], rule.label);
      if (guess.ids.length) return answer(item, "choose", guess.ids.flatMap((id) => papers.get(id) ?? []).map((row) => row.key));
      const heading = item.raw.length < 200 && (NOT.test(plain(item.raw)) || YES.test(item.raw)) && /\b(?:mine|papers?|publications?|these|following|ones?|belong)\b/i.test(item.raw);
      answer(item, heading || FORM.test(item.raw) || /^[\W_]+$/u.test(item.raw) ? "part" : "unknown", []);
    }

    /** Whether a line names the authors or the venue of the paper above it, as on an author page. @param {string} raw @param {PasteItem | null} item */
    function belongs(raw, item) {
      const own = (item?.got ?? []).flatMap((a) => a.keys).flatMap((key) => papers.get(AR.store.paperOf(key)) ?? []);
      const theirs = new Set(own.flatMap((row) => fold(`${row.authors.join(" ")} ${row.venue}`).split(" ")));
      const more = raw.replace(BADGE, " ");
      const left = fold(more.replace(CITING, " ")).split(" ").filter((word) => /\D/.test(word));
      return left.length ? left.filter((word) => theirs.has(word)).length >= left.length * 0.6 : more !== raw;
    }

    const answers = items.flatMap((item) => item.got);
    // A year alone is a heading where papers are listed.
    if (answers.some((a) => a.kind === "found")) for (const a of answers) if (a.what && /^\W*\d{4}\W*$/.test(a.text)) Object.assign(a, { kind: "part", keys: [] });
    return { lines: new Set(items.map((item) => item.line)).size, answers, said: polarity(answers), requester };
  }

  /** @param {string} text */
  const plain = (text) => text.replace(/[’‘]/g, "'");

  /** "All except …": what follows is taken out, on the line or, if nothing is left there, below. @param {PasteItem[]} items @param {readonly PaperFacts[]} rows */
  function exceptions(items, rows) {
    let below = false;
    return items.flatMap((item) => {
      const cut = item.raw.search(EXCEPT);
      if (below || cut < 1 || !AR.conditions.read(item.raw.slice(0, cut), rows)?.keys.length) return [{ ...item, except: below }];
      const right = item.raw.slice(cut).replace(EXCEPT, "").trim();
      below = !fold(right).replace(/\b(?:for|the|these|those|following|papers?|ones?|below|listed|are|mine)\b/g, "").trim();
      const left = { ...item, raw: item.raw.slice(0, cut).trim() };
      return below ? [left] : [left, { ...item, raw: right, except: true, got: [] }];
    });
  }

  /** Marks what a text with both says is not meant. @param {PasteAnswer[]} answers @returns {"" | "yes" | "not"} */
  function polarity(answers) {
    let now = "";
    /** A line of a thousand IDs has as many answers. @type {Map<string, string>} */
    const said = new Map();
    const says = answers.map((a) => {
      const own = said.get(a.text) ?? (NOT.test(plain(a.text)) ? "not" : YES.test(a.text) ? "yes" : "");
      said.set(a.text, own);
      const listed = a.kind === "found" || a.kind === "choose" || a.kind === "elsewhere";
      // A title may have such words; a line with an address rarely.
      const mark = listed && own && !/\b(?:mine|belong)/i.test(a.text) ? "" : own;
      if (a.kind === "part" && mark) now = mark;
      return mark || now;
    });
    const about = says.filter((_, i) => answers[i].keys.length && !answers[i].off);
    const mixed = about.includes("not") && about.some((say) => say !== "not");
    if (mixed) answers.forEach((a, i) => { a.off ||= says[i] === "not"; });
    return mixed || !about.length || !about.every(Boolean) ? "" : /** @type {"yes" | "not"} */ (about[0]);
  }

  return { read };
})();
