/** Persons and pages in a few words: "Lei Li (CMU)". */

import type { Decision, PageData } from "../model";
import * as names from "../people/names";
import { people } from "../people/people";
import { say } from "./say";

const UNVERIFIED = "/unverified";

const labelled = (name: string, about: string): string => say("label_person", { name, about });

/** A decision's person: "Lei Li (CMU)"; the ID where there is no name, "" where there is no person. */
export function personLabel({ kind, person }: Decision): string {
  if (!person) return "";
  if (kind === "new" && person.names?.length) {
    return labelled(names.full(person.names[0]), person.degree || say("label_new", { id: person.id }));
  }
  const known = people.known(person.id);
  const name = person.name || known?.name;
  return name ? labelled(name, person.comment || known?.comment || person.id) : person.id;
}

/** The person of a page's ID, as `personLabel` names it; "Lei Li (unverified)" for a page without a verified person. */
export function pageLabel(data: PageData, decisions: readonly Decision[], id: string): string {
  if (id.endsWith(UNVERIFIED)) {
    const slug = id.slice(0, -UNVERIFIED.length);
    const form = id === data.page.id ? data.page.name : data.forms.find((one) => one.slug === slug);
    return form ? say("label_unverified", { name: names.full(form) }) : id;
  }
  const created = decisions.find((one) => one.kind === "new" && one.person?.id === id);
  if (created) return personLabel(created);
  const known = data.candidates.find((one) => one.id === id) ?? people.known(id);
  const record = people.get(id);
  const own = id === data.page.id ? data.page.name : record?.names[0];
  const decided = decisions.find((one) => one.person?.id === id && one.person.name)?.person;
  const name = known?.name || (own && names.full(own)) || decided?.name;
  return name ? labelled(name, known?.comment || record?.comment || decided?.comment || id) : id;
}
