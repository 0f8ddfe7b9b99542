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

/**
 * Calls of the Anthology's own scripts, in the order in which they have to run. IDs, ORCIDs and slugs stand where a
 * dash in front would make them an option: what is none, though the page's data or the storage say so, gets no call.
 */
export function commands(page: PageData, patch: Patch, people: People = shared): Commands {
  const lines: string[] = [];
  const uncovered: string[] = [];
  const entries: string[] = [];
  const mention = (one: Assignment): Mention | undefined =>
    page.mentions.find((m) => m.paper === one.paper && m.position === one.position);
  for (const { id, names: all, orcid, degree, disable_name_matching: off, action } of patch.persons) {
    if (action !== "update") continue;
    if (off && ids.valid(id)) lines.push(`bin/correct/disable_name_matching.py ${quote(id)}`);
    // The scripts add a printed name themselves, at the end.
    const renamed = all && !names.same(all[0], (people.get(id)?.names ?? all)[0]);
    if (renamed || orcid !== undefined || degree !== undefined || off === false || !ids.valid(id)) entries.push(id);
  }
  const unlink = new Map<string, Assignment[]>();
  const link = new Map<string, Assignment[]>();
  for (const one of patch.assignments) {
    const m = mention(one);
    if (one.to === null) {
      if (m?.explicit && !(ids.valid(one.from) && ids.paper(one.paper))) uncovered.push(keyOf(one));
      else if (m?.explicit) unlink.set(one.from, [...(unlink.get(one.from) ?? []), one]);
    } else if (!m || m.explicit || !ids.paper(one.paper)) {
      uncovered.push(keyOf(one));
    } else {
      link.set(one.to, [...(link.get(one.to) ?? []), one]);
    }
  }
  for (const [from, own] of unlink) {
    lines.push(`bin/correct/unlink_items.py ${quote(from)} ${own.map((one) => quote(one.paper)).join(" ")}`);
  }
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
    const ordered = first ? [first, ...own.filter((one) => one !== first)] : own;
    const options: string[] = [];
    if (created) options.push(option("--degree", created.degree ?? ""));
    if (suffix) options.push(option("--suffix", suffix));
    if (created?.disable_name_matching) options.push("--only");
    const items = ordered.map((one) => quote(`${one.paper}:${mention(one)?.slug}`));
    lines.push(["bin/correct/verify_author.py", ...options, quote(orcid), ...items].join(" "));
  }
  return { commands: lines, uncovered, entries };
}
