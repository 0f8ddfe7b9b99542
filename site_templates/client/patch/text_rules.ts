/** Which characters and how many of them a text of a patch may have; generator/patch/document.py refuses all else. */

import limits from "../../tables/patch.json";

/** A line is an institution or a comment. */
export type TextKind = "note" | "name" | "line";

/** What a patch may not have. */
export interface TextFault {
  code: "text_long" | "text_control";
  params: { what: string | number };
}

/** Invisible marks that can make one text look like another; only a printed name may have them. */
const MARK = new RegExp(`[${limits.direction_marks}]`);
const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
const CONTROL_BUT_LINES = /(?![\t\r\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/** In code points. */
export const LONGEST: Readonly<Record<keyof typeof limits.longest, number>> = limits.longest;

/** Whether a text has more than so many code points. */
export const longer = (text: string, most: number): boolean =>
  text.length > most && (text.length > 2 * most || [...text].length > most);

/** The first character that may not be there, as "U+0000". */
export function unwanted(text: string, kind: TextKind): string | undefined {
  const control = (kind === "note" ? CONTROL_BUT_LINES : CONTROL).exec(text)?.[0];
  const found = control ?? (kind === "name" ? undefined : MARK.exec(text)?.[0]);
  return found && `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** What a patch may not have, null if the text may stand in one. */
export function fault(text: string, kind: TextKind): TextFault | null {
  if (longer(text, LONGEST[kind])) return { code: "text_long", params: { what: LONGEST[kind] } };
  const what = unwanted(text, kind);
  return what ? { code: "text_control", params: { what } } : null;
}
