/** Personal names: full form, comparison, and the slug that name matching compares. */

import type { PageData, PersonName } from "../model";

/** Latin letters that don't decompose, as Unidecode writes them. */
const LETTERS = new Map(Object.entries({
  ß: "ss", ẞ: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ŋ: "ng", ŧ: "t",
  ƒ: "f", ĸ: "k", ɓ: "b", ɗ: "d", ƙ: "k", ƴ: "y",
}));

export const full = (name: PersonName): string => (name.first ? `${name.first} ${name.last}` : name.last);

export const same = (a: PersonName, b: PersonName): boolean =>
  (a.first || "") === (b.first || "") && a.last === b.last;

/**
 * A name of the data as people.json writes it: no "first" where there is none, every character as it is, since the
 * Anthology compares them one by one.
 */
export const exact = ({ first, last }: PersonName): PersonName => (first ? { first, last } : { last: last || "" });

/** A typed name: letters composed, white space folded. */
export function clean(name: PersonName): PersonName {
  const fold = (part: string) => part.normalize("NFC").replace(/\s+/g, " ").trim();
  return exact({ first: fold(name.first || ""), last: fold(name.last || "") });
}

/**
 * The slug of a typed full name, as python-slugify with Unidecode makes it; null where a letter remains whose
 * transliteration only Unidecode's tables know.
 */
export function slug(text: string): string | null {
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
 */
export function slugOn(page: PageData, name: PersonName): string | null {
  const forms = [...page.forms, ...page.mentions.map((m) => ({ ...m.name, slug: m.slug }))];
  return forms.find((form) => same(form, name))?.slug ?? slug(full(name));
}

/** Forms of an author as papers list them: "Shizi Yunlan (云蓝石子)" is one name in two scripts. */
export function scripts(author: string): string[] {
  const [, latin, other] = /^(.+?) \(([^()]*[^\x00-\u024f()][^()]*)\)$/.exec(author) ?? [];
  return latin && other ? [latin, other] : [author];
}

/** True if one has the first name where the other has the last one. */
export function swapped(a: PersonName, b: PersonName): boolean {
  const [one, other] = [slug(full(a)), slug(`${b.last} ${b.first ?? ""}`)];
  return one !== null && one === other && one !== slug(full(b));
}

/**
 * True if two full names may be forms of one: the last words are equal, the first ones too or one is the other's
 * initial, and what stands between doesn't differ.
 */
export function alike(a: string, b: string): boolean {
  const [one, other] = [slug(a)?.split("-"), slug(b)?.split("-")];
  if (!one || !other) return a === b;
  if (one.join() === other.join()) return true;
  const fits = (x: string, y: string) => x === y || ((x.length === 1 || y.length === 1) && x[0] === y[0]);
  if (one.length < 2 || other.length < 2 || one.at(-1) !== other.at(-1)) return false;
  if (!fits(one[0] ?? "", other[0] ?? "")) return false;
  const [mine, theirs] = [one.slice(1, -1), other.slice(1, -1)];
  if (!mine.length || !theirs.length) return true;
  return mine.length === theirs.length && mine.every((x, at) => fits(x, theirs[at] ?? ""));
}
