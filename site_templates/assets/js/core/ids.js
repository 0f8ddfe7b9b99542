"use strict";
var AR = AR || {};

/** IDs of verified persons. */
AR.ids = {
  /** @param {string} id */
  isValid: (id) => /^[a-z][-a-z0-9]+$/.test(id),

  /**
   * A short form of an institution for an ID: "Peking University" gives peking,
   * "University of Edinburgh" edinburgh, "MIT" mit, longer names their initials.
   * @param {string} institution
   * @returns {string} "" if nothing usable is left
   */
  suffix(institution) {
    const plain = institution.normalize("NFKD").replace(/\p{M}/gu, "");
    const words = plain.split(/[^A-Za-z0-9]+/).filter((word) => word && !/^(the|of|and|for|at|de|der|di|la)$/i.test(word));
    const telling = words.filter((word) => !/^(univ|university|universit\w*|institute|college|school)$/i.test(word));
    if (telling.length === 1) return telling[0].toLowerCase();
    return words.map((word) => word[0]).join("").toLowerCase();
  },

  /**
   * A free ID by the Anthology's rule: the name's slug; else with the institution's short form;
   * else with the last four characters of the ORCID.
   * @param {string} slug
   * @param {string} degree institution, may be ""
   * @param {string} orcid may be ""
   * @param {(id: string) => boolean} isTaken
   * @returns {{id: string, why: "slug" | "institution" | "orcid" | "none"}}
   */
  propose(slug, degree, orcid, isTaken) {
    const free = (/** @type {string} */ id) => AR.ids.isValid(id) && !isTaken(id);
    if (free(slug)) return { id: slug, why: "slug" };
    const suffix = AR.ids.suffix(degree);
    if (suffix && free(`${slug}-${suffix}`)) return { id: `${slug}-${suffix}`, why: "institution" };
    const end = orcid.slice(-4).toLowerCase();
    if (end && free(`${slug}-${end}`)) return { id: `${slug}-${end}`, why: "orcid" };
    return { id: "", why: "none" };
  },
};
