"use strict";
var AR = AR || {};

/**
 * Which characters and how many of them a text of a patch may have; generator/patch/document.py refuses all else.
 *
 * @typedef {"note" | "name" | "line"} TextKind a line: an institution, a comment
 */
AR.textRules = (() => {
  /** Invisible marks that can make one text look like another; only a printed name may have them. */
  const MARK = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
  const CONTROL = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
  const CONTROL_BUT_LINES = /(?![\t\r\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
  /** In code points. */
  const LONGEST = { note: 20000, name: 1000, line: 1000 };

  /** @param {string} text @param {number} most in code points */
  const longer = (text, most) => text.length > most && (text.length > 2 * most || [...text].length > most);

  /** The first character that may not be there. @param {string} text @param {TextKind} kind */
  function unwanted(text, kind) {
    const found = (kind === "note" ? CONTROL_BUT_LINES : CONTROL).exec(text)?.[0] ?? (kind === "name" ? undefined : MARK.exec(text)?.[0]);
    return found && `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  }

  /**
   * @param {string} text
   * @param {TextKind} kind
   * @returns {{code: "text_long" | "text_control", params: {what: string | number}} | null} what a patch may not have
   */
  function fault(text, kind) {
    if (longer(text, LONGEST[kind])) return { code: "text_long", params: { what: LONGEST[kind] } };
    const what = unwanted(text, kind);
    return what ? { code: "text_control", params: { what } } : null;
  }

  return { LONGEST, longer, unwanted, fault };
})();
