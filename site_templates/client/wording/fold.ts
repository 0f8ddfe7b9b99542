/** Texts made comparable. */

/** The words that BibTeX keys of the Anthology most often leave out. */
export const STOP = new Set(
  (
    "a about don dont t s re all an and any are as at be by can do does for from how if in into is " +
    "it its more no not of on or our over own same so some than that the their this to too under up " +
    "very was we what when where which who why with you your"
  ).split(" "),
);

/** Words of a text, comparable: no case, accents, punctuation, TeX or tags. */
export const fold = (text: string): string =>
  text
    .replace(/<\/?[a-z][^<>]*>/gi, "")
    .replace(/\\(?:[a-z]+(?=\s*\{)|[`'^"~=.])\s*|[{}$\\]/gi, "")
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}’‘'`´ʼ]/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
