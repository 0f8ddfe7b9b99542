/** A patch as the maintainers' command lines. */

import type { Assignment, Mention, PageData, Patch, People } from "../model";
import * as ids from "../people/ids";
import * as names from "../people/names";
import * as orcids from "../people/orcid";
import { people as shared } from "../people/people";
import { keyOf } from "../state/keys";
import { option, quote } from "./shell";

export interface Commands {
  commands: string[];
  /** Keys of mentions that only the diff or `apply` can change. */
  uncovered: string[];
  /** IDs of persons whose entries only the diff or `apply` can change. */
  entries: string[];
}

const FOLDER = "bin/correct";

/**
 * Calls of the Anthology's own scripts, in the order in which they have to run. IDs, ORCIDs and slugs stand where a
 * dash in front would make them an option: what is none, though the page's data or the storage say so, gets no call.
 * What a script would refuse gets none either: it names one author of a slug on a paper without another ID, and never
 * takes a paper from one verified person to another.
 */
export function commands(page: PageData, patch: Patch, people: People = shared): Commands {
  const number = /\bcloses #(\d{1,9})\b/i.exec(patch.note)?.[1];
  const call = (script: string, ...words: readonly string[]): string =>
    [`${FOLDER}/${script}.py`, ...(number ? [option("--issue", number)] : []), ...words].join(" ");
  const renamed = renaming(page, patch);
  if (renamed) return { commands: [call("rename_person", ...renamed.map(quote))], uncovered: [], entries: [] };

  const lines: string[] = [];
  const uncovered: string[] = [];
  const entries: string[] = [];
  const mention = (one: Assignment): Mention | undefined =>
    page.mentions.find((m) => m.paper === one.paper && m.role === one.role && m.position === one.position);
  for (const { id, names: all, orcid, degree, comment, similar, disable_name_matching: off, action } of patch.persons) {
    if (action === "create") continue;
    if (action === "update" && off && ids.valid(id)) lines.push(call("disable_name_matching", quote(id)));
    // The scripts add a printed name themselves, at the end.
    const isRenamed = all && !names.same(all[0], (people.get(id)?.names ?? all)[0]);
    const isMore = [orcid, degree, comment, similar].some((value) => value !== undefined);
    if (action === "delete" || isRenamed || isMore || off === false || !ids.valid(id)) entries.push(id);
  }
  const unlink = new Map<string, Assignment[]>();
  const link = new Map<string, Assignment[]>();
  for (const one of patch.assignments) {
    const m = mention(one);
    const isPaper = ids.paper(one.paper);
    if (one.to === null) {
      if (m?.explicit && !(ids.valid(one.from) && isPaper && !m.orcid)) uncovered.push(keyOf(one));
      else if (m?.explicit) unlink.set(one.from, [...(unlink.get(one.from) ?? []), one]);
    } else if (m && isPaper && !m.explicit && isFree(one) && isOnly(page, m)) {
      link.set(one.to, [...(link.get(one.to) ?? []), one]);
    } else {
      uncovered.push(keyOf(one));
    }
  }
  for (const [from, own] of unlink) lines.push(call("unlink_items", quote(from), ...own.map((one) => quote(one.paper))));
  for (const [to, own] of link) {
    const created = patch.persons.find((p) => p.id === to && p.action === "create");
    const main = created?.names?.[0];
    const present = people.get(to)?.orcid ?? page.candidates.find((c) => c.id === to)?.orcid;
    const orcid = created ? created.orcid : present ?? (to === page.page.id ? page.page.orcid : "");
    const slug = main && names.slugOn(page, main);
    const suffix = slug && to.startsWith(`${slug}-`) ? to.slice(slug.length + 1) : "";
    // The script knows authors by ORCID, takes a new one's name from the first paper and wants a degree for it.
    const first = main && own.find((one) => names.same(one.name, main));
    const isUncovered = created && (!created.degree || !first || (to !== slug && !suffix));
    if (!orcid || !orcids.valid(orcid) || isUncovered) {
      uncovered.push(...own.map(keyOf));
      continue;
    }
    const options: string[] = [];
    if (created) options.push(option("--degree", created.degree ?? ""));
    if (suffix) options.push(option("--suffix", suffix));
    if (created?.disable_name_matching) options.push("--only");
    const ordered = first ? [first, ...own.filter((one) => one !== first)] : own;
    lines.push(call("verify_author", ...options, quote(orcid), ...items(ordered.map((one) => [one.paper, mention(one)?.slug ?? ""]))));
  }
  return { commands: lines, uncovered, entries };
}

/** Papers with the slug of the author on them; one that is the first paper's needs not be said again. */
const items = (papers: readonly (readonly [paper: string, slug: string])[]): string[] =>
  papers.map(([paper, slug], at) => quote(at > 0 && slug === papers[0][1] ? paper : `${paper}:${slug}`));

/** Whether a paper isn't taken from another verified person. */
const isFree = ({ from, to }: Assignment): boolean => from.endsWith("/unverified") || from === to;

/** Whether a paper has no other author of the same slug. */
function isOnly(page: PageData, { paper, position, role, slug, others }: Mention): boolean {
  const namesakes = page.matching[slug]?.verified.map(([id]) => id) ?? [];
  const isThere = others.some((id) => id === `${slug}/unverified` || namesakes.includes(id));
  return !isThere && !page.mentions.some((m) => m.paper === paper && m.slug === slug && (m.position !== position || m.role !== role));
}

/** The IDs before and after, if a patch only gives the page's author another one. */
function renaming(page: PageData, { persons, assignments }: Patch): [string, string] | null {
  const gone = page.page.id;
  const to = persons.find(({ action }) => action === "create")?.id;
  const isPure = persons.length === 2 && persons.some(({ id, action }) => id === gone && action === "delete")
    && to !== undefined && assignments.every((one) => one.from === gone && one.to === to);
  return isPure && ids.valid(gone) && ids.valid(to) ? [gone, to] : null;
}
