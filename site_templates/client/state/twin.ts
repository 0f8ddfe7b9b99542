/** With whom the page's author may be one person, as the address or a panel names it. */

import { signal, type Signal } from "@preact/signals";

import * as ids from "../people/ids";
import type { ReviewState } from "./review_state";

/** ID of the other verified author; "" for none. */
export const twin: Signal<string> = signal("");

/** Opens the panel that merges entries. `other`: ID of the verified author who may be the same. */
export function openMerge(state: ReviewState, other: string): void {
  twin.value = other;
  state.opened.value = "merge";
}

/** Opens it if the page's address, or a link on the page, says with whom: `#merge=shay-b-cohen`. */
export function startMerging(state: ReviewState): void {
  const open = () => {
    const other = new URLSearchParams(location.hash.slice(1)).get("merge") ?? "";
    if (!state.data.page.verified || !ids.valid(other)) return false;
    openMerge(state, other);
    return true;
  };
  open();
  addEventListener("hashchange", () => {
    // So that the same link works again.
    if (open()) history.replaceState(history.state, "", location.pathname + location.search);
  });
}
