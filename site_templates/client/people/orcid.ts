/** ORCID iDs: sixteen digits, the last one a check digit (ISO 7064 mod 11-2). */

import limits from "../../tables/patch.json";

const FORM = new RegExp(limits.patterns.orcid);

/**
 * 0000-0000-0000-0000 out of an iD that is bare, a URL, or has blanks instead of hyphens; the trimmed text if it is
 * nothing of the kind.
 */
export function normalise(text: string): string {
  const bare = text.trim().replace(/^(?:https?:\/\/)?(?:www\.)?orcid\.org\//i, "").replace(/[/?#].*$/, "");
  const digits = bare.replace(/[\s\u2010-\u2015-]/g, "").toUpperCase();
  return /^\d{15}[\dX]$/.test(digits) ? digits.replace(/.{4}(?=.)/g, "$&-") : text.trim();
}

/** Whether a normalised iD has the right form and check digit. */
export function valid(orcid: string): boolean {
  if (!FORM.test(orcid)) return false;
  let total = 0;
  for (const digit of orcid.slice(0, -1).replaceAll("-", "")) total = (total + Number(digit)) * 2;
  return orcid.at(-1) === "0123456789X"[(12 - (total % 11)) % 11];
}
