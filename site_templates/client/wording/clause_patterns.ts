/** What the clauses of a text are recognised by. */

const MARK = "[\\uE000-\\uF8FF]";
/** Marks stand for papers, one character each. */
export const MARKS = /[\uE000-\uF8FF]/g;
export const HAS_MARK = /[\uE000-\uF8FF]/;
const PEOPLE =
  "(?:persons?|people|authors?|researchers?|scholars?|scientists?|individuals?|wom[ae]n|m[ae]n" + "|names?|namesakes?)";
const WORKS = "(?:papers?|publications?|articles?|works?|ones?|entries|items?)";
const NO = "(?:not|isn't|aren't|wasn't|weren't|don't|doesn't|didn't|never)";
/** "not mine", "did not write": no, said of the writer. */
export const NOT_MINE = new RegExp(
  `\\b${NO}\\s+(?:(?:at|all|really|actually|in fact|be|been|written|authored|published` +
    `|attributed)\\s+)*(?:mine|mines|me|my|by me|to me|from me|write|author|wrote|belong|(?:the |an? ` +
    `|one of the )?(?:co-?)?authors? of)\\b|\\bnothing to do with\\b`,
  "i",
);
export const OTHERS = new RegExp(
  "\\b(?:(?:by|to|of|from|with)\\s+)?(?:(?:someone|somebody|anyone|anybody) else(?:'s)?" +
    `|(?:an?other|(?:(?:an?|the|some|many|several|two|three|completely|entirely)\\s+)*(?:other` +
    `|different|wrong|separate|unrelated))\\s+(?:OWNNAME|${PEOPLE})\\b(?:s?'s?)?(?:\\s+(?:OWNNAME` +
    `|(?:of|with) (?:the|that|my) (?:same )?name))?` +
    "|(?:an?|my)\\s+namesakes?(?:'s)?|namesakes?(?:'s)?)|\\b(?:by|of|to) others\\b" +
    "|^\\W*(?:an)?others?'s?\\s*:|\\bothers'",
  "i",
);
export const WRONG = new RegExp(
  String.raw`\b(?:misattributed|(?:wrongly|mistakenly|erroneously|incorrectly|falsely)|by mistake|in error` +
    String.raw`|unrelated to me|not related to me)\b|^\W*(?:(?:please|and|also|could you|can you)\s+)*(?:remove` +
    String.raw`|delete|disown|take out|detach|unlink)\b`,
  "i",
);
export const NEG = new RegExp(
  `\\b(?:is|are|was|were|do|does|did|should)\\s+(?:also\\s+|all\\s+|both\\s+)?not\\b|\\b(?:isn't` +
    `|aren't|wasn't|weren't|doesn't|don't belong|shouldn't|none|nothing|neither|nor)\\b` +
    `|\\bno\\s+(?:other|${WORKS})\\b|(?:^|[\\s(–—:-])not\\s*(?:${MARK}|[:)]|$)` +
    `|${MARK}\\W*\\bno\\b\\W*$|^\\W*no\\W*${MARK}`,
  "i",
);
export const YES = new RegExp(
  `\\b(?:mine|my|by me|belongs?(?!\\s+to\\s+OTHERPAGE)|i (?:have |had |also |really ` +
    `|only )*(?:co-?)?(?:wrote|written|authored|published)|i(?:'m| am) (?:(?:the|an?|one of the|only` +
    `|sole|first|also)\\s+)*(?:co-?)?authors? (?:of|on)|(?:this|the same) (?:person|author` +
    `|researcher)(?:'s)?)\\b|^\\W*(?:please\\s+)?keep\\b|${MARK}[\\s)]*\\b(?:is|are)(?: too` +
    `| also)?\\W*$|\\b(?:so|as) (?:is|are) ${MARK}|${MARK}\\W*\\byes\\b\\W*$|^\\W*yes\\W*${MARK}`,
  "i",
);
export const UNSURE = new RegExp(
  String.raw`\b(?:perhaps|maybe|probably|possibly|might|unsure|not (?:quite |entirely )?(?:sure|certain)` +
    String.raw`|(?:don't|do not|can't|cannot|can not) (?:know|tell|remember|say)|whether|unclear|i (?:think` +
    String.raw`|guess|believe)|could not find|couldn't find|can't find|cannot find|not (?:all|every\w*)|some` +
    String.raw`|most(?! recent)|many|several|few|half)\b(?! else)|\bbelongs?\s+to\s+(?!me\b|my\b|this\b` +
    String.raw`|the\s+(?:same\s+)?(?:author|person|page)\b|OTHERPAGE|OWNNAME)\p{L}|\?\s*$`,
  "iu",
);
export const COUNTED =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) of (?:the|my|these|those|them)\b/i;
export const REST = new RegExp(
  `(?:^\\W*(?:(?:and|but|while|whereas|so|however|though|then|for|as for)\\W+)*(?:(?:all|any|every` +
    `|each|none|both|no)\\s+)?(?:of\\s+)?(?:(?:the|of the|my)\\s+)?)(?:rest(?:\\s+of\\s+(?:the|these` +
    `|this|them)(?:\\s+(?:${WORKS}|page|list))?)?|remain(?:ing|der)(?:\\s+${WORKS})?` +
    `|others?(?:\\s+(?:\\w+\\s+)?${WORKS})?|every\\s?thing else|everything other|anything else` +
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
    String.raw`|as)\b[^,]{0,40},?\s+)?(?:i am|i'm|i was|i have been|i've been|i (?:currently |now |also ` +
    String.raw`|previously )?(?:work|study|studied|worked|joined|moved|graduated|received|got|did my|hold` +
    String.raw`|obtained|have (?:an? |my )?(?:phd|ph\.d|degree|master|doctorate|position|account|profile))` +
    String.raw`|my (?:name|affiliations?|e-?mail|home ?page|web ?site|profile|google scholar|dblp|orcid` +
    String.raw`|institution|university|employer|supervisor|advisor|phd|degree|current)|(?:he|she|they` +
    String.raw`|this author|the author|this person|OWNNAME) (?:is|was|works?|worked|studie[sd]` +
    String.raw`|has been) (?:an? |the |currently |now |at |in |with |affiliated|working|based|professor|phd` +
    String.raw`|postdoc|student|researcher|from ))`,
  "i",
);
/** "Please verify my page": what is asked for, and no paper. */
export const PLEA = new RegExp(
  String.raw`^\W*(?:(?:hi|hello|dear|please|kindly|and|also|so|i|i'd|would|could|can|you|we|want|wish|like|need|ask|am|` +
    String.raw`writing|requesting|request|to|have|get|for|the|a|an|verification|of)\b[\s,]*)*` +
    String.raw`(?:(?:verify|claim|confirm|link|validate|approve|update|create)\b\s*)?(?:(?:of|for)\s+)?(?:(?:my|this|the|it|an?)\b\s*)?` +
    String.raw`(?:(?:own|acl|anthology|author|verified|unverified)\b\s*)*(?:page|profile|account|identity|id|it)?` +
    String.raw`(?:\s+(?:verified|to be verified|please|in the anthology|with my orcid))*\W*$`,
  "i",
);
const ASKS = /\b(?:verif\w+|claim|validate|approve)\b/i;
/** Whether a clause asks for a page to be verified and says nothing else. */
export const isPlea = (text: string): boolean => ASKS.test(text) && PLEA.test(text);
/** A sentence about the writer that says which papers are theirs all the same. */
export const AUTHORSHIP = new RegExp(
  String.raw`\bi(?:'m| am| was)\s+(?:(?:not|the|an?|one of the|only|sole|first|also|an author` +
    String.raw`|involved)\s+)*(?:(?:co-?)?authors?|in|on)\s+(?:of|on)?\b`,
  "i",
);
export const EXCEPT = new RegExp(
  String.raw`\b(?:except(?:ing)?(?: for)?|excluding|apart from|aside from|other than|with the exceptions? of` +
    String.raw`|save for|but(?: not)?)\b`,
  "i",
);
export const GREETING = /^\W*(?:hi|hello|hey|dear|good (?:morning|day|afternoon|evening))\b[^,.!]{0,60}[,!]\s*(?=\S)/i;
const START =
  `(?:(?:and|but|while|whereas|however|although|though|yet|also|so)\\W+)*(?:["“”'(\\[]*${MARK}` +
  `|(?:all|any|every|everything|none|nothing|neither|nor|the|these|those|this|that|my|other|others` +
  `|another|papers?|publications|only|both|i|i'm|everybody|rest|mine|(?:so|as)\\s+(?:is|are))\\b` +
  `|not\\s+(?:mine|my|by me|${MARK}))`;
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
  MARKS,
  /\b(?:OWNNAME|OTHERPAGE|ORCID)\b/g,
];
