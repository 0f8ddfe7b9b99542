"use strict";
var AR = AR || {};

/**
 * A rule in plain English ("before 2013", "with Mo Li", "all", "the first three papers") and the papers it means.
 * Conditions of one line hold together, unless "or" stands between them.
 */
AR.conditions = (() => {
  const YEAR = "(?:(?:the )?year )?((?:19|20)\\d\\d)(?: \\(?(?:inclu\\w+|included)\\)?)?";
  /** "before and including 2016", "before 2016 (inclusive)": the year itself is meant, too. */
  const INCLUSIVE = /\binclu\w+|\b(?:or|and) (?:in|during|of) (?=\d)|\b(?:in|during) (?:or|and) /;
  const AND = "(?:,? ?\\(?(?:and |or )?(?:including|inclusive of|inclusive|included|in|during)\\)?)?";
  /** @type {[string, (a: number, b: number) => [number, number]][]} */
  const SPANS = [
    [`${YEAR} <=? ?year ?<=? ${YEAR}|between ${YEAR} (?:and|to|-) ${YEAR}|${YEAR} ?(?:to|till|until|through|-|–|—) ?${YEAR}`, (a, b) => [a, b]],
    [`(?:not (?:later than|after|beyond)|no later than|(?:in|during) (?:or|and) (?:before|prior to)|at the latest in) ${YEAR}`, (a) => [0, a]],
    [`(?:not (?:earlier than|before)|no earlier than|(?:in|during) (?:or|and) (?:after|since)) ${YEAR}`, (a) => [a, 9999]],
    [`(?:before|prior to|earlier than|older than|preceding|<)${AND} ?${YEAR}`, (a) => [0, a - 1]],
    [`(?:up (?:to|until|till)|until|till|through|thru|to|by|<=|≤)${AND} ?${YEAR}|${YEAR},? (?:and|or) (?:earlier|before|older|prior|previous\\w*)`, (a) => [0, a]],
    [`(?:after|later than|newer than|past|>)${AND} ?${YEAR}`, (a) => [a + 1, 9999]],
    [`(?:since|>=|≥)${AND} ?${YEAR}|${YEAR},? (?:and|or) (?:later|after\\w*|newer|onwards?|beyond|since)|(?:from|starting (?:in|from|with)|as of|beginning (?:in|with))${AND} ${YEAR} (?:on(?:wards?)?|and on)|${YEAR} ?onwards?|(?:starting (?:in|from|with)|as of|beginning (?:in|with)) ${YEAR}`, (a) => [a, 9999]],
    [YEAR, (a) => [a, a]],
  ];
  const NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
  const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(" ");
  const ENDS = "most recent|least recent|first|top|topmost|latest|newest|last|bottom|oldest|earliest";
  const MANY_OF = `\\d+|${NUMBERS.join("|")}`;
  const WORKS = "(?:papers?|publications?|articles?|entries|entry|ones?|items?)";
  const NTH = `(?:${ORDINALS.join("|")}|\\d+(?:st|nd|rd|th))`;
  const PLACES = new RegExp(`\\b(?:(${ENDS}) (?:(${MANY_OF})(?: ${WORKS})?|(?:paper|publication|article|entry|one|item))|(${MANY_OF}) (${ENDS})(?: ${WORKS})?`
    + `|((?:${NTH}(?:,? and |, ?| ))*${NTH}) (?:${WORKS})|(?:papers|publications|entries|numbers|items|nos?) (?:numbers? )?(?:#? ?(\\d{1,3}) ?(?:-|–|to|through) ?#? ?(\\d{1,3}))|(?:papers?|publications?|entry|entries|numbers?|items?|nos?) (?:numbers? |nos? )?((?:#?\\d{1,2} (?:and |& )?)*#?\\d{1,2})(?! of))\\b(?! ?%)`, "g");
  // A condition about people, venues and places: the longest run of words after one of these that fits a paper.
  const LINKS = /\b(co-?authored with|together with|with|by|co-?authors?|affiliated with|affiliation|while at|venue|at|in|from|of)\b:? /g;
  const EMPTY = new Set("a an the of on for in to with and or at by from is are my this that page paper papers list proceedings conference workshop journal author authors name association volume annual meeting international".split(" "));
  const FILLER = new Set(("a all also am an and any are article articles as at author authors be belong belongs below but by co coauthor coauthored did do does doesn't don't dont each earlier " +
    "else else's entire every everything for from had has have here i i'm in is isn't it's item items just list me mine move my myself name no none not nothing of on one ones only or other others " +
    "our page paper papers people people's person person's please profile publication publications published rest select she should so somebody somebody's someone someone's that the their them " +
    "there they this those to two us unverified verified sit sits stand stands list six five four three seven eight nine ten definitely actually really indeed also too so however only including included same both either wrote authored correct ok okay sure well was we were which who whole with work works written year years you anything # = :").split(" "));
  /** Words without which a rule means other papers: where one is left over, the rule was not understood. */
  const BLOCKS = /^(?:before|after|until|till|prior|since|between|earlier|later|older|newer|except|without|unless|if|some|most|many|several|few|half|maybe|perhaps|probably|possibly|about|roughly|around|almost|nearly|unlike|neither|nor|whose|where|exclusive|minus)$/;
  const MANY = /\b(papers?|publications?|articles?|everything|anything|nothing|those)\b/;
  /** What the letter of an old ID stands for. @type {Record<string, string>} */
  const LETTERS = { A: "anlp", C: "coling", D: "emnlp", E: "eacl", I: "ijcnlp", J: "cl", K: "conll", L: "lrec", N: "naacl", P: "acl", Q: "tacl", R: "ranlp", S: "semeval", T: "tinlap", Y: "paclic" };

  const PATTERNS = SPANS.map(([pattern]) => new RegExp(`(?<![\\w.-])(?:${pattern})(?![\\w.-]*\\w)`, "g"));

  /** @param {string} text words, folded, with a space at either end */
  const words = (text) => ` ${AR.titles.fold(text)} `;

  /** @typedef {{row: PaperFacts, people: string[], place: string, venue: string, where: string}} PasteView */

  /** @type {WeakMap<readonly PaperFacts[], {all: PasteView[], words: Set<string>}>} */
  const known = new WeakMap();

  /** What conditions look at, made once per page. @param {readonly PaperFacts[]} rows */
  function views(rows) {
    let made = known.get(rows);
    if (!made) {
      const all = rows.map((row) => {
        const [, venue = LETTERS[row.paper[0]] ?? "", volume = ""] = /^\d{4}\.([^-]+)-(.+)\.\d+$/.exec(row.paper) ?? [];
        return { row, people: row.authors.map(words), place: words(row.affiliation), venue, where: `${words(`${venue} ${volume}`)}${words(row.venue)}` };
      });
      made = { all, words: new Set(all.flatMap((view) => `${view.people.join("")} ${view.place} ${view.where}`.split(" "))) };
      known.set(rows, made);
    }
    return made;
  }

  /**
   * Papers that a phrase after a link word means.
   * @param {string} link
   * @param {string} phrase folded
   * @param {PasteView[]} all
   */
  function meant(link, phrase, all) {
    if (!phrase || phrase.split(" ").every((word) => EMPTY.has(word) || /^\d/.test(word))) return [];
    const inside = ` ${phrase} `;
    const people = () => all.filter((view) => view.people.some((name) => name === inside || name.endsWith(inside)));
    const place = () => all.filter((view) => view.place.includes(inside));
    const venue = () => {
      const exact = all.filter((view) => view.venue === phrase);
      return exact.length ? exact : all.filter((view) => phrase.split(" ").every((word) => view.where.includes(` ${word} `)));
    };
    const ways = /with$|by|auth/.test(link) && !link.startsWith("aff") ? [people] : /^(at|in|venue)$/.test(link) ? [venue, place] : [place, venue];
    for (const way of ways) {
      const found = way();
      if (found.length) return found;
    }
    return [];
  }

  /** Words that are none of a rule's. @param {string} words */
  const strange = (words) => words.toLowerCase().split(/\s+/).filter((word) => word && !FILLER.has(word.replace(/[():,.;!]/g, "")) && !/^[\W_]+$/u.test(word));

  /** "with Nobody Here": surely a rule, and no paper fits. @param {string} rest @param {string} line @param {string[]} left */
  const none = (rest, line, left) =>
    (/^ (?:(?:all|the|my) )?(?:papers? )?(?:with|venue|affiliation|co-?authors?):? \w/.test(rest) && left.length <= 4 ? { label: line.trim(), keys: [] } : null);

  /** Papers at the places that a phrase means. @param {RegExpMatchArray} place @param {string[]} papers in the page's order */
  function placed([, end, many, count, other, nths, from, to, list], papers) {
    if (list) return (list.match(/\d+/g) ?? []).flatMap((n) => papers.slice(Math.max(Number(n) - 1, 0), Number(n)));
    if (from) return papers.slice(Math.max(Number(from) - 1, 0), Number(to));
    if (nths) {
      const found = nths.split(/,? and |, ?| /).map((nth) => ORDINALS.indexOf(nth) + 1 || parseInt(nth, 10));
      return found.flatMap((n) => papers.slice(n - 1, n));
    }
    const n = many || count ? NUMBERS.indexOf(many || count) + 1 || Number(many || count) : 1;
    return /^(?:first|top|latest|newest|most)/.test(end || other) ? papers.slice(0, n) : n ? papers.slice(-n) : [];
  }

  /**
   * @param {string} line
   * @param {readonly PaperFacts[]} rows in the order of the author page
   * @returns {{label: string, keys: string[]} | null} null: no rule; no keys: a rule that no paper fits
   */
  function read(line, rows) {
    let rest = ` ${line.replace(/[’‘]/g, "'").replace(/[“”".,;!?]/g, " ").replace(/\s+/g, " ").toLowerCase().trim()} `;
    if (rest.length > 400) return null;
    /** @type {Set<PaperFacts>[]} */
    const sets = [];
    /** @type {string[]} */
    const labels = [];
    /** @param {string} label @param {PaperFacts[]} found */
    const add = (label, found) => {
      labels.push(label);
      sets.push(new Set(found));
      return " # ";
    };
    // The places first: what is left of "the first three papers of 2019" is a condition of its own.
    const places = [...rest.matchAll(PLACES)];
    rest = rest.replace(PLACES, "papers");
    for (const [i, [, span]] of SPANS.entries()) {
      rest = rest.replace(PATTERNS[i], (...match) => {
        const [a, b] = match.slice(1, -2).filter((part) => /^\d{4}$/.test(part ?? "")).map(Number);
        let [from, to] = span(a, b);
        if (INCLUSIVE.test(match[0]) && i > 2) [from, to] = from === 0 ? [0, a] : to === 9999 ? [a, to] : [from, to];
        const label = from === to ? `${from}` : from === 0 ? `to ${to}` : to === 9999 ? `from ${from} on` : `${from} to ${to}`;
        return add(label, rows.filter((row) => row.year !== null && row.year >= from && row.year <= to));
      });
    }
    // A rule begins like one; other lines are not searched.
    const plain = (/** @type {string} */ word) => !views(rows).all.some((view) => view.venue === word);
    if (!MANY.test(rest) && strange(rest.split(LINKS)[0]).some(plain)) return null;
    for (const match of [...rest.matchAll(LINKS)]) {
      const { all, words } = views(rows);
      const after = rest.slice(rest.indexOf(match[0]) + match[0].length).split(" # ")[0].trim().split(" ").slice(0, 9);
      const end = after.findIndex((word) => !AR.titles.fold(word).split(" ").every((one) => words.has(one)));
      for (let n = end < 0 ? after.length : end; n > 0; n--) {
        const phrase = after.slice(0, n).join(" ");
        const found = meant(match[1], AR.titles.fold(phrase), all);
        if (!found.length) continue;
        rest = rest.replace(match[0] + phrase, add(`${match[1]} ${phrase}`, found.map((view) => view.row)));
        break;
      }
    }
    // "ACL 2023", "papers in EMNLP or ACL": names of venues alone.
    const venues = strange(rest).map((word) => ({ word, found: rows.filter((row, i) => views(rows).all[i].venue === word) }));
    if (venues.length < 4 && venues.every(({ found }) => found.length)) {
      for (const { word, found } of venues) rest = rest.replace(` ${word} `, add(word, found));
    }
    rest = rest.replace(/\s+/g, " ");
    const left = strange(rest);
    const whole = /\b(all|every|everything|whole|entire|none (?:of|are|papers|publications)|nothing (?:on|in|here))\b/.test(rest) && !/\b(these|following|below|listed)\b/.test(rest);
    // "with Nobody in 2019": a condition that fits nobody is not left out.
    const open = /\b(?:with|by|at|from|co-?authored|affiliated) (?:(?:the|an?) )*([^ #]+)/.exec(rest.replace(/ # /g, " #  # "))?.[1];
    if (left.some((word) => BLOCKS.test(word.replace(/[():]/g, ""))) || (open && left.includes(open))) {
      return sets.length || places.length ? null : none(rest, line, left);
    }
    if (left.length > ((sets.length || places.length) && MANY.test(rest) ? 4 : 0)) {
      return none(rest, line, left);
    }
    if (!sets.length && !places.length && !whole) return null;
    const either = / # or (?:\w+ )?# /.test(rest) || labels.filter((label) => /^\d{4}$/.test(label)).length > 1;
    let chosen = rows.filter((row) => !sets.length || (either ? sets.some((set) => set.has(row)) : sets.every((set) => set.has(row))));
    if (places.length) {
      const papers = [...new Set(chosen.map((row) => row.paper))];
      const some = new Set(places.flatMap((place) => placed(place, papers)));
      chosen = chosen.filter((row) => some.has(row.paper));
      labels.unshift(...places.map((place) => place[0].trim()));
    }
    return { label: labels.join(either ? " or " : ", ") || "all", keys: chosen.map((row) => row.key) };
  }

  return { read, strange };
})();
