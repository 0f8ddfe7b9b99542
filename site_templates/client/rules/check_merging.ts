/** What speaks against merging two entries or giving a person another ID, and what the user has to decide about it. */

import type { Decision, Outcome, PageData } from "../model";
import type { Report } from "./checks";
import type { Targets } from "./targets";

/** `pulled`: the mentions that name matching would give to others. */
export function checkMerging(
  page: PageData, decisions: readonly Decision[], { byKey, chosen, merging }: Targets, pulled: Outcome["pulled"],
  report: Report,
): void {
  if (!merging) return;
  const { gone, stays, isRename, isKnown } = merging;
  const params = { person: stays, gone };
  if (!page.diff) report("conflict", "merge_needs_data", params);
  else if (!isKnown) report("conflict", "merge_loading", params);
  if (gone === stays) report("conflict", "merge_itself", params);
  for (const [key, m] of byKey) {
    if (page.diff && !m.slot) report("conflict", "merge_mismatch", { ...params, paper: m.paper, title: m.title }, key);
    else if (m.explicit && (chosen.get(key) ?? gone) === gone) {
      report("conflict", "merge_left", { ...params, paper: m.paper, title: m.title }, key);
    }
  }
  const decision = decisions.find(({ kind }) => kind === "merge" || kind === "rename");
  if (merging.orcids && !decision?.person?.orcid) {
    report("conflict", "merge_orcids", { ...params, orcid: merging.orcids[1], other: merging.orcids[0] });
  }
  if (merging.orcids && merging.edit.orcid === merging.orcids[0]) {
    report("warning", "merge_orcid_goes", { ...params, orcid: merging.orcids[1] });
  }
  for (const id of merging.leftOvers) report("conflict", "merge_left_over", { person: id });
  if (merging.isReversed && !merging.leftOvers.length) report("conflict", "merge_reversed", params);
  if (isRename) return;
  const came = pulled.filter(({ from, to }) => to === stays && from !== gone);
  const isAsked = decision?.keep_matching === undefined && came.length > 0;
  if (isAsked) report("conflict", "merge_pulls", { ...params, count: came.length });
  else if (came.length) {
    const here = came.filter((move) => move.here).length;
    report("warning", "pulled", { ...params, count: came.length, here, elsewhere: came.length - here });
  }
}
