/** What speaks against decisions, or what the user should know about them. */

import type { Mention, PageData, People, PersonName } from "../model";
import * as textRules from "../patch/text_rules";
import type { TextKind } from "../patch/text_rules";
import * as ids from "../people/ids";
import * as names from "../people/names";
import * as orcids from "../people/orcid";
import { paperOf } from "../state/keys";
import type { Params, Word } from "../words/say";
import type { Target, Targets } from "./targets";

export type Report = (kind: "conflict" | "warning", code: Word, params: Params, mention?: string | null) => void;

/** Every mention we know -> pages before and after. */
export type Routes = Map<string, { from: string; to: string }>;

export const isVerified = (id: string): boolean => !id.endsWith("/unverified");

/** One decided mention. `target`: the person chosen, null to take the ID away; `to`: the page to which it goes. */
export function checkSlot(
  key: string, m: Mention, target: string | null, to: string, targets: Map<string, Target>, report: Report,
): void {
  const { paper, title } = m;
  if (target === null) {
    if (m.orcid) report("conflict", "orcid_needs_id", { paper, title, orcid: m.orcid }, key);
    else if (to === m.from && isVerified(to)) report("conflict", "no_effect", { paper, title, person: to }, key);
    else if (to === m.from) report("warning", "already_there", { paper, title, person: to }, key);
    else if (isVerified(to)) report("warning", "goes_by_name", { paper, title, person: to }, key);
    return;
  }
  const orcid = targets.get(target)?.orcid;
  if (m.orcid && orcid === undefined) {
    report("warning", "orcid_unknown", { paper, title, orcid: m.orcid, person: target }, key);
  } else if (m.orcid && m.orcid !== orcid) {
    report("conflict", orcid ? "orcid_differs" : "orcid_missing", {
      paper, title, orcid: m.orcid, person: target, person_orcid: orcid ?? "", name: names.full(m.name),
    }, key);
  }
  if (to === m.from && m.explicit) report("warning", "already_there", { paper, title, person: to }, key);
}

/** A new ORCID of an entry must not contradict those on the papers that stay with the person. */
export function checkPaperOrcids({ byKey, chosen, targets }: Targets, report: Report): void {
  for (const [key, { paper, title, orcid, explicit, from, name }] of byKey) {
    const target = targets.get(from);
    if (!orcid || !explicit || chosen.has(key) || target?.edit?.orcid === undefined || orcid === target.orcid) continue;
    report("conflict", "orcid_on_paper", { paper, title, orcid, person: from, name: names.full(name) }, key);
  }
}

/** A printed name that its person doesn't have yet may be a slip on the paper. */
export function checkName(
  page: PageData, target: Target, name: PersonName, { byKey, chosen }: Targets, report: Report,
): void {
  const isPrinted = (m: Mention) => names.same(names.exact(m.name), name);
  const found = [...byKey].find(([key, m]) => chosen.get(key) === target.id && isPrinted(m));
  if (!found) return;
  const [key, { paper, title, slug }] = found;
  const known = (target.names ?? []).filter((one) => !target.added.includes(one));
  const params = { paper, title, person: target.id, name: names.full(name) };
  if (known.some((one) => names.slugOn(page, one) === slug)) report("warning", "name_added", params, key);
  else if (known.some((one) => names.swapped(one, name))) report("warning", "name_swapped", params, key);
  else report("warning", "name_differs", { ...params, known: known.map(names.full).join(", ") }, key);
}

/**
 * One person can stand only once on an item. The item's slots after the patch are those we follow, by key, and the
 * rest of `others`, which don't change.
 */
export function checkTwice({ byKey, chosen }: Targets, routes: Routes, report: Report): void {
  const followed = new Map<string, string[]>();
  for (const key of routes.keys()) {
    const paper = paperOf(key);
    followed.set(paper, [...(followed.get(paper) ?? []), key]);
  }
  const told = new Set<string>();
  for (const [key, m] of byKey) {
    const to = routes.get(key)?.to;
    if (to === undefined) continue;
    const own = followed.get(m.paper) ?? [];
    const fixed = [...m.others];
    for (const other of own) {
      const at = other === key ? -1 : fixed.indexOf(routes.get(other)?.from ?? "");
      if (at >= 0) fixed.splice(at, 1);
    }
    const twins = own.filter((other) => other !== key && routes.get(other)?.to === to);
    const changed = [key, ...twins].some((other) => chosen.has(other) || routes.get(other)?.from !== to);
    if (!isVerified(to) || !changed || !(fixed.includes(to) || twins.length) || told.has(`${m.paper} ${to}`)) continue;
    told.add(`${m.paper} ${to}`);
    report("conflict", "twice", { paper: m.paper, title: m.title, person: to }, key);
  }
}

/** The person at whom decisions aim: ID, ORCID, names and name matching. */
export function checkTarget(
  page: PageData, target: Target, targets: Map<string, Target>, people: People, report: Report,
): void {
  const { id, orcid, person } = target;
  const name = person.names?.[0] ? names.full(names.exact(person.names[0])) : "";
  if (target.action === "delete") return;
  if (!ids.valid(id)) report("conflict", "id_invalid", { id: id.slice(0, 60) });
  checkTexts(target, report);
  if (target.action !== "create") {
    const candidate = page.candidates.find((c) => c.id === id);
    const comment = person.comment || people.get(id)?.comment || candidate?.comment || "";
    if (ids.isLeftOver(comment)) report("warning", "catch_all", { person: id });
    if (target.disabled) report("warning", "matching_off", { person: id });
    if (target.enabled) report("warning", "matching_on", { person: id });
    if (target.edit?.orcid === "") report("warning", "orcid_gone", { person: id });
  }
  const gone = [...targets.values()].find(({ action }) => action === "delete")?.id;
  const namesakes = Object.values(page.matching).flatMap((m) => m.verified.map(([one]) => ({ id: one, orcid: "" })));
  const owners = [page.page, ...page.candidates, ...namesakes].filter((one) => one.id !== gone);
  if (orcid && (target.action === "create" || target.edit?.orcid !== undefined)) {
    const twin = [...targets.values()].find((other) => other !== target && other.id !== gone && other.orcid === orcid)?.id;
    const known = people.byOrcid(orcid);
    const owner = (known === gone ? undefined : known) ?? owners.find((one) => one.orcid === orcid)?.id ?? twin;
    if (!orcids.valid(orcid)) report("conflict", "orcid_invalid", { orcid });
    else if (owner && owner !== id) report("conflict", "orcid_in_use", { orcid, person: owner });
  }
  for (const one of target.edit?.names ?? []) {
    if (!one.last) report("conflict", "name_missing", { id });
    else if (names.slugOn(page, one) === null) report("conflict", "slug_unknown", { name: names.full(one) });
  }
  if (target.action !== "create") return;
  if (!target.names?.length || target.names.some((one) => !one.last)) report("conflict", "name_missing", { id });
  for (const one of target.names ?? []) {
    if (one.last && names.slugOn(page, one) === null) report("conflict", "slug_unknown", { name: names.full(one) });
  }
  if (people.isTaken(id) || owners.some((one) => one.id === id)) report("conflict", "id_in_use", { id });
  if (!orcid && !person.degree?.trim()) report("warning", "unsupported", { id, name });
  if (target.disabled && target.byRule) {
    const isUnknown = target.kept === Infinity;
    const code = isUnknown ? "matching_off_unknown" : "matching_off_new";
    report("warning", code, { person: id, name, count: isUnknown ? 0 : target.kept });
  }
}

/** What is typed or printed may hold more than a patch may. */
function checkTexts({ action, edit, person, names: all, added }: Target, report: Report): void {
  const isNew = action === "create";
  const degree = (isNew ? person : edit)?.degree ?? "";
  const own = isNew || edit?.names || added.length ? all ?? [] : [];
  const texts: [field: string, text: string, kind: TextKind][] = [
    ["institution", degree.replace(/\s+/g, " ").trim(), "line"],
  ];
  for (const { first, last } of own) texts.push(["name", first ?? "", "name"], ["name", last, "name"]);
  for (const [field, text, kind] of texts) {
    const fault = textRules.fault(text, kind);
    if (fault) report("conflict", fault.code, { ...fault.params, field });
  }
}
