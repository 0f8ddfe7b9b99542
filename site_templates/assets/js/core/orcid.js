"use strict";
var AR = AR || {};

/** ORCID iDs: sixteen digits, the last one a check digit (ISO 7064 mod 11-2). */
AR.orcid = {
  /**
   * @param {string} text bare, as a URL, or with blanks instead of hyphens
   * @returns {string} 0000-0000-0000-0000, or the trimmed text if it is nothing of the kind
   */
  normalise(text) {
    const bare = text.trim().replace(/^(?:https?:\/\/)?(?:www\.)?orcid\.org\//i, "").replace(/[/?#].*$/, "");
    const digits = bare.replace(/[\s\u2010-\u2015-]/g, "").toUpperCase();
    return /^\d{15}[\dX]$/.test(digits) ? /** @type {string[]} */ (digits.match(/.{4}/g)).join("-") : text.trim();
  },

  /** @param {string} orcid normalised */
  valid(orcid) {
    if (!/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.test(orcid)) return false;
    let total = 0;
    for (const digit of orcid.slice(0, -1).replaceAll("-", "")) total = (total + Number(digit)) * 2;
    return orcid.at(-1) === "0123456789X"[(12 - (total % 11)) % 11];
  },
};
