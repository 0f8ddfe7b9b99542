/**
 * Two entries of one person become one, or a person gets another ID: what the entry that stays says then. The contract
 * is in the patch format: the one that stays is changed, the other deleted, and all its slots are reassigned.
 */

import type { Decision, DecisionPerson, PageData, People, PersonName, PersonRecord } from "../model";
import * as ids from "../people/ids";
import * as names from "../people/names";
import * as orcids from "../people/orcid";

/** An entry's values, each there. */
interface Values {
  names: PersonName[];
  orcid: string;
  degree: string;
  comment: string;
  disable_name_matching: boolean;
  similar: string[];
}

export interface Merging {
  /** ID of the entry that goes: the page's own. */
  gone: string;
  /** ID of the entry that stays, or of the new one. */
  stays: string;
  isRename: boolean;
  /** Whether both entries are loaded; all that follows is empty if not. */
  isKnown: boolean;
  /** Values of the entry that stays that change; for another ID, all of its values. */
  edit: DecisionPerson;
  /** The ORCIDs, if the two entries have different ones. */
  orcids: [gone: string, stays: string] | null;
  /** The entry that stays has an ORCID, the one that goes has none: the Anthology keeps it the other way round. */
  isReversed: boolean;
  /** Those of the two entries that may mix several people: merged, their papers would be one person's. */
  leftOvers: string[];
  /** Other persons' lists of similar ones that name the one who goes. */
  similar: DecisionPerson[];
}

const valuesOf = (record: PersonRecord, edit: DecisionPerson | undefined): Values => ({
  names: (edit?.names ?? record.names).map(names.exact),
  orcid: edit?.orcid === undefined ? record.orcid ?? "" : orcids.normalise(edit.orcid),
  degree: edit?.degree ?? record.degree ?? "",
  comment: edit?.comment ?? record.comment ?? "",
  disable_name_matching: edit?.disable_name_matching ?? record.disable_name_matching ?? false,
  similar: record.similar ?? [],
});

/** Both comments, each once. */
const joinedComment = (stays: string, gone: string): string =>
  stays.includes(gone) ? stays : gone.includes(stays) ? gone : `${stays}; ${gone}`;

/** The entry that stays, with what only the other one has; of two institutions it keeps its own. */
function joined(stays: Values, gone: Values, chosen: string | undefined): Values {
  return {
    names: [...stays.names, ...gone.names.filter((one) => !stays.names.some((own) => names.same(own, one)))],
    orcid: chosen || stays.orcid || gone.orcid,
    degree: stays.degree || gone.degree,
    comment: joinedComment(stays.comment, gone.comment),
    // All papers of the one that goes are assigned. Turned off with it, matching would lose papers of the one that stays.
    disable_name_matching: stays.disable_name_matching,
    similar: [...new Set([...stays.similar, ...gone.similar])],
  };
}

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Null if no entry goes. */
export function of(page: PageData, decisions: readonly Decision[], people: People): Merging | null {
  const decision = decisions.find(({ kind }) => kind === "merge" || kind === "rename");
  if (!decision?.person) return null;
  const [gone, stays] = [page.page.id, decision.person.id];
  const isRename = decision.kind === "rename";
  const editOf = (id: string) => decisions.find((one) => one.kind === "entry" && one.person?.id === id)?.person ?? undefined;
  const [from, to] = [people.get(gone), people.get(stays)];
  const empty: Merging = {
    gone, stays, isRename, isKnown: false, edit: { id: stays }, orcids: null, isReversed: false, leftOvers: [],
    similar: [],
  };
  if (!from || (!isRename && !to)) return empty;
  const old = valuesOf(from, editOf(gone));
  // Who is similar to somebody names them, too.
  const similar = old.similar.filter((id) => id !== stays).flatMap((id): DecisionPerson[] => {
    const own = people.get(id)?.similar;
    return own?.includes(gone) ? [{ id, similar: replaced(own, gone, stays) }] : [];
  });
  if (isRename || !to) return { ...empty, isKnown: true, edit: { id: stays, ...filled(old) }, similar };
  const own = valuesOf(to, editOf(stays));
  const both = joined(own, old, orcids.normalise(decision.person.orcid ?? ""));
  both.similar = both.similar.filter((id) => id !== gone && id !== stays);
  const edit: DecisionPerson = { id: stays };
  const now = valuesOf(to, undefined);
  for (const key of Object.keys(now) as (keyof Values)[]) if (!equal(both[key], now[key])) Object.assign(edit, { [key]: both[key] });
  const differ = own.orcid !== "" && old.orcid !== "" && own.orcid !== old.orcid;
  // Which of two ORCIDs is right is said in the patch, even where it is the one that is there.
  if (differ && decision.person.orcid) edit.orcid = both.orcid;
  return {
    ...empty,
    isKnown: true,
    edit,
    orcids: differ ? [old.orcid, own.orcid] : null,
    isReversed: own.orcid !== "" && old.orcid === "",
    leftOvers: [gone, stays].filter((id) => ids.isLeftOver(people.get(id)?.comment ?? "")),
    similar,
  };
}

const replaced = (list: readonly string[], gone: string, stays: string): string[] =>
  [...new Set(list.map((id) => (id === gone ? stays : id)))];

/** Without what is empty. */
const filled = (values: Values): Partial<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => (Array.isArray(value) ? value.length : value)));
