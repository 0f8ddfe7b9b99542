/** What "Your patch" says of pages, persons and contradictions: names where they are known, else IDs. */

import type { Patch } from "../model";
import type { Contradiction, Way } from "../patch/join";
import * as names from "../people/names";
import { people } from "../people/people";
import { effectsOf, type Source } from "../state/basket_sources";
import { say } from "./say";

const UNVERIFIED = "/unverified";

/** "Lei Li (CMU)". `patches`: where new authors are looked up, the first that has one tells. */
export function personOf(id: string, patches: readonly Patch[], sources: readonly Source[]): string {
  for (const patch of patches) {
    const made = patch.persons.find((one) => one.id === id && one.action === "create");
    const name = made?.names?.[0];
    if (name) return say("label_person", { name: names.full(name), about: made.degree || say("label_new", { id }) });
  }
  const known = people.known(id);
  const record = people.get(id);
  const decided = sources.flatMap((one) => one.decisions).find((one) => one.person?.id === id)?.person;
  const name = known?.name || (record ? names.full(record.names[0]) : decided?.name);
  const about = known?.comment || record?.comment || decided?.comment || id;
  return name ? say("label_person", { name, about }) : id;
}

/** A source as the list names it. */
function sourceOf(source: Source, patches: readonly Patch[], sources: readonly Source[]): string {
  const { page } = source;
  if (!page) return say("basket_file", { name: source.fileName });
  if (!page.endsWith(UNVERIFIED)) return personOf(page, patches, sources);
  const mentions = source.part?.mentions ?? source.pending?.mentions ?? source.patch?.assignments ?? [];
  const found = mentions.find((one) => one.from === page);
  const name = source.pending?.page.name ?? found?.name;
  return name ? say("label_unverified", { name: names.full(name) }) : page;
}

/** Labels of all sources by key, no two alike. */
export function sourceLabels(sources: readonly Source[], patches: readonly Patch[]): Map<string, string> {
  const plain = sources.map((source) => sourceOf(source, patches, sources));
  return new Map(sources.map(({ key, page }, i) => {
    const isTwice = plain.filter((one) => one === plain[i]).length > 1;
    return [key, isTwice && page ? say("label_person", { name: plain[i], about: page }) : plain[i]];
  }));
}

/** What a patch does, in short. */
export function effects(patch: Patch, person: (id: string) => string): string[] {
  const { papers, entries } = effectsOf(patch);
  const lines = [...papers].map(([to, count]) =>
    (to === null ? say("basket_to_nobody", { count }) : say("basket_to", { count, person: person(to) })));
  const all = [...lines, ...entries.map((id) => say("basket_entry", { person: person(id) }))];
  return all.length ? all : [say("basket_nothing")];
}

/** About what two sources differ. `label`: of the source with that index. */
export function contradiction(
  { about, paper, role, position = 0, person: id = "", key = "", ways }: Contradiction,
  person: (id: string) => string, label: (index: number) => string,
): string {
  const slot = paper ? say(role === "editor" ? "join_editor" : "join_author", { paper, number: position + 1 }) : "";
  const value = ({ says }: Way): string => {
    if (says === null) return say("join_nobody");
    if (about === "action") return says === "create" || says === "update" ? say(`join_${says}`) : say("join_delete");
    if (about === "to" || about === "orcid") return person(says);
    return about === "from" && !says.endsWith(UNVERIFIED) ? person(says) : says;
  };
  const [here, there] = ways.map(value);
  // Two of one name are told apart by their IDs.
  const [a, b] = here === there ? ways.map(({ says }) => says ?? say("join_nobody")) : [here, there];
  return say(`join_${about}`, {
    slot, person: id && person(id), key, here: a, there: b, one: label(ways[0].patch), two: label(ways[1].patch),
  });
}
