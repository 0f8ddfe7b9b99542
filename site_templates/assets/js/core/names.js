"use strict";
var AR = AR || {};

/** Personal names: full form, comparison, and the slug that name matching compares. */
AR.names = (() => {
  // Latin letters that don't decompose, as Unidecode writes them.
  const LETTERS = new Map(Object.entries({
    ß: "ss", ẞ: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ŋ: "ng", ŧ: "t",
    ƒ: "f", ĸ: "k", ɓ: "b", ɗ: "d", ƙ: "k", ƴ: "y",
  }));

  /** @param {PersonName} name */
  const full = (name) => (name.first ? `${name.first} ${name.last}` : name.last);

  /**
   * @param {PersonName} a
   * @param {PersonName} b
   */
  const same = (a, b) => (a.first || "") === (b.first || "") && a.last === b.last;

  /**
   * A name of the data as people.json writes it: no "first" where there is none, every character as it is, since the
   * Anthology compares them one by one.
   * @param {PersonName} name
   * @returns {PersonName}
   */
  const exact = ({ first, last }) => (first ? { first, last } : { last: last || "" });

  /**
   * A typed name: letters composed, white space folded.
   * @param {PersonName} name
   * @returns {PersonName}
   */
  function clean(name) {
    const [first, last] = [name.first || "", name.last || ""].map((part) => part.normalize("NFC").replace(/\s+/g, " ").trim());
    return exact({ first, last });
  }

  /**
   * The slug of a typed name, as python-slugify with Unidecode makes it.
   * @param {string} text full name
   * @returns {string | null} null where a letter remains whose transliteration only Unidecode's tables know
   */
  function slug(text) {
    const plain = text
      .replace(/[ʼ’']/g, "-")
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/[^\x00-\x7f]/gu, (letter) => LETTERS.get(letter) ?? letter);
    // Unidecode writes the first three as apostrophes, which fall away.
    const known = plain.replace(/[‘′‛]/g, "").replace(/[\p{Zs}‐‑‒–—―“”„‚«»·•…¡¿]/gu, "-");
    return /[^\x00-\x7f]/.test(known) ? null : known.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  }

  /**
   * Slug of a name, looked up among the page's forms first, since those were computed by the Anthology's own rule.
   * @param {PageData} page
   * @param {PersonName} name
   * @returns {string | null}
   */
  function slugOn(page, name) {
    return [...page.forms, ...page.mentions.map((m) => ({ ...m.name, slug: m.slug }))].find((form) => same(form, name))?.slug ?? slug(full(name));
  }

  /**
   * True if one has the first name where the other has the last one.
   * @param {PersonName} a
   * @param {PersonName} b
   */
  function swapped(a, b) {
    const [one, other] = [slug(full(a)), slug(`${b.last} ${b.first ?? ""}`)];
    return one !== null && one === other && one !== slug(full(b));
  }

  return { full, same, exact, clean, slug, slugOn, swapped };
})();
