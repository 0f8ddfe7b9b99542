"use strict";
var AR = AR || {};

/** Verified person IDs: which are valid, and which one a new person gets. */
AR.ids = (() => {
  const SMALL = new Set("a an and at d da das de del della der des di do du e et fur for in la le of the und y".split(" "));
  const GENERIC = new Set(
    "academy college ecole escola hochschule institut institute of school technical technische technology tech uni universidad universidade universita universitat universite universiteit universitet university univ".split(" "),
  );

  /** @param {string} id */
  const valid = (id) => id.length <= 200 && /^[a-z][-a-z0-9]+$/.test(id);

  /** ID of a paper, a front matter, or a volume that has none. @param {string} id */
  const paper = (id) => id.length <= 100 && /^([0-9]{4}\.[a-z0-9]+-[a-z0-9]+(\.[0-9]+)?|[A-Z][0-9]{2}-[0-9]{1,4})$/.test(id);

  /** ID of an author page. @param {string} id */
  const page = (id) => id.length <= 1000 && /^([a-z][-a-z0-9]+|[-a-z0-9]*\/unverified)$/.test(id);

  /**
   * Short form of an institution: an abbreviation it contains, the one word that is its own, or its initials.
   * @param {string} degree such as "Carnegie Mellon University"
   * @returns {string} such as "cmu"; "" if nothing can be made of it
   */
  function suffix(degree) {
    const own = degree.match(/(?<!\p{L})\p{Lu}{3,}(?!\p{L})/u);
    if (own) return AR.names.slug(own[0]) || "";
    const words = (AR.names.slug(degree) || "").split("-").filter((word) => word && !SMALL.has(word));
    const proper = words.filter((word) => !GENERIC.has(word));
    return proper.length === 1 ? proper[0] : words.map((word) => word[0]).join("");
  }

  /**
   * The ID of a new person: the name's slug if free, else with the institution's short form, else with the last four
   * characters of the ORCID.
   * @param {string} slug name slug
   * @param {{degree?: string, orcid?: string}} known
   * @param {(id: string) => boolean} isTaken
   * @returns {{id: string, why: "id_slug" | "id_suffix" | "id_orcid" | "id_none"}} id is "" when more has to be known;
   *   why is a key of AR.messages
   */
  function propose(slug, known, isTaken) {
    const free = (/** @type {string} */ id) => valid(id) && !isTaken(id);
    const short = known.degree ? suffix(known.degree) : "";
    if (free(slug)) return { id: slug, why: "id_slug" };
    if (short && free(`${slug}-${short}`)) return { id: `${slug}-${short}`, why: "id_suffix" };
    if (known.orcid && AR.orcid.valid(known.orcid)) {
      const id = `${slug}-${known.orcid.slice(-4).toLowerCase()}`;
      if (free(id)) return { id, why: "id_orcid" };
    }
    return { id: "", why: "id_none" };
  }

  return { valid, paper, page, suffix, propose };
})();
