/** What patches decide beside assignments: pages looked at, pages that are not one person. */

import type { Patch } from "../model";

/** What all decide beside assignments, each once; nothing if that is nothing. */
export function joined(patches: readonly Pick<Patch, "decided">[]): Pick<Patch, "decided"> {
  const once = <T,>(values: T[]): T[] => [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
  const pairs = once(patches.flatMap((patch) => patch.decided?.not_one_person ?? []));
  const pages = once(patches.flatMap((patch) =>
    (patch.decided?.looked_at ?? []).map(({ page, papers }) => ({ page, papers }))));
  if (!pairs.length && !pages.length) return {};
  return {
    decided: { ...(pairs.length ? { not_one_person: pairs } : {}), ...(pages.length ? { looked_at: pages } : {}) },
  };
}
