/** The lines of a pasted text. */

import type { PaperFacts } from "../model";
import type { PasteItem, Side } from "./shapes";

const BULLET = /^(?:\s|[-*•·–—>]+\s|\(?\d{1,3}[.):\]]\s|\[\d{1,3}\]\s)+/;
const BOX = /^(?:\[( |x|✓|✔|✗|✘)?\]|([☐☑☒✅✔✓✗✘❌]))\s*/iu;
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
export const bare = (text: string): string => text.replace(ORCID, " ORCID").replace(BOX, "");

export const hasOrcid = (text: string): boolean => text.search(ORCID) >= 0;

/** What a box before the line says, ticked or not. */
export function boxOf(item: PasteItem): Side {
  const box = BOX.exec(item.raw);
  if (!box) return "";
  return /x|[✓✔☑✅]/i.test(box[0]) ? "yes" : "not";
}

/** Lines with something on them; an entry of BibTeX is one. */
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
