"use strict";
var AR = AR || {};

/**
 * Which papers of a page a pasted text means, and whose it says they are: addresses, IDs, titles, BibTeX, the text of an
 * author page, an e-mail, rules. Every line gets an answer; what is not certain is for the user to choose.
 *
 * @typedef {object} PasteAnswer
 * @property {number} line 1-based; an entry of BibTeX counts as its first line
 * @property {string} text the line, or the clause of it
 * @property {"found" | "rule" | "choose" | "elsewhere" | "part" | "person" | "unknown"} kind part: belongs to other lines, or is a heading; person: about who writes, or an author page
 * @property {string[]} keys of the papers meant; of those to choose from
 * @property {Side} side whose the text says they are
 * @property {boolean} off the text itself takes these out: after "except", or as not mine in a text that also has others
 * @property {string} what the ID or BibTeX key that is not here; how a rule was understood; "like" for a title that is not the same to the letter; the author page; why a clause was not understood
 * @property {number} [heads] papers for which a heading holds
 * @property {boolean} [only] says that only these are meant
 * @property {string[]} [rest] all papers from which those that the text doesn't name are meant
 */
AR.wording = (() => {
  const { fold } = AR.titles;
  const VOLUME = /(?<![\w.])(\d{4}\.[a-z0-9_]+-[a-z0-9_]+)(?![\w-]|\.\d)|\bvolumes\/([a-z]\d\d-\d\d?)(?!\d)/i;
  const BULLET = /^(?:\s|[-*•·–—>]+\s|\(?\d{1,3}[.):\]]\s|\[\d{1,3}\]\s)+/;
  const BOX = /^(?:\[( |x|✓|✔|✗|✘)?\]|([☐☑☒✅✔✓✗✘❌]))\s*/iu;
  const BADGE = /\b(?:pdf|bib|abs|video|code|data|software|poster|slides|optional|supplementary material|dataset|attachment)\b/gi;
  const CITING = /\b(?:volume|vol|pages?|pp|and|in|of|the|proceedings)\b/gi;
  const ORCID = /(?:\b(?:my )?orcid(?: id)?(?: is)?:?\s*)?(?:https?:\/\/)?(?:www\.)?(?:orcid\.org\/)?(?<!\d)\d{4}[-‐-―−]\d{4}[-‐-―−]\d{4}[-‐-―−]\d{3}[\dx](?!\d)\/?/gi;
  const FORM = /^#{1,6}\s|^_No response_$/;
  const PLURAL = /\b(?:papers|publications|articles|everything|all|those|ones)\b/i;
  /** A heading speaks of papers, not of a homepage. */
  const HEADING = /\b(?:mine|papers?|publications?|articles?|works?|ones?|belong\w*|wrote|written|authored|by me|else|different|another|others?|following)\b/i;
  const POINTS = /:\W*$|\b(?:these|those|following|below|listed|lists?|above|both|this)\b/i;

  /** Invisible marks go; hyphens of every kind are one. @param {string} text */
  const clean = (text) => text.split(/\r\n?|[\n\u2028\u2029]/).map((raw) => raw.replace(/[\p{Cf}\0\uE000-\uF8FF]/gu, "").replace(/[‐‑‒−]/g, "-").normalize("NFC"));
  const plain = (/** @type {string} */ text) => text.replace(/[’‘]/g, "'");

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
        items.push({ line: i + 1, raw: line.replace(BULLET, "").trim() || line.trim(), from: 0, to: 0, refs: [], pages: [], got: [] });
        depth = starts ? braces() : 0;
      }
    });
    return items;
  }

  /** The author's own name, as the papers print it. @param {readonly PaperFacts[]} rows */
  function ownNames(rows) {
    const names = rows.flatMap((row) => (row.coauthors ? row.authors.filter((name) => name && !row.coauthors.includes(name)) : []));
    return [...new Set(names)].filter((name) => name.includes(" ")).sort((a, b) => b.length - a.length);
  }

  /**
   * @param {string} text what was pasted
   * @param {readonly PaperFacts[]} rows of the page, in its order
   * @param {string} [page] the page's ID
   * @returns {{lines: number, answers: PasteAnswer[], said: "" | "yes" | "not", requester: Requester, target: string}} said: what the text says these papers are, where it says it of all; target: ID of the author page to which it wants papers moved
   */
  function read(text, rows, page = "") {
    /** @type {Map<string, PaperFacts[]>} */
    const papers = new Map();
    for (const row of rows) papers.set(row.paper, [...(papers.get(row.paper) ?? []), row]);
    const lines = clean(text);
    const { about, ...requester } = AR.requester.read(lines);
    const items = split(lines);
    const texts = new Map([...papers].map(([id, [row]]) => [id, fold(row.title).replaceAll(" ", "")]));
    AR.references.find(items, papers, texts);
    const names = ownNames(rows);
    const own = new Set([page, page.replace(/\/unverified$/, ""), ...names.map((name) => AR.names.slug(name) ?? "")]);
    const targets = new Set(items.flatMap((item) => item.pages).filter((id) => !own.has(id) && !id.endsWith("/unverified")));
    /** Whether empty boxes mean anything: only beside ticked ones. */
    const boxes = items.some((item) => item.refs.length && boxOf(item) === "yes");
    /** @type {ReturnType<typeof AR.titles.like> | null} */
    let near = null;
    /** @type {PasteItem | null} */
    let above = null;
    /** How many lines name papers, and the last line that says nothing of whose. @type {{lines: number, last: number} | null} */
    let lists = null;
    /** What the heading above says, and "except" of it. @type {{side: Side, off: boolean, answer: PasteAnswer | null}} */
    let now = { side: "", off: false, answer: null };

    /** @param {PasteItem} item @param {PasteAnswer["kind"]} kind @param {string[]} keys @param {Partial<PasteAnswer>} [more] */
    function answer(item, kind, keys, more = {}) {
      const inherits = !more.side && !more.off;
      const made = { line: item.line, text: item.raw, kind, keys, side: now.side, off: now.off, what: "", ...(inherits ? { ...more, side: now.side, off: now.off } : more) };
      if (kind === "part" || kind === "person" || kind === "unknown") Object.assign(made, { side: more.side ?? "", off: false });
      else if (inherits && now.answer) now.answer.heads = (now.answer.heads ?? 0) + 1;
      if (keys.length && item.got.some((a) => a.kind === kind && a.side === made.side && a.keys.join() === keys.join())) return made;
      item.got.push(made);
      return made;
    }

    /** @param {PasteItem} item @param {PasteRef[]} refs @param {Partial<PasteAnswer>} more @param {boolean} [unsure] */
    const named = (item, refs, more, unsure = false) => refs.forEach(({ kind, keys, what }) => answer(item, unsure && kind === "found" ? "choose" : kind, keys, { ...more, what }));

    for (const item of items) {
      line(item);
      if (item.got.some((a) => a.kind === "found" || a.kind === "choose")) above = item;
    }

    /** @param {PasteItem} item */
    function line(item) {
      const { text: whole, marked } = AR.references.masked(item);
      const box = boxOf(item);
      const short = item.raw.length <= AR.references.LONGEST && !/^@\w+\s*[{(]/.test(item.raw);
      const words = item.raw.length > AR.references.LONGEST ? "" : AR.clauses.anonymous(plain(item.pages.reduce((all, id) => all.replace(/\S*people\/[^\s:]*(?::(?!\/))?/, (own) => ` ${targets.has(id) ? "OTHERPAGE" : "this page"}${own.endsWith(":") ? ":" : ""} `), whole).replace(ORCID, " ORCID").replace(BOX, "")), names);
      if (FORM.test(item.raw)) now = { side: "", off: false, answer: null };
      if (about.has(item.line - 1) && !(item.raw.match(ORCID) && AR.clauses.speaks(words)) && !marked.length) return void answer(item, "person", []);
      if (box && !marked.length && !AR.conditions.read(words, rows)?.keys.length) return void answer(item, "part", []);
      const boxed = box === "yes" ? now.side || "yes" : box === "not" && boxes ? AR.clauses.opposite(now.side || "yes") : "";
      if (short && AR.clauses.speaks(words) && !title(item, marked.length > 0)) return speech(item, words, marked, boxed);
      if (marked.length) return list(item, marked.flat(), boxed);
      if (item.pages.length) return pages(item);
      if (!item.got.length) loose(item, words, boxed);
      return undefined;
    }

    /** Papers, and at most a rule beside them: "D18-2022 and those before 2013". @param {PasteItem} item @param {PasteRef[]} refs @param {Side} side */
    function list(item, refs, side) {
      named(item, refs, { side });
      if (item.raw.length > AR.references.LONGEST || !/\b(?:those|everything)\b/i.test(item.raw)) return;
      const rule = AR.conditions.read(plain(AR.references.masked(item).text).replace(AR.clauses.MARKS, " "), rows);
      if (rule?.keys.length) answer(item, "rule", rule.keys, { what: rule.label, side });
    }

    /** Author pages: the page itself, or where papers are to go. @param {PasteItem} item */
    function pages(item) {
      for (const id of item.pages) answer(item, "person", [], { what: targets.has(id) ? id : "" });
    }

    /** A line that is a title, but for slips. @param {PasteItem} item @param {boolean} has */
    function title(item, has) {
      if (has) return false;
      near ??= AR.titles.like(texts);
      const guess = near(fold(item.raw).replaceAll(" ", ""));
      const { side } = /\b(?:mine|belong)/i.test(item.raw) ? AR.clauses.said(plain(item.raw)) : { side: /** @type {Side} */ ("") };
      if (guess.sure) answer(item, "found", (papers.get(guess.ids[0]) ?? []).map((row) => row.key), { what: "like", side });
      for (const a of item.got) if (a.keys.length > 1) a.kind = "choose";
      return guess.sure;
    }

    /** A line that says whose the papers are, clause by clause. @param {PasteItem} item @param {string} words @param {PasteRef[][]} marked @param {Side} boxed */
    function speech(item, words, marked, boxed) {
      const clauses = AR.clauses.read(words);
      /** @type {PasteAnswer | null} */
      let main = null;
      for (const clause of clauses) {
        const refs = [...clause.text.matchAll(AR.clauses.MARKS)].flatMap(([sign]) => marked[sign.charCodeAt(0) - 0xe000]);
        const shown = clauses.length === 1 ? item.raw : clause.text.replace(AR.clauses.MARKS, (sign) => item.raw.slice(...span(marked[sign.charCodeAt(0) - 0xe000]))).replace(/OWNNAME/g, names[0]).replace(/OTHERPAGE/g, [...targets][0]).trim();
        const off = clause.except && !clause.side;
        const side = clause.side || (off ? "" : boxed);
        const more = { text: shown, ...(side && { side }), ...(off && { off }), ...(clause.only && { only: true }) };
        if (refs.length) named(item, refs, more, clause.unsure);
        const rule = ruleOf(item, clause, refs.length > 0);
        const free = rule && !clause.unsure;
        if (clause.rest && !clause.unsure) answer(item, "rule", [], { ...more, side: side || AR.clauses.opposite(now.side), what: "all others", rest: rule?.keys ?? rows.map((row) => row.key) });
        else if (free) {
          const made = answer(item, rule.keys.length ? "rule" : "elsewhere", rule.keys, { ...more, what: rule.label });
          if (!clause.except) main = made;
        } else if (!refs.length) other(item, clause, more);
        // What is taken out and not understood leaves open what remains.
        if (clause.except && main && item.got[item.got.length - 1]?.kind === "unknown") Object.assign(main, { kind: "unknown", keys: [], what: "except" });
        else if (clause.except && main) {
          const out = new Set(item.got.filter((a) => a !== main && a.text === shown).flatMap((a) => a.keys));
          main.keys = main.keys.filter((key) => !out.has(key));
        }
        if (clause.label && refs.length && clause.side) now = { side: clause.side, off: false, answer: null };
      }
    }

    /** The rule of a clause; where papers are listed after a colon, or below, the list counts. @param {PasteItem} item @param {Clause} clause @param {boolean} listed */
    function ruleOf(item, clause, listed) {
      if (AR.clauses.COUNTED.test(clause.text) || clause.writer) return null;
      if (listed ? !PLURAL.test(clause.text) || clause.label : heads(item, clause.text)) return null;
      const rule = AR.conditions.read(scope(item, clause.text, listed), rows);
      return listed && !rule?.keys.length ? null : rule;
    }

    /** Whether a list follows, which counts then. @param {PasteItem} item @param {string} words */
    function heads(item, words) {
      return /:\W*$/.test(words) && !/^\W*\d{4}\W*$/.test(words) && Boolean(items[items.indexOf(item) + 1]?.refs.length);
    }

    /** "All these papers" are those of the page, where the text lists none. @param {PasteItem} item @param {string} text @param {boolean} listed */
    function scope(item, text, listed) {
      lists ??= { lines: items.filter((one) => one.refs.length).length, last: items.findLastIndex((one) => !about.has(one.line - 1) && !AR.clauses.speaks(plain(one.raw.slice(0, 400)))) };
      const alone = !listed && !/:\W*$/.test(text) && lists.lines === Number(item.refs.length > 0) && lists.last <= items.indexOf(item);
      const words = AR.clauses.bare(text).replace(/\b(?:listed|shown|given|appearing|that (?:are|is|appear)) (?:listed )?(?=(?:on|in) (?:the|this|my)\b)/gi, "");
      return alone ? words.replace(/\b(all|none|every one|each|both|any) (?:of )?(?:these|those|them)\b/gi, "$1") : words;
    }

    /** A clause without papers: about the writer, a heading, or not understood. @param {PasteItem} item @param {Clause} clause @param {Partial<PasteAnswer>} more */
    function other(item, clause, more) {
      if (clause.writer) return void answer(item, "person", [], { text: more.text });
      const bare = AR.clauses.bare(clause.text);
      const back = item.got.filter((a) => a.keys.length);
      // "A is not mine. It is by someone else."
      if (clause.side && !clause.unsure && /^\W*(?:and |but )?(?:it|they|this(?: one| paper)?|both|these(?: papers)?)\b(?!.*:\W*$)/i.test(clause.text) && back.length && back.every((a) => !a.side || a.side === clause.side)) {
        for (const a of back) a.side = clause.side;
      } else if (clause.except && !AR.conditions.strange(bare.replace(/\b(?:these|following|below|listed)\b/g, " ")).length) now = { side: clause.side, off: true, answer: null };
      else if (clause.side && !clause.unsure && HEADING.test(clause.text) && (POINTS.test(clause.text) || !AR.conditions.strange(bare).length)) {
        now = { side: clause.side, off: false, answer: answer(item, "part", [], { ...more, heads: 0 }) };
        return undefined;
      } else if (item.pages.length) return pages(item);
      else if (/[\p{L}\p{N}]/u.test(clause.text)) return void answer(item, "unknown", [], { text: more.text, what: clause.unsure ? "unsure" : clause.side ? "said" : "" });
      if (!item.got.length) answer(item, "part", []);
      return undefined;
    }

    /** A line without certain papers, which doesn't say whose they are. @param {PasteItem} item @param {string} words @param {Side} side */
    function loose(item, words, side) {
      if (title(item, false)) return undefined;
      near ??= AR.titles.like(texts);
      const guess = near(fold(item.raw).replaceAll(" ", ""));
      const volume = VOLUME.exec(item.raw);
      if (volume) {
        const start = volume[1] ? `${volume[1].toLowerCase()}.` : volume[2].toUpperCase().replace(/^(W..-)(.)$/, "$10$2");
        return answer(item, "rule", rows.filter((row) => row.paper.startsWith(start)).map((row) => row.key), { what: volume[1] || volume[2], side });
      }
      if (belongs(item.raw, above)) return answer(item, "part", []);
      if (item.raw.length > AR.references.LONGEST) return answer(item, guess.ids.length ? "choose" : "unknown", guess.ids.flatMap((id) => papers.get(id) ?? []).map((row) => row.key), { side });
      const [main, ...taken] = AR.clauses.read(words);
      if (heads(item, words)) return answer(item, "part", []);
      const rule = AR.conditions.read(AR.clauses.bare(words), rows);
      if (rule?.keys.length) return answer(item, "rule", rule.keys, { what: rule.label, side });
      if (main && (taken.length || main.text !== words)) {
        const rules = [main, ...taken].map((clause) => AR.conditions.read(clause.text, rows));
        if (rules.some((one) => one?.keys.length)) return speech(item, words, [], side);
      }
      if (rule) return answer(item, "elsewhere", [], { what: rule.label, side });
      if (guess.ids.length) return answer(item, "choose", guess.ids.flatMap((id) => papers.get(id) ?? []).map((row) => row.key), { side });
      return answer(item, FORM.test(item.raw) || /^[\W_]+$/u.test(item.raw) ? "part" : "unknown", []);
    }

    /** Whether a line names the authors or the venue of the paper above it, as on an author page. @param {string} raw @param {PasteItem | null} item */
    function belongs(raw, item) {
      const theirs = new Set((item?.got ?? []).flatMap((a) => a.keys).flatMap((key) => papers.get(AR.store.paperOf(key)) ?? []).flatMap((row) => fold(`${row.authors.join(" ")} ${row.venue}`).split(" ")));
      const more = raw.replace(BADGE, " ");
      const left = fold(more.replace(CITING, " ")).split(" ").filter((word) => /\D/.test(word));
      return left.length ? left.filter((word) => theirs.has(word)).length >= left.length * 0.6 : more !== raw;
    }

    const answers = items.flatMap((item) => item.got);
    // A year alone is a heading where papers are listed.
    if (answers.some((a) => a.kind === "found")) for (const a of answers) if (a.what && /^\W*\d{4}\W*$/.test(a.text)) Object.assign(a, { kind: "part", keys: [], side: "" });
    const said = AR.sides.settle(answers, rows);
    return { lines: new Set(items.map((item) => item.line)).size, answers, said, requester, target: targets.size === 1 ? [...targets][0] : "" };
  }

  /** @param {PasteItem} item @returns {Side} what a box before the line says, ticked or not */
  function boxOf(item) {
    const box = BOX.exec(item.raw);
    return !box ? "" : /x|[✓✔☑✅]/i.test(box[0]) ? "yes" : "not";
  }

  /** @param {PasteRef[]} refs @returns {[number, number]} */
  const span = (refs) => [Math.min(...refs.map((ref) => ref.from)), Math.max(...refs.map((ref) => ref.to))];

  return { read };
})();
