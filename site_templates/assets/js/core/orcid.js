"use strict";
var AR = AR || {};

/** ORCID iDs: 16 characters, the last a check digit (ISO 7064 MOD 11-2). */
AR.orcid = {
  /**
   * The bare iD in what was typed or pasted, a web address included.
   * @param {string} text
   * @returns {string} "" if there is none
   */
  normalise(text) {
    const match = text.trim().match(/(?:^|\/)(\d{4})[- ]?(\d{4})[- ]?(\d{4})[- ]?(\d{3}[\dXx])\/?$/);
    return match ? match.slice(1).join("-").toUpperCase() : "";
  },

  /**
   * @param {string} orcid in its bare form
   * @returns {boolean}
   */
  isValid(orcid) {
    if (!/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.test(orcid)) return false;
    const digits = orcid.replaceAll("-", "");
    let total = 0;
    for (const digit of digits.slice(0, 15)) total = (total + Number(digit)) * 2;
    const check = (12 - (total % 11)) % 11;
    return digits[15] === (check === 10 ? "X" : String(check));
  },
};
