/** What the clauses of a text are recognised by. */

const MARK = "[\\uE000-\\uF8FF]";
/** Marks stand for papers, one character each. */
export const MARKS = /[\uE000-\uF8FF]/g;
export const HAS_MARK = /[\uE000-\uF8FF]/;
const PEOPLE =
  "(?:persons?|people|authors?|researchers?|scholars?|scientists?|individuals?|wom[ae]n|m[ae]n" + "|names?|namesakes?)";
const WORKS = "(?:papers?|publications?|articles?|works?|ones?|entries|items?)";
const NO = "(?:not|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|never|can't|cannot|couldn't|won't|haven't|hasn't)";
/** "not mine", "did not write": no, said of the writer. */
export const NOT_MINE = new RegExp(
  `\\b${NO}[\\s(]+(?:(?:at|all|really|actually|possibly|in fact|have|be|been|written|authored|published` +
    `|attributed)\\s+)*(?:work(?:ed)? on|contributed? to|involved (?:in|with|at)|part of` +
    `|participated? in|(?:co-?)?(?:publish|write|wrote|author|collaborate|work)(?:d|ed)? (?:\\w+ )?with|(?:the|that) (?:same )?(?:OWNNAME|one|${PEOPLE}) [^:;.\uE000-\uF8FF]{0,60}?\\b(?:who|that)` +
    ` (?:co-?)?(?:wrote|authored|published)|mine|mines|me|my|by me|to me|from me|write|author|wrote|belong|(?:the |an? ` +
    `|one of the )?(?:co-?)?authors? of)\\b|\\bnothing to do with\\b`,
  "i",
);
export const OTHERS = new RegExp(
  "\\b(?:(?:by|to|of|from|with)\\s+)?(?:(?:someone|somebody|anyone|anybody) (?:else(?:'s)?|called|named)" +
    `|(?:an?other|(?:(?:an?|the|some|many|several|two|three|completely|entirely)\\s+)*(?:other` +
    `|different|wrong|separate|unrelated))\\s+(?:OWNNAME|${PEOPLE})\\b(?:s?'s?)?(?:\\s+(?:OWNNAME` +
    `|(?:of|with) (?:the|that|my) (?:same )?name))?` +
    "|(?:an?|my)\\s+namesakes?(?:'s)?|namesakes?(?:'s)?)|\\b(?:by|of|to) others\\b" +
    "|\\bby (?:an?|my|the) (?:\\w+ )?(?:colleague|co-?worker|friend|relative|homonym|stranger)\\b(?: of mine)?" +
    "|^\\W*(?:an)?others?'s?\\s*:|\\bothers'",
  "i",
);
export const WRONG = new RegExp(
  String.raw`^\W*(?:not me|incorrect|wrong|(?:should|to|must) (?:go|leave))\b[^:]{0,20}:|\b(?:wrong|incorrect` +
    String.raw`|mistaken|false) (?:papers?|publications?|articles?|entries|entry|items?)\b` +
    String.raw`|\b(?:to|should|must|could|can|need to|have to|has to) be (?:removed|deleted|detached|unlinked|taken (?:out|off))\b` +
    String.raw`|\b(?:mov|transfer|separat|split|tak|detach|unlink|putt?|sen[dt])\w*\b[^.;:]*?\b(?:out of|off|away from|from) ` +
    String.raw`(?:me\b|my (?:\w+ ){0,3}(?:page|profile|list|records?|account|name)\b)(?!.*\b(?:to|onto|into|on) +(?:me|my|the|OTHERPAGE)\b)` +
    String.raw`|\b(?:misattributed|(?:wrongly|mistakenly|erroneously|incorrectly|falsely|accidentally|inadvertently)|by (?:mistake|accident|error)|in error` +
    String.raw`|unrelated to me|not related to me)\b|\b(?:move[ds]?|put|send|transfer\w*)\b[^.;]*\bto (?:the |an? ` +
    String.raw`|my )?unverified page\b`,
  "i",
);
/** "Please remove …". */
export const ORDER = new RegExp(
  String.raw`^\W*(?:(?:please|kindly|and|also|(?:could|can|would) you|if (?:possible|you can|you could))\b[\s,]*)*(?:remove|delete|disown|take out|detach|unlink)\b`,
  "i",
);
export const NEG = new RegExp(
  `\\b(?:is|are|was|were|do|does|did|should)\\s+(?:also\\s+|all\\s+|both\\s+)?not\\b|\\b(?:isn't` +
    `|aren't|wasn't|weren't|doesn't|don't belong|shouldn't|none|nothing|neither|nor)\\b` +
    `|\\bno\\s+(?:other|${WORKS})\\b|(?:^|[\\s(–—:-])not\\s*(?:${MARK}|[:).!]|$)` +
    `|${MARK}\\W*\\bno\\b\\W*$|^\\W*no\\W*${MARK}`,
  "i",
);
export const YES = new RegExp(
  `(?<!\\b(?:to|for|with|about|than|from|and|see|contact|tell|help|let|not)\\s)\\bme\\W*$` +
    `|^\\W*(?:me|correct|right)\\b[^:]{0,20}:|\\(me\\)|\\bi (?:only |just )?have (?:only |just ` +
    `|exactly )?(?:published |written )?(?:an?|one|two|three|four|five|six|\\d+) (?:paper|publication` +
    `|article)s?\\b` +
    `|\\b(?:mine|my|(?:by|of) me|(?:should|must|can|may|to) (?:also |both |all )?(?:remain|stay` +
    `|be kept)\\b(?!.*\\b(?:unverified|other|another)\\b)` +
    `|belongs?(?!\\s+to\\s+OTHERPAGE)|i (?:have |had |also |really ` +
    `|only |did )*(?:co-?)?(?:wrote|write|written|authored|published)|i(?:'m| am) (?:the|that) (?:OWNNAME|one|${PEOPLE})` +
    ` (?:who|that) (?:co-?)?(?:wrote|authored|published)|i(?:'m| am) (?:(?:the|an?|one of the|only` +
    `|sole|first|also)\\s+)*(?:co-?)?authors? (?:of|on)|(?:this|the same) (?:person|author` +
    `|researcher)(?:'s)?)\\b|^\\W*(?:(?:and|but|please)\\s+)*keep\\b|${MARK}[\\s)]*\\b(?:is|are)(?: too` +
    `| also)?\\W*$|\\b(?:so|as) (?:is|are) ${MARK}|${MARK}\\W*\\byes\\b\\W*$|^\\W*yes\\W*${MARK}`,
  "i",
);
export const UNSURE = new RegExp(
  String.raw`(?<!\b(?:great|nice|good|kind|helpful|grateful|glad|happy|lovely|it) )\bif\b(?! (?:possible|you|needed|necessary)\b)[^:;.,]{0,40}(?:[\uE000-\uF8FF]|\bmine\b|\bmy (?:paper|work)|\bby me\b)|^\W*(?:should|were|had) [\uE000-\uF8FF]` +
    String.raw`|\b(?:(?:could|may|would) (?:\w+ ){0,2}be|(?:look|seem|appear|sound)s?(?: \w+)? (?:like|to be)) (?:\w+ )?(?:mine|my|by me)\b` +
    String.raw`|\b(?:doubt|wonder|hardly|unlikely|not convinced|perhaps|maybe|probably|assuming|supposing|suppose|possibly|might|unsure` +
    String.raw`|not (?:quite |entirely )?(?:sure|certain)` +
    String.raw`|(?:don't|do not|didn't|did not|can't|cannot|can not) (?:\w+ )?(?:know|tell|remember|say|think|believe|recogni[sz]e|recall)` +
    String.raw`|no (?:recollection|memory|idea) of|from [\uE000-\uF8FF] (?:to|through) [\uE000-\uF8FF]|whether|unclear|i (?:think` +
    String.raw`|guess|believe)|could not find|couldn't find|can't find|cannot find|not (?:all|every\w*)|some` +
    String.raw`|most(?! recent)|many|several|few|half)\b(?! else)|\bbelongs?\s+to\s+(?!me\b|my\b|this\b` +
    String.raw`|the\s+(?:same\s+)?(?:author|person|page)\b|OTHERPAGE|OWNNAME)\p{L}|\?\s*$`,
  "iu",
);
/** Where a paper stands, and not whose it is. */
export const PLACE = new RegExp(
  String.raw`\b(?:from|off|out of) (?:me\b|my (?:\w+ ){0,3}(?:page|profile|list|records?|account|name)\b)` +
    String.raw`|\b(?:on|in|under) my (?:\w+ ){0,3}(?:page|profile|list|records?|account|name)\b`,
  "gi",
);
/** Where a paper stood. */
export const OTHERS_PAGE = /\bfrom (?:(?:some|any)(?:one|body) else's|another (?:\w+ )?(?:author|person)'s|another) (?:\w+ )?(?:page|profile)\b/gi;
/** "All but one": which one, is not said. */
export const ALL_BUT_SOME = new RegExp(
  String.raw`\b(?:all|every\w*|any) (?:of (?:them|these|those) )?(?:but|except(?: for)?) (?:a few|a couple|some` +
    String.raw`|one|two|three|four|five|six|\d+)(?: (?:papers?|of (?:them|these|those)))? (?:is|are|were` +
    String.raw`|belongs?)\b`,
  "i",
);
/** "The same for …": the side of the clause before. */
export const SAME = new RegExp(
  String.raw`^\W*(?:(?:and|also)\W+)?(?:the )?(?:same (?:for|with|goes for|holds for|applies to|is true (?:for` +
    String.raw`|of))|likewise|ditto|as is|so (?:is|are))\b`,
  "i",
);
/** What is called the writer's in the same breath as somebody else's. */
export const CLAIMS = new RegExp(
  String.raw`\bmy (?:own )?(?:paper|article|publication|work)s?\W*[\uE000-\uF8FF]|\b(?:it|they|this|that` +
    String.raw`|which) (?:is|are) (?:(?!not\b)\w+ )?mine\b`,
  "i",
);
/** "Not all of these are mine: …" says only what follows it. */
export const NOT_ALL = new RegExp(
  String.raw`^\W*(?:unfortunately,? )?not (?:all|every\w*) (?:of )?(?:(?:these|those|them|the|papers` +
    String.raw`|publications)\b ?)*[^:;.\uE000-\uF8FF]{0,30}\b(?:mine|by me)\s*[:;.]\s*(?=.*[\uE000-\uF8FF])`,
  "i",
);
/** "My first paper was in 2019" is about the writer. */
export const CAREER = new RegExp(
  String.raw`\bmy (?:very )?(?:first|oldest|earliest|last|latest|newest|most recent) (?:paper|publication` +
    String.raw`|article) (?:is|was|appeared|dates|came)\b`,
  "i",
);
/** Only these. */
export const ONLY = /\b(?:only|solely|exclusively)\b|^\W*just\b/i;
export const COUNTED =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) of (?:the|my|these|those|them)\b/i;
export const REST = new RegExp(
  `(?:^\\W*(?:(?:and|but|while|whereas|so|however|though|then|for|as for|please|keep|leave)\\W+)*(?:(?:all|any|every` +
    `|each|none|both|no)\\s+)?(?:of\\s+)?(?:(?:the|of the|my)\\s+)?)(?:rest(?:\\s+of\\s+(?:the|these` +
    `|this|them)(?:\\s+(?:${WORKS}|page|list))?)?|remain(?:ing|der)(?:\\s+${WORKS})?` +
    `|others?(?!\\s+(?:${PEOPLE}|OWNNAME)\\b)(?:\\s+(?:\\w+\\s+)?${WORKS})?|every\\s?thing else` +
    `|everything other|anything else` +
    `|nothing else|none else|all else|(?:${WORKS}\\s+)?(?:that (?:is|are) )?not (?:listed|mentioned` +
    `|named|included|given|in (?:the|this|my) list)(?:\\s+(?:here|above|below|in (?:the` +
    `|this) list))?)\\b`,
  "i",
);
/** Papers by their age, against others that were named. */
export const RELATIVE = new RegExp(
  String.raw`\b(?:the |all |any |every(?:thing)? )*(older|earlier|previous|preceding|newer|later|more recent|subsequent)` +
    String.raw`(?: (?:ones?|papers?|publications?|articles?|work))?\b(?! than)`,
  "i",
);
export const UNNAMED = new RegExp(
  String.raw`\b(?:papers?|publications?|everything|anything|those|ones)\s+(?:(?:that|which) (?:is` +
    String.raw`|are)\s+)?(?:not|n't) (?:listed|mentioned|named|included|given)(?: (?:here|above|below|in (?:the` +
    String.raw`|this|my) list))?\b`,
  "i",
);
export const WRITER = new RegExp(
  String.raw`^\W*orcid\W*$|^\W*(?:(?:hi|hello|hey|dear|greetings|thanks?|and|also|note that|for (?:context` +
    String.raw`|reference|information))\b[^,!.]{0,60}[,!.]?\s+)?(?:(?:since|from|until|in|currently|at present` +
    String.raw`|as)\b[^,]{0,40},?\s+)?(?:i am|i'm|i was|i have been|i've been|i(?:'ve|'m| have| had| do| did| was| am)?(?:n't| not| never) ` +
    String.raw`(?:\w+ )?(?:work(?:ed|ing)? (?:at|in|for)|stud(?:y|ied)|taught|teach|visit(?:ed)?|been (?:to|at|in|an?)\b` +
    String.raw`|affiliated|employed|based|at |in |from )|i (?:currently |now |also ` +
    String.raw`|previously )?(?:work|study|studied|worked|joined|moved|graduated|received|got|did my|hold` +
    String.raw`|obtained|have (?:an? |my )?(?:phd|ph\.d|degree|master|doctorate|position|account|profile))` +
    String.raw`|my (?:name|affiliations?|e-?mail|home ?page|web ?site|profile|google scholar|dblp|orcid` +
    String.raw`|institution|university|employer|supervisor|advisor|phd|degree|current|(?:\w+ )?(?:page` +
    String.raw`|profile) (?:currently )?(?:mixes|conflates|merges|combines|confuses))|(?:he|she|they` +
    String.raw`|this author|the author|this person|OWNNAME) (?:is|was|works?|worked|studie[sd]` +
    String.raw`|has been) (?:an? |the |currently |now |at |in |with |affiliated|working|based|professor|phd` +
    String.raw`|postdoc|student|researcher|from ))`,
  "i",
);
/** "The other Ada Lovelace is at …", "there is an Ada Lovelace at … who is not me": about somebody, and no paper. */
export const SOMEBODY = new RegExp(
  String.raw`^\W*(?:there(?:'s| is| was| are)|(?:the other|another|an?|a different|my)\s+(?:OWNNAME|namesakes?|${PEOPLE})\b)` +
    String.raw`(?!.*(?:[:\uE000-\uF8FF]|\b(?:${WORKS}|wr[oi]te\w*|written|authors? of|authored|published|everything|anything|those)\b)).*` +
    String.raw`\b(?:is|was|works?|worked|studie[sd]|at|from|of|in|with)\b`,
  "i",
);
/** "Please verify my page": what is asked for, and no paper. */
export const PLEA = new RegExp(
  String.raw`^\W*(?:(?:hi|hello|dear|please|kindly|and|also|so|i|i'd|would|could|can|you|we|want|wish|like|need|ask|am|` +
    String.raw`writing|requesting|request|to|have|get|for|the|a|an|verification|of)\b[\s,]*)*` +
    String.raw`(?:(?:verify|claim|confirm|link|validate|approve|update|create)\b\s*)?(?:(?:of|for)\s+)?(?:(?:my` +
    String.raw`|this|the|it|an?)\b\s*)?` +
    String.raw`(?:(?:own|separate|new|acl|anthology|author|verified|unverified)\b\s*)*(?:page|profile|account` +
    String.raw`|identity|id|it)?` +
    String.raw`(?:\s+(?:verified|to be verified|please|in the anthology|with my orcid))*\W*$`,
  "i",
);
const ASKS = /\b(?:verif\w+|claim|validate|approve|(?:own|separate|new) (?:author )?(?:page|profile))\b/i;
/** Whether a clause asks for a page to be verified and says nothing else. */
export const isPlea = (text: string): boolean => ASKS.test(text) && PLEA.test(text);
/** A sentence about the writer that says which papers are theirs all the same. */
export const AUTHORSHIP = new RegExp(
  String.raw`\bi(?:'m| am| was)\s+(?:(?:not|the|an?|one of the|only|sole|first|also|an author` +
    String.raw`|involved)\s+)*(?:(?:co-?)?authors?(?! (?:from|at|with|who)\b)|in|on)\s+(?:of|on)?\b`,
  "i",
);
export const EXCEPT = new RegExp(
  String.raw`\b(?:except(?:ing)?(?: for)?|excluding|apart from|aside from|other than|with the exceptions? of` +
    String.raw`|save for|with the exclusion of|not (?:counting|including)|but(?: not)?)\b` +
    String.raw`|\b(?:without|minus|save|less|barring|omitting|leaving out` +
    String.raw`|leave out)\b(?=[^\uE000-\uF8FF:;.]{0,20}[\uE000-\uF8FF])`,
  "i",
);
/** "Unlike 2019.acl-main.1, …": a paper on the other side. */
export const CONTRAST = new RegExp(
  "\\b(?:unlike|contrary to|as opposed to|in contrast (?:to|with)|different(?:ly)? from|rather than|instead of)\\b" +
    `(?=[^:;.]{0,20}${MARK})`,
  "i",
);
/** "…, 2019.acl-main.1 excluded": an exception that stands behind what is taken out. */
export const EXCLUDED = new RegExp(
  `,?\\s*(${MARK}(?:(?:,? and|,? &|,) ?${MARK})*),? (?:is |are |being )?(?:excluded|excepted|exempted` +
    `|aside|apart|left out)\\b`,
  "gi",
);
/** "…, just not 2019.acl-main.1". */
export const JUST_NOT = new RegExp(`,?\\s*\\b(?:just|only|simply) not(?= [^:;.]{0,20}${MARK})`, "gi");
export const GREETING = /^\W*(?:hi|hello|hey|dear|good (?:morning|day|afternoon|evening))\b[^,.!]{0,60}[,!]\s*(?=\S)/i;
const START =
  `(?:(?:and|but|while|whereas|however|although|though|yet|also|so)\\W+)*(?:["“”'(\\[]*${MARK}` +
  `|(?:all|any|every|everything|none|nothing|neither|nor|the|these|those|this|that|my|other|others` +
  `|another|anything|keep|please|papers?|publications|only|both|i|i'm` +
  `|(?:older|earlier|previous|preceding|newer|later|subsequent)(?=\\s+(?:ones|papers|publications` +
    `|articles|work|is|are|belongs?)\\b)|everybody|rest|mine|(?:so|as)\\s+(?:is|are))\\b` +
  `|#?\\d{1,2}(?=\\s+(?:is|are|isn't|aren't|not)\\b)|not\\s+(?:mine|my|by me|the one|${MARK}))`;
export const CUTS = new RegExp(
  `;\\s*|(?<=\\p{L}[\\p{L}\\d'’]|\\d{3}|[\\uE000-\\uF8FF)\\]"”])(?<!\\b(?:al|et|pp|vol|vs|eg|ie|Dr` +
    `|Prof|Mr|Ms|Mrs|St))[.!?]["”)]?\\s+(?=["“'(\\[]*(?:[\\p{Lu}]|${MARK}))` +
    `|\\s*[,–—]\\s*(?=${START})|\\s+(?=(?:and|but|while|whereas|however|although|though` +
    `|yet)\\s+${START})|(?<!\\b(?:not|is|are|was|were))\\s+(?=(?:not mine|mine|not my ${WORKS}|my ${WORKS}|not by me` +
    `|others')\\s*(?:are\\s*)?:)`,
  "giu",
);

/** What a clause has beside a rule. */
export const STRIPPED = [
  new RegExp(
    String.raw`\b(?:written |authored )?(?:by|of|from) OWNNAME(?:,? (?:(?:of|at|from|in)\b` +
      String.raw`|\()[^:;.]*?(?=\s*(?:[:;.)]|$|\b(?:are|is|before|after|since|until|with|except)\b)))?`,
    "g",
  ),
  new RegExp(OTHERS, "gi"),
  WRONG,
  ORDER,
  new RegExp(
    String.raw`\b(?:by|to) me\b|\bi(?:'m| am) (?:\w+ ){1,3}authors? (?:of|on)\b|\bi (?:co-?)?(?:wrote|authored` +
      String.raw`|published)\b|\bonly\b`,
    "gi",
  ),
  new RegExp(
    String.raw`\b(?:please )?(?:i (?:can |would like to |want to )?)?(?:note|confirm|state|say|declare) that\b` +
      String.raw`|\bplease\b`,
    "gi",
  ),
  /\((?:when |while |where |as |because |since )?i (?:was|am|worked|work|studied)\b[^)]*\)/gi,
  MARKS,
  /\b(?:OWNNAME|OTHERPAGE|ORCID)\b/g,
];
