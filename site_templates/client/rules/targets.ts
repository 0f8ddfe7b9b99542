/**
 * The persons at whom decisions aim, and how names without ID resolve once the patch is applied. Shared by the rules
 * (what to tell the user) and the patch (what to write), so that both always agree.
 */

import type { Decision, DecisionPerson, Mention, PageData, People, PersonName } from "../model";
import * as names from "../people/names";
import * as orcids from "../people/orcid";
import { keyOf, paperOf } from "../state/keys";
import * as mergings from "./merging";
import type { Merging } from "./merging";

export interface Target {
  id: string;
  action: "create" | "update" | "delete" | "none";
  person: DecisionPerson;
  /** All names after the patch, null if the present ones are unknown. */
  names: PersonName[] | null;
  /** Names that the patch adds. */
  added: PersonName[];
  /** Undefined if unknown. */
  orcid: string | undefined;
  /** Values of the entry that the user changes. */
  edit: DecisionPerson | null;
  /** True if the patch turns name matching off. */
  disabled: boolean;
  /** True if the patch turns it on. */
  enabled: boolean;
  /** True if that is the rule's doing, not the user's. */
  byRule: boolean;
  /** Papers that would come along if matching stayed on; Infinity if not known. */
  kept: number;
  /** Name slugs that this person gains. */
  slugs: Set<string>;
}

export interface Targets {
  byKey: Map<string, Mention>;
  /** Key -> verified ID, or null where the ID is taken away; undecided mentions are missing. */
  chosen: Map<string, string | null>;
  /** By person ID. */
  targets: Map<string, Target>;
  /** Null if no entry goes. */
  merging: Merging | null;
  /** Page of a mention without ID after the patch, by name slug; null if it isn't known who else has the name. */
  resolve: (slug: string) => string | null;
}

/** To whom a name without ID resolves. `verified`: persons with that slug -> name matching is off. */
function match(slug: string, verified: Map<string, boolean>): string {
  const [only] = verified;
  return verified.size === 1 && !only[1] ? only[0] : `${slug}/unverified`;
}

export function of(page: PageData, decisions: readonly Decision[], people: People): Targets {
  const byKey = new Map(page.mentions.map((mention) => [keyOf(mention), mention]));
  const chosen = new Map<string, string | null>();
  const targets = new Map<string, Target>();
  /** Person ID -> whether the user wants name matching on. */
  const choices = new Map<string, boolean | undefined>();
  const merging = mergings.of(page, decisions, people);

  for (const { kind, person } of decisions) {
    if (kind !== "entry" || !person) continue;
    const target = start(page, false, { id: person.id }, people);
    target.edit = person;
    if (person.orcid !== undefined) target.orcid = orcids.normalise(person.orcid);
    if (person.names) {
      const old = target.names ?? [];
      target.names = person.names.map(names.exact);
      for (const name of target.names.filter((one) => !old.some((own) => names.same(own, one)))) {
        const slug = names.slugOn(page, name);
        if (slug) target.slugs.add(slug);
      }
    }
    if (person.disable_name_matching !== undefined) choices.set(person.id, !person.disable_name_matching);
    targets.set(person.id, target);
  }

  for (const decision of decisions.filter((one) => one.kind !== "entry")) {
    for (const key of decision.mentions) if (byKey.has(key)) chosen.set(key, decision.person?.id ?? null);
    const { person } = decision;
    if (!person) continue;
    choices.set(person.id, decision.keep_matching ?? choices.get(person.id));
    const printed = decision.mentions.flatMap((key) => byKey.get(key)?.name ?? []);
    let target = targets.get(person.id);
    const isNew = decision.kind === "new" || decision.kind === "rename";
    const values = merging?.stays === person.id && merging.isRename ? { ...person, ...merging.edit } : person;
    if (!target) targets.set(person.id, (target = start(page, isNew, values, people)));
    if (merging?.stays === person.id) joinInto(page, target, merging);
    for (const name of printed.map(names.exact)) {
      // For a person whose names aren't loaded the Anthology's own list decides; a name of the page's owner is there.
      if (!target.names || target.names.some((own) => names.same(own, name))) continue;
      target.names.push(name);
      if (target.action !== "create") target.added.push(name);
    }
    for (const name of target.action === "create" ? target.names ?? [] : target.added) {
      const slug = names.slugOn(page, name);
      if (slug) target.slugs.add(slug);
    }
    if (target.names === null) {
      for (const key of decision.mentions) target.slugs.add(byKey.get(key)?.slug ?? page.page.slug);
    }
  }

  // "Not theirs" with name matching turned off aims at whom the name would lead back to.
  for (const decision of decisions) {
    if (decision.kind !== "unverified" || decision.keep_matching !== false) continue;
    for (const key of decision.mentions) {
      const mention = byKey.get(key);
      const known = mention && page.matching[mention.slug];
      const back = known && match(mention.slug, new Map(known.verified));
      if (!back || back.endsWith("/unverified")) continue;
      if (!targets.has(back)) targets.set(back, start(page, false, { id: back }, people));
      choices.set(back, false);
    }
  }

  if (merging) {
    for (const edit of merging.similar) {
      const target = targets.get(edit.id) ?? start(page, false, { id: edit.id }, people);
      targets.set(edit.id, { ...target, edit: { ...target.edit, ...edit } });
    }
    targets.set(merging.gone, { ...start(page, false, { id: merging.gone }, people), action: "delete" });
  }

  const verified = (slug: string): Map<string, boolean> => {
    const result = new Map(page.matching[slug]?.verified);
    for (const target of targets.values()) {
      if (target.slugs.has(slug) && !result.has(target.id)) result.set(target.id, isOff(page, target.id, people));
      if ((target.disabled || target.enabled) && result.has(target.id)) result.set(target.id, target.disabled);
    }
    if (merging) result.delete(merging.gone);
    return result;
  };

  for (const target of targets.values()) {
    const choice = choices.get(target.id);
    if (target.action === "delete") continue;
    if (merging?.isRename && target.id === merging.stays) {
      // Nothing else changes for who gets another ID.
      target.disabled = merging.edit.disable_name_matching ?? false;
    } else if (target.action === "create") {
      for (const slug of target.slugs) {
        if (!page.matching[slug]) target.kept = Infinity;
        else if (match(slug, verified(slug)) === target.id) target.kept += waiting(page, slug, chosen);
      }
      target.byRule = choice === undefined && target.person.disable_name_matching === undefined && target.kept > 0;
      target.disabled = choice === undefined ? target.person.disable_name_matching ?? target.kept > 0 : !choice;
    } else {
      const off = isOff(page, target.id, people);
      target.disabled = !off && (choice ?? !(target.id === merging?.stays && merging.edit.disable_name_matching)) === false;
      target.enabled = choice === true && off && target.edit !== null;
      if (target.edit || target.disabled || target.added.length) target.action = "update";
    }
  }

  return {
    byKey,
    chosen,
    targets,
    merging,
    resolve: (slug) => (page.matching[slug] ? match(slug, verified(slug)) : null),
  };
}

/** Makes the entry that stays say what both say. */
function joinInto(page: PageData, target: Target, { edit, isRename, isKnown }: Merging): void {
  if (!isKnown) return;
  if (isRename) {
    const { id, comment, similar } = edit;
    Object.assign(target, { names: [...(edit.names ?? [])], edit: { id, comment, similar } });
    return;
  }
  target.edit = { ...target.edit, ...edit };
  if (edit.orcid !== undefined) target.orcid = edit.orcid;
  for (const name of edit.names ?? []) {
    if (target.names?.some((own) => names.same(own, name))) continue;
    target.names = [...(target.names ?? []), name];
    const slug = names.slugOn(page, name);
    if (slug) target.slugs.add(slug);
  }
}

function start(page: PageData, isNew: boolean, person: DecisionPerson, people: People): Target {
  const record = people.get(person.id);
  const own = isNew ? person.names : record?.names;
  const pageOrcid = person.id === page.page.id ? page.page.orcid : undefined;
  const orcid = isNew
    ? orcids.normalise(person.orcid ?? "")
    : record
      ? record.orcid ?? ""
      : person.orcid ?? page.candidates.find((c) => c.id === person.id)?.orcid ?? pageOrcid;
  return {
    id: person.id,
    person,
    orcid,
    action: isNew ? "create" : "none",
    names: own?.map(isNew ? names.clean : names.exact) ?? null,
    added: [],
    edit: null,
    disabled: false,
    enabled: false,
    byRule: false,
    kept: 0,
    slugs: new Set(),
  };
}

/** True if name matching is off for a person already. */
export const isOff = (page: PageData, id: string, people: People): boolean =>
  people.get(id)?.disable_name_matching
  ?? Object.values(page.matching).some((m) => m.verified.some(([one, off]) => one === id && off));

/** How many papers have a mention without ID of a slug that nobody has given to a person. */
function waiting(page: PageData, slug: string, chosen: Map<string, string | null>): number {
  const here = page.mentions.filter((m) => {
    const to = chosen.get(keyOf(m));
    return m.slug === slug && (to === null || (to === undefined && !m.explicit));
  });
  return new Set([...here.map((m) => m.paper), ...page.matching[slug].elsewhere.map(({ key }) => paperOf(key))]).size;
}
