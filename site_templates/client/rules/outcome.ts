/** What the decisions lead to once the patch is applied, and what speaks against it. Codes and parameters, no words. */

import type { Decision, Issue, Move, Outcome, PageData, People } from "../model";
import * as names from "../people/names";
import { people as shared } from "../people/people";
import { checkMerging } from "./check_merging";
import { checkName, checkPaperOrcids, checkSlot, checkTarget, checkTwice, isVerified } from "./checks";
import type { Report, Routes } from "./checks";
import { of as targetsOf } from "./targets";

/** `people`: what is known of people.json. */
export function outcome(page: PageData, decisions: readonly Decision[], people: People = shared): Outcome {
  const aims = targetsOf(page, decisions, people);
  const { byKey, chosen, targets, merging, resolve } = aims;
  const conflicts: Issue[] = [];
  const warnings: Issue[] = [];
  const report: Report = (kind, code, params, mention = null) => {
    (kind === "conflict" ? conflicts : warnings).push({ code, mention, params });
  };

  const moves: Move[] = [];
  const pulled: Outcome["pulled"] = [];
  const pushed: Outcome["pushed"] = [];
  const stays: string[] = [];
  const routes: Routes = new Map();
  const unknown = new Set<string>();

  for (const [key, m] of byKey) {
    const decided = chosen.has(key);
    const target = chosen.get(key) ?? null;
    let to = target;
    if (to === null) {
      to = !decided && m.explicit ? m.from : resolve(m.slug);
      if (to === null) {
        if (targets.size) unknown.add(m.slug);
        to = decided ? `${m.slug}/unverified` : m.from;
      }
    }
    routes.set(key, { from: m.from, to });
    if (to === m.from) stays.push(key);
    else if (decided) moves.push({ key, from: m.from, to });
    else (isVerified(to) ? pulled : pushed).push({ key, from: m.from, to, here: true });
    if (decided) checkSlot(key, m, target, to, targets, report);
  }
  for (const { slugs, names: all, disabled, enabled } of targets.values()) {
    const own = disabled || enabled ? (all ?? []).map((name) => names.slugOn(page, name)) : [];
    for (const slug of [...slugs, ...own]) if (slug && !page.matching[slug]) unknown.add(slug);
  }
  for (const [slug, { elsewhere }] of Object.entries(page.matching)) {
    const to = resolve(slug);
    if (to === null) continue;
    for (const { key, page: from } of elsewhere) {
      routes.set(key, { from, to });
      if (to !== from) (isVerified(to) ? pulled : pushed).push({ key, from, to, here: false });
    }
  }

  checkPaperOrcids(aims, report);
  checkTwice(aims, routes, report);
  for (const target of targets.values()) {
    checkTarget(page, target, targets, people, report);
    for (const name of target.added) checkName(page, target, name, aims, report);
  }

  for (const target of targets.values()) {
    const came = pulled.filter((move) => move.to === target.id);
    const here = came.filter((move) => move.here).length;
    const params = { count: came.length, here, elsewhere: came.length - here, person: target.id };
    if (came.length && target.id !== merging?.stays) report("warning", "pulled", params);
  }
  for (const from of new Set(pushed.map((move) => move.from))) {
    const count = pushed.filter((move) => move.from === from).length;
    report("warning", targets.get(from)?.disabled ? "pushed_off" : "pushed", { count, person: from });
  }
  // Somebody else than the owner may be at work here, and the owner won't see it.
  for (const from of new Set(moves.map((move) => move.from).filter((id) => isVerified(id) && id !== merging?.gone))) {
    report("warning", "owner_check", { count: moves.filter((move) => move.from === from).length, person: from });
  }
  for (const slug of unknown) report("warning", "matching_unknown", { slug });

  if (merging) checkMerging(page, decisions, aims, pulled, report);

  const pages = changedPages(routes);
  const emptied = pages.filter(({ id, loses }) => loses.length && isEmptied(page, id, routes)).map(({ id }) => id);
  for (const id of emptied) {
    if (id !== merging?.gone) report("warning", isVerified(id) ? "emptied" : "vanishes", { page: id });
  }
  const persons = [...targets.values()].map(({ id, action, disabled }) => ({ id, action, disabled }));
  const { gone = "", stays: heir = "", isRename = false, edit = { id: "" } } = merging ?? {};
  return {
    moves, stays, pulled, pushed, emptied, pages, persons, conflicts, warnings,
    merging: merging && { gone, stays: heir, isRename, edit },
  };
}

function changedPages(routes: Routes): Outcome["pages"] {
  const pages = new Map<string, Outcome["pages"][number]>();
  const at = (id: string) => {
    const entry = pages.get(id) ?? { id, gains: [], loses: [] };
    pages.set(id, entry);
    return entry;
  };
  for (const [key, { from, to }] of routes) {
    if (from === to) continue;
    at(from).loses.push(key);
    at(to).gains.push(key);
  }
  return [...pages.values()];
}

/**
 * An unverified page holds just the mentions without ID of its slug; of verified pages only this one is known whole.
 */
function isEmptied(page: PageData, id: string, routes: Routes): boolean {
  const hasSlug = id.slice(0, -"/unverified".length) in page.matching;
  const known = id === page.page.id ? page.page.verified || !page.diff || hasSlug : !isVerified(id) && hasSlug;
  return known && ![...routes.values()].some(({ to }) => to === id);
}
