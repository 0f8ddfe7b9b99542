/** The words of rules. */

import { letters } from "../../tables/venues.json";
import { MANY_OF } from "./places";

const YEAR = "(?:(?:the )?year )?((?:19|20)\\d\\d)(?: \\(?(?:inclu\\w+|included)\\)?)?";
/** "before and including 2016", "before 2016 (inclusive)": the year itself is meant, too. */
export const INCLUSIVE = /\binclu\w+|\b(?:or|and) (?:in|during|of) (?=\d)|\b(?:in|during) (?:or|and) /;
const AND = "(?:,? ?\\(?(?:and |or )?(?:including|inclusive of|inclusive|included|in|during)\\)?)?";
export const SPANS: [string, (a: number, b: number) => [number, number]][] = [
  [
    `${YEAR} <=? ?year ?<=? ${YEAR}|between ${YEAR} (?:and|to|-) ${YEAR}|${YEAR} ?(?:to|till|until` +
      `|through|-|–|—) ?${YEAR}`,
    (a, b) => [a, b],
  ],
  [
    `(?:not (?:later than|after|beyond)|no later than|(?:in|during) (?:or|and) (?:before|prior to)` +
      `|at the latest in) ${YEAR}`,
    (a) => [0, a],
  ],
  [
    `(?:not (?:earlier than|before)|no earlier than|(?:in|during) (?:or|and) (?:after|since)) ${YEAR}`,
    (a) => [a, 9999],
  ],
  [`(?:before|prior to|earlier than|older than|preceding|<)${AND} ?${YEAR}`, (a) => [0, a - 1]],
  [
    `(?:up (?:to|until|till)|until|till|through|thru|to|by|<=|≤)${AND} ?${YEAR}|${YEAR},? (?:and` +
      `|or) (?:earlier|before|older|prior|previous\\w*)`,
    (a) => [0, a],
  ],
  [`(?:after|later than|newer than|past|>)${AND} ?${YEAR}`, (a) => [a + 1, 9999]],
  [
    `(?:since|>=|≥)${AND} ?${YEAR}|${YEAR},? (?:and|or) (?:later|after\\w*|newer|onwards?|beyond` +
      `|since)|(?:from|start(?:s|ed|ing) (?:in|from|with)|as of|begin(?:s|ning) (?:in` +
      `|with))${AND} ${YEAR} (?:on(?:wards?)?|and on)|${YEAR} ?onwards?|(?:start(?:s|ed|ing)? (?:in|from|with)` +
      `|as of|beg(?:ins?|an|inning) (?:in|with)) ${YEAR}`,
    (a) => [a, 9999],
  ],
  [YEAR, (a) => [a, a]],
];
// A condition about people, venues and places: the longest run of words after one of these that fits a paper.
export const LINKS = new RegExp(
  String.raw`\b(co-?authored with|together with|with|by|co-?authors?|affiliated with|affiliation|while at` +
    String.raw`|venue|at|in|from|of)\b:? `,
  "g",
);
export const EMPTY = new Set(
  (
    "a an the of on for in to with and or at by from is are my this that page paper papers list " +
    "proceedings conference workshop journal author authors name association volume annual meeting " +
    "international"
  ).split(" "),
);
export const FILLER = new Set(
  (
    "a all also am an and any are article articles as at author authors be belong belongs below but " +
    "by co coauthor coauthored did do does doesn't don't dont each " +
    "else else's entire every everything for from had has have here i i'm in is isn't it's item " +
    "items just list me mine move my myself name no none not nothing of on one ones only or other " +
    "others " +
    "our page paper papers people people's person person's please profile publication publications " +
    "published rest select she should so somebody somebody's someone someone's that the their them " +
    "there they this those to two us unverified verified sit sits stand stands list six five four " +
    "three seven eight nine ten definitely actually really indeed also too so however only including " +
    "included same both either wrote authored correct ok okay sure well was we were which who whole " +
    "with work works write writes written year years you anything go goes can can't cannot could " +
    "couldn't may must never ever had been being obviously clearly certainly surely therefore thus # = :"
  ).split(" "),
);
/** Words without which a rule means other papers: where one is left over, the rule was not understood. */
export const BLOCKS = new RegExp(
  String.raw`^(?:before|after|until|till|prior|since|between|earlier|later|older|newer|except|without|unless` +
    String.raw`|if|some|most|many|several|few|half|maybe|perhaps|probably|possibly|about|roughly|around|almost` +
    String.raw`|nearly|unlike|neither|nor|whose|where|exclusive|minus)$`,
);
/** A condition that no list of papers can answer. */
export const UNANSWERABLE = new RegExp(String.raw`\bwith (?:several|multiple|few|many|${MANY_OF})\b`);
export const MANY = /\b(papers?|publications?|articles?|everything|anything|nothing|those)\b/;
/** What the letter of an old ID stands for, in small letters; a workshop's tells nothing. */
export const LETTERS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(letters).flatMap(([letter, venue]) => (letter === "W" ? [] : [[letter, venue.toLowerCase()]])),
);

export const PATTERNS = SPANS.map(([pattern]) => new RegExp(`(?<![\\w.-])(?:${pattern})(?![\\w.-]*\\w)`, "g"));
