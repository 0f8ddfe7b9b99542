"use strict";
var AR = AR || {};

/**
 * The clauses of a line and what each says: whose the papers are, that it means only these or all others, that it is
 * about the writer. Papers that are named stand in the line as marks, so that no word of a title is taken for the writer's.
 *
 * @typedef {"" | "yes" | "not"} Side whose the papers are: this person's, not this person's, or the text doesn't say
 * @typedef {object} Clause
 * @property {number} from where it begins in the line
 * @property {string} text
 * @property {Side} side
 * @property {boolean} unsure words that take the statement back: "some", "perhaps", "I don't know"
 * @property {boolean} label the side stands before the papers, with a colon: it holds for what follows, too
 * @property {boolean} only
 * @property {boolean} rest speaks of all papers that the text doesn't name
 * @property {boolean} except what is taken out of the clause before
 * @property {boolean} writer about the person who writes
 */
AR.clauses = (() => {
  /** The mark of the nth paper of a line. @param {number} n */
  const mark = (n) => String.fromCharCode(0xe000 + Math.min(n, 6399));
  const MARK = "[\\uE000-\\uF8FF]";
  const MARKS = /[\uE000-\uF8FF]/g;
  const PEOPLE = "(?:persons?|people|authors?|researchers?|scholars?|scientists?|individuals?|wom[ae]n|m[ae]n|names?|namesakes?)";
  const WORKS = "(?:papers?|publications?|articles?|works?|ones?|entries|items?)";
  const NO = "(?:not|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|never)";
  /** "not mine", "did not write": no, said of the writer. */
  const NOT_MINE = new RegExp(`\\b${NO}\\s+(?:(?:at|all|really|actually|in fact|be|been|written|authored|published|attributed)\\s+)*(?:mine|mines|me|my|by me|to me|from me|write|author|wrote|belong|(?:the |an? |one of the )?(?:co-?)?authors? of)\\b|\\bnothing to do with\\b`, "i");
  const OTHERS = new RegExp("\\b(?:(?:by|to|of|from|with)\\s+)?(?:(?:someone|somebody|anyone|anybody) else(?:'s)?"
    + `|(?:an?other|(?:(?:an?|the|some|many|several|two|three|completely|entirely)\\s+)*(?:other|different|wrong|separate|unrelated))\\s+(?:OWNNAME|${PEOPLE})\\b(?:s?'s?)?(?:\\s+(?:OWNNAME|(?:of|with) (?:the|that|my) (?:same )?name))?`
    + "|(?:an?|my)\\s+namesakes?(?:'s)?|namesakes?(?:'s)?)|\\b(?:by|of|to) others\\b|^\\W*(?:an)?others?'s?\\s*:|\\bothers'", "i");
  const WRONG = /\b(?:misattributed|(?:wrongly|mistakenly|erroneously|incorrectly|falsely)|by mistake|in error|unrelated to me|not related to me)\b|^\W*(?:(?:please|and|also|could you|can you)\s+)*(?:remove|delete|disown|take out|detach|unlink)\b/i;
  const NEG = new RegExp(`\\b(?:is|are|was|were|do|does|did|should)\\s+(?:also\\s+|all\\s+|both\\s+)?not\\b|\\b(?:isn't|aren't|wasn't|weren't|doesn't|don't belong|shouldn't|none|nothing|neither|nor)\\b|\\bno\\s+(?:other|${WORKS})\\b|(?:^|[\\s(–—:-])not\\s*(?:${MARK}|[:)]|$)|${MARK}\\W*\\bno\\b\\W*$|^\\W*no\\W*${MARK}`, "i");
  const YES = new RegExp(`\\b(?:mine|my|by me|belongs?(?!\\s+to\\s+OTHERPAGE)|i (?:have |had |also |really |only )*(?:co-?)?(?:wrote|written|authored|published)|i(?:'m| am) (?:(?:the|an?|one of the|only|sole|first|also)\\s+)*(?:co-?)?authors? (?:of|on)|(?:this|the same) (?:person|author|researcher)(?:'s)?)\\b|^\\W*(?:please\\s+)?keep\\b|${MARK}[\\s)]*\\b(?:is|are)(?: too| also)?\\W*$|\\b(?:so|as) (?:is|are) ${MARK}|${MARK}\\W*\\byes\\b\\W*$|^\\W*yes\\W*${MARK}`, "i");
  const UNSURE = /\b(?:perhaps|maybe|probably|possibly|might|unsure|not (?:quite |entirely )?(?:sure|certain)|(?:don't|do not|can't|cannot|can not) (?:know|tell|remember|say)|whether|unclear|i (?:think|guess|believe)|could not find|couldn't find|can't find|cannot find|not (?:all|every\w*)|some|most(?! recent)|many|several|few|half)\b(?! else)|\bbelongs?\s+to\s+(?!me\b|my\b|this\b|the\s+(?:same\s+)?(?:author|person|page)\b|OTHERPAGE|OWNNAME)\p{L}|\?\s*$/iu;
  const COUNTED = /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) of (?:the|my|these|those|them)\b/i;
  const REST = new RegExp(`(?:^\\W*(?:(?:and|but|while|whereas|so|however|though|then|for|as for)\\W+)*(?:(?:all|any|every|each|none|both|no)\\s+)?(?:of\\s+)?(?:(?:the|of the|my)\\s+)?)(?:rest(?:\\s+of\\s+(?:the|these|this|them)(?:\\s+(?:${WORKS}|page|list))?)?|remain(?:ing|der)(?:\\s+${WORKS})?|others?(?:\\s+(?:\\w+\\s+)?${WORKS})?|every\\s?thing else|everything other|anything else|nothing else|none else|all else|(?:${WORKS}\\s+)?(?:that (?:is|are) )?not (?:listed|mentioned|named|included|given|in (?:the|this|my) list)(?:\\s+(?:here|above|below|in (?:the|this) list))?)\\b`, "i");
  const UNNAMED = /\b(?:papers?|publications?|everything|anything|those|ones)\s+(?:(?:that|which) (?:is|are)\s+)?(?:not|n't) (?:listed|mentioned|named|included|given)(?: (?:here|above|below|in (?:the|this|my) list))?\b/i;
  const WRITER = /^\W*orcid\W*$|^\W*(?:(?:hi|hello|hey|dear|greetings|thanks?|and|also|note that|for (?:context|reference|information))\b[^,!.]{0,60}[,!.]?\s+)?(?:(?:since|from|until|in|currently|at present|as)\b[^,]{0,40},?\s+)?(?:i am|i'm|i was|i have been|i've been|i (?:currently |now |also |previously )?(?:work|study|studied|worked|joined|moved|graduated|received|got|did my|hold|obtained|have (?:an? |my )?(?:phd|ph\.d|degree|master|doctorate|position|account|profile))|my (?:name|affiliations?|e-?mail|home ?page|web ?site|profile|google scholar|dblp|orcid|institution|university|employer|supervisor|advisor|phd|degree|current)|(?:he|she|they|this author|the author|this person|OWNNAME) (?:is|was|works?|worked|studie[sd]|has been) (?:an? |the |currently |now |at |in |with |affiliated|working|based|professor|phd|postdoc|student|researcher|from ))/i;
  /** A sentence about the writer that says which papers are theirs all the same. */
  const AUTHORSHIP = /\bi(?:'m| am| was)\s+(?:(?:not|the|an?|one of the|only|sole|first|also|an author|involved)\s+)*(?:(?:co-?)?authors?|in|on)\s+(?:of|on)?\b/i;
  const EXCEPT = /\b(?:except(?:ing)?(?: for)?|excluding|apart from|aside from|other than|with the exceptions? of|save for|but(?: not)?)\b/i;
  const GREETING = /^\W*(?:hi|hello|hey|dear|good (?:morning|day|afternoon|evening))\b[^,.!]{0,60}[,!]\s*(?=\S)/i;
  const START = `(?:(?:and|but|while|whereas|however|although|though|yet|also|so)\\W+)*(?:["“”'(\\[]*${MARK}|(?:all|any|every|everything|none|nothing|neither|nor|the|these|those|this|that|my|other|others|another|papers?|publications|only|both|i|i'm|everybody|rest|mine|(?:so|as)\\s+(?:is|are))\\b|not\\s+(?:mine|my|by me|${MARK}))`;
  const CUTS = new RegExp(`;\\s*|(?<=\\p{L}[\\p{L}\\d'’]|\\d{3}|[\\uE000-\\uF8FF)\\]"”])(?<!\\b(?:al|et|pp|vol|vs|eg|ie|Dr|Prof|Mr|Ms|Mrs|St))[.!?]["”)]?\\s+(?=["“'(\\[]*(?:[\\p{Lu}]|${MARK}))`
    + `|\\s*[,–—]\\s*(?=${START})|\\s+(?=(?:and|but|while|whereas|however|although|though|yet)\\s+${START})|(?<!\\bnot)\\s+(?=(?:not mine|mine|not my ${WORKS}|my ${WORKS}|not by me|others')\\s*(?:are\\s*)?:)`, "giu");

  /** What a clause has beside a rule. */
  const STRIPPED = [
    /\b(?:written |authored )?(?:by|of|from) OWNNAME(?:,? (?:(?:of|at|from|in)\b|\()[^:;.]*?(?=\s*(?:[:;.)]|$|\b(?:are|is|before|after|since|until|with|except)\b)))?/g,
    new RegExp(OTHERS, "gi"), WRONG, /\b(?:by|to) me\b|\bi(?:'m| am) (?:\w+ ){1,3}authors? (?:of|on)\b|\bi (?:co-?)?(?:wrote|authored|published)\b|\bonly\b/gi,
    /\b(?:please )?(?:i (?:can |would like to |want to )?)?(?:note|confirm|state|say|declare) that\b|\bplease\b/gi, MARKS, /\b(?:OWNNAME|OTHERPAGE|ORCID)\b/g,
  ];

  /** @param {string} text @returns {{side: Side, unsure: boolean}} */
  function said(text) {
    const plain = text.replace(/\bbut not\b/gi, "but");
    const [mine, other, neg] = [NOT_MINE.test(plain), OTHERS.test(plain) || WRONG.test(plain), NEG.test(plain)];
    const side = mine || other || neg ? "not" : YES.test(plain) ? "yes" : "";
    return { side, unsure: UNSURE.test(plain.replace(OTHERS, " ")) || (other && neg && !mine && !WRONG.test(plain)) };
  }

  /** Whether a line says more than which papers it names. @param {string} text */
  const speaks = (text) => Boolean(said(text).side) || rests(text) || isWriter(text) || takesOut(text);
  const takesOut = (/** @type {string} */ text) => EXCEPT.test(text) && /\b(?:all|every\w*|none|nothing|papers|publications|those)\b/i.test(text);
  const rests = (/** @type {string} */ text) => REST.test(text) || UNNAMED.test(text);
  const isWriter = (/** @type {string} */ text) => WRITER.test(text) && !AUTHORSHIP.test(text);

  /** Without the words that say whose; what remains may be a rule. @param {string} text */
  const bare = (text) => STRIPPED.reduce((all, pattern) => all.replace(pattern, " "), text);

  /** @param {string} text a line with marks @returns {{from: number, text: string}[]} slices with one statement each */
  function slices(text) {
    const start = GREETING.exec(text)?.[0].length ?? 0;
    const ends = [...text.matchAll(CUTS)].filter((cut) => (cut.index ?? 0) >= start).map((cut) => ({ at: (cut.index ?? 0) + cut[0].length, hard: /^(?:;|[.!?])/.test(cut[0]) }));
    const atoms = [{ at: start, hard: true }, ...ends].map(({ at, hard }, i) => ({ from: at, hard, text: text.slice(at, ends[i]?.at) })).filter((atom) => atom.text.trim());
    /** @type {{from: number, text: string, says: boolean, label: boolean, writer: boolean}[]} */
    const groups = [];
    atoms.forEach((atom, i) => {
      const says = Boolean(said(atom.text).side) || rests(atom.text);
      const [label, writer] = [isLabel(atom.text), isWriter(atom.text) && !/[\uE000-\uF8FF]/.test(atom.text)];
      const last = groups[groups.length - 1];
      const sentence = atoms.slice(i + 1).findIndex((next) => next.hard && !/;\s*$/.test(atoms[atoms.indexOf(next) - 1].text));
      const later = atoms.slice(i + 1, sentence < 0 ? undefined : i + 1 + sentence).some((next) => said(next.text).side && !isLabel(next.text));
      const listed = last?.label && !says && !/[\p{L}]{3}/u.test(atom.text.replace(/\b(?:and|also|paper|papers)\b/gi, ""));
      const joins = last && (listed || (last.writer ? !says && !atom.hard : !atom.hard && !(says && last.says) && (!last.says || !later || last.label)));
      if (joins) {
        last.text = text.slice(last.from, atom.from + atom.text.length);
        last.says ||= says;
      } else groups.push({ from: atom.from, text: atom.text, says, label, writer });
    });
    return groups;
  }

  /** "Mine: …", "My papers are …". @param {string} text */
  function isLabel(text) {
    const first = text.search(/[\uE000-\uF8FF]/);
    const head = first < 0 ? text : text.slice(0, first);
    return /[:–—-]\s*["“(\[]*$/.test(head.trimEnd()) ? Boolean(said(head).side) : /\b(?:are|is)\s*["“]?$/i.test(head.trimEnd()) && first > 0 && Boolean(said(head).side);
  }

  /** The author's own name is no condition, whatever follows it: it becomes one word. @param {string} text @param {string[]} names */
  function anonymous(text, names) {
    const escape = (/** @type {string} */ name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const whole = names.reduce((all, name) => all.replace(new RegExp(`(?<![\\p{L}-]|with )${escape(name)}(?![\\p{L}-])`, "giu"), "OWNNAME"), text);
    const parts = [...new Set(names.flatMap((name) => name.split(" ")))].map(escape).join("|");
    return parts ? whole.replace(new RegExp(`\\b(another|different|other|wrong) (?:${parts})(?![\\p{L}-])`, "giu"), "$1 OWNNAME") : whole;
  }

  /** @param {string} text a line with marks @returns {Clause[]} */
  function read(text) {
    /** @type {Clause[]} */
    const clauses = [];
    for (const slice of slices(text)) {
      const { side, unsure } = said(slice.text);
      const writer = isWriter(slice.text) && !/[\uE000-\uF8FF]/.test(slice.text);
      const rest = rests(slice.text);
      const before = clauses[clauses.length - 1]?.side ?? "";
      const own = rest && !side && /\b(?:are|is|do|does)\W*$/i.test(slice.text) ? opposite(before) : side;
      const made = { from: slice.from, text: slice.text, side: own, unsure, label: isLabel(slice.text), only: own === "yes" && /\bonly\b/i.test(slice.text), rest, except: false, writer };
      clauses.push(...exceptions(made));
    }
    return clauses;
  }

  /** @param {Side} side @returns {Side} */
  const opposite = (side) => (side === "yes" ? "not" : side === "not" ? "yes" : "");

  /** "All except … are mine": what is taken out is a clause of its own, with the other side. @param {Clause} clause @returns {Clause[]} */
  function exceptions(clause) {
    const cut = EXCEPT.exec(clause.text);
    if (!cut || clause.rest) return [clause];
    const at = cut.index;
    const before = clause.text.slice(0, at);
    const after = clause.text.slice(at + cut[0].length);
    if (!/[\p{L}\uE000-\uF8FF]/u.test(before)) {
      const turn = /,\s*(?=(?:all|every\w*|the|my|none|nothing|i|these|this)\b)/i.exec(after);
      if (!turn || /^but/i.test(cut[0])) return [clause];
      const main = { ...clause, text: after.slice(turn.index + turn[0].length) };
      return [main, { ...clause, text: after.slice(0, turn.index), side: opposite(clause.side), except: true, only: false }];
    }
    if (/^but$/i.test(cut[0]) && !/\b(?:all|every\w*|none|nothing|no)\b/i.test(before)) return [clause];
    const [left, right] = [said(before), said(after)];
    const side = left.side || clause.side;
    const taken = left.side && right.side ? right.side : opposite(side);
    return [{ ...clause, text: before, side }, { ...clause, from: clause.from + at, text: after, side: taken, except: true, only: false, label: false }];
  }

  return { mark, MARKS, COUNTED, said, speaks, bare, anonymous, read, opposite };
})();
