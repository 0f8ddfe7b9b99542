/** The lines of a pasted text. */

import type { PaperFacts } from "../model";
import type { PasteItem, Side } from "./shapes";

const BULLET = /^(?:\s|[-*•·–—>]+\s|\(?\d{1,3}[.):\]]\s|\[\d{1,3}\]\s)+/;
const BOX = /^(?:\[( |x|✓|✔|✗|✘)?\]|([☐☑☒✅✔✓✗✘❌]))\s*/iu;
/** A sign behind the paper. */
const SIGN = /\s([☐☑☒✅✔✓✗✘❌])\uFE0F?\s*$/u;
/** A heading of the Anthology's issue form, or what it has where nothing was filled in. */
export const FORM = /^#{1,6}\s|^_No response_$/;
const ORCID = new RegExp(
  String.raw`(?:\b(?:my )?orcid(?: id)?(?: is)?:?\s*)?(?:https?:\/\/)?(?:www\.)?(?:orcid\.org\/)?` +
    String.raw`(?<!\d)\d{4}[-‐-―−]\d{4}[-‐-―−]\d{4}[-‐-―−]\d{3}[\dx](?!\d)\/?`,
  "gi",
);

/** Lines in which invisible marks are gone; hyphens of every kind are one. */
export const clean = (text: string): string[] =>
  text.split(/\r\n?|[\n\u2028\u2029]/).map((raw) =>
    raw
      .replace(/[\p{Cf}\0\uE000-\uF8FF]/gu, "")
      .replace(/[‐‑‒−]/g, "-")
      .normalize("NFC"),
  );

/** Apostrophes of every kind are one. */
export const plain = (text: string): string => text.replace(/[’‘]/g, "'");

/** Without what stands in a line and is no statement: a box before it, the writer's ORCID. */
export const bare = (text: string): string => text.replace(ORCID, " ORCID").replace(BOX, "").replace(SIGN, "");

export const hasOrcid = (text: string): boolean => text.search(ORCID) >= 0;

/** What a box before the line says, ticked or not, or a sign behind it. */
export function boxOf(item: PasteItem): Side {
  const box = BOX.exec(item.raw) ?? SIGN.exec(item.raw);
  if (!box) return "";
  return /x|[✓✔☑✅]/i.test(box[0]) ? "yes" : "not";
}

/** Says something of papers, so that the sentence may go on below. */
const SPEECH = new RegExp(
  String.raw`\b(?:I|[Mm]ine|[Mm]y|me|[Pp]apers?|[Pp]ublications?|[Aa]rticles?|[Ee]verything|[Nn]one|[Aa]uthors?` +
    String.raw`|[Bb]elongs?|others|rest|[Rr]emove|[Dd]elete|[Dd]isown|[Dd]etach|[Uu]nlink)\b`,
);
/** How a line ends whose sentence goes on: with a word that needs another one, or a comma. */
const GOES_ON = new RegExp(
  String.raw`(?:,|\b(?:and|or|nor|of|the|these|those|is|are|was|were|not|by|to|from|in|before|after|since|until` +
    String.raw`|except|but|only` +
    String.raw`|than|with|at|for|that|which|my|all|also|between|other))\s*$`,
);
/** How a line begins that goes on with the sentence above. */
const FOLLOWS = new RegExp(
  String.raw`^\s*(?:(?:is|are|was|were|isn['’]t|aren['’]t|do|does|did|don['’]t|doesn['’]t|not|belongs?|mine|and` +
    String.raw`|but|or|nor` +
    String.raw`|which|that|written|wrote|before|after|since|until|from|with|except|by (?:me|a|an|some\w*|other)` +
    String.raw`|on this|on my|of this|of mine)\b)`,
);
const ID_ALONE = /^\W*(?:\d{4}\.\S+-\S+\.\d+|[A-Z]\d\d-\d{4})\W*$/;
const HAS_ID = /\d{4}\.\w+-\w+\.\d+|\b[A-Za-z]\d\d-\d{4}/;
const ADDRESS_ALONE = /^\s*\S*(?:https?:\/\/|\/)\S*\s*$/;

/** Only a paper's ID or an address: a line of a list. */
const isBare = (text: string): boolean => ID_ALONE.test(text) || ADDRESS_ALONE.test(text);

/** Whether a line goes on with the sentence of the one above, as in texts with short lines. */
function goesOn(above: PasteItem, line: string): boolean {
  if (BULLET.test(line) || FORM.test(line) || BOX.test(line.trim()) || FORM.test(above.raw)) return false;
  if (/[.!?:;]["”)]?\s*$/.test(above.raw) || /^@\w+\s*[{(]/.test(above.raw)) return false;
  if (/^\s*(?:not )?(?:mine|my|by me)\b/i.test(line) && HAS_ID.test(line) && HAS_ID.test(above.raw)) return false;
  if (/^\s*(?:and|or|nor)\b/.test(line)) return true;
  return !isBare(above.raw) && SPEECH.test(above.raw) && (FOLLOWS.test(line) || GOES_ON.test(above.raw));
}

/** Puts a line to the sentence above; if that is a list of papers, "and …" goes on with the whole list. */
function join(items: PasteItem[], line: string): void {
  let first = items.length - 1;
  const isListed = (i: number) => i > 0 && isBare(items[i].raw) && isBare(items[i - 1].raw);
  while (isListed(first) && items[first - 1].line === items[first].line - 1) first--;
  const list = items.splice(first);
  items.push({ ...list[0], raw: `${list.map(({ raw }) => raw).join(", ")} ${line.trim()}` });
}

/** Lines with something on them; an entry of BibTeX is one, and so is a sentence over several lines. */
export function split(lines: readonly string[]): PasteItem[] {
  const items: PasteItem[] = [];
  let depth = 0;
  lines.forEach((line, i) => {
    const starts = /^\s*@\w+\s*[{(]/.test(line);
    const braces = () => line.split("{").length - line.split("}").length;
    if (!line.trim()) depth = 0;
    else if (depth > 0 && !starts) {
      items[items.length - 1].raw += ` ${line.trim()}`;
      depth += braces();
    } else if (items.length && lines[i - 1]?.trim() && !starts && goesOn(items[items.length - 1], line)) {
      join(items, line);
    } else {
      const raw = line.replace(BULLET, "").trim() || line.trim();
      items.push({ line: i + 1, raw, from: 0, to: 0, refs: [], pages: [], got: [] });
      depth = starts ? braces() : 0;
    }
  });
  return items;
}

/** The author's own name, as the papers print it. */
export function ownNames(rows: readonly PaperFacts[]): string[] {
  const names = rows.flatMap((row) => row.authors.filter((name) => name && !row.coauthors.includes(name)));
  return [...new Set(names)].filter((name) => name.includes(" ")).sort((a, b) => b.length - a.length);
}
