/**
 * What a request says of the person who writes it: their ORCID and the institution of their highest degree, as the
 * Anthology's issue form asks for both.
 */

import * as orcids from "../people/orcid";

export interface Requester {
  /** "" if none is there, or several are. */
  orcid: string;
  /** Name of the institution, "" if none is there. */
  degree: string;
  /** ID of the author page to which papers are to go, "" if none is there, or several are. */
  target?: string;
}

const ORCID = /(?<!\d)\d{4}[-‐-―−]\d{4}[-‐-―−]\d{4}[-‐-―−]\d{3}[\dx](?!\d)/gi;
const FORM = /^\s*#{1,6}\s/;
const ABOUT_ORCID = /^[\W_]*(?:(?:the|my|your|author)\W+)*orcid\b[^:]{0,40}:?[\W_]*$/i;
const ABOUT_DEGREE = new RegExp(
  String.raw`^[\W_]*(?:(?:the|my|your|author)\W+)*(?:institution|university|highest\b[^:]{0,20}\bdegree` +
    String.raw`|degree)\b([^:]{0,60}?)(?::\**\s*(.*))?$`,
  "i",
);

/** What lines say; `about`: which of them, counted from 0, are about the person and no paper. */
export function read(lines: readonly string[]): Requester & { about: Set<number> } {
  const about = new Set<number>();
  const numbers = new Set<string>();
  let degree = "";
  lines.forEach((line, i) => {
    if (about.has(i)) return;
    const valid = (line.match(ORCID) || []).map((text) => orcids.normalise(text)).filter(orcids.valid);
    valid.forEach((number) => numbers.add(number));
    if (valid.length || ABOUT_ORCID.test(line)) about.add(i);
    const label = ABOUT_DEGREE.exec(line);
    // Without a colon only the form's own heading is a label: a title may begin with such a word.
    if (!label || (label[2] === undefined && !FORM.test(line))) return;
    const next = lines.findIndex((other, j) => j > i && other.trim());
    const value = label[2]?.trim() || (next < 0 || FORM.test(lines[next]) ? "" : lines[next].trim());
    about.add(i);
    if (!label[2]?.trim() && value) about.add(next);
    if (!/^_?no response_?$/i.test(value)) {
      degree ||= value
        .slice(0, 200)
        .replace(/^[*_\s]+|[*_.\s]+$/g, "")
        .slice(0, 120);
    }
  });
  return { orcid: numbers.size === 1 ? [...numbers][0] : "", degree, about };
}
