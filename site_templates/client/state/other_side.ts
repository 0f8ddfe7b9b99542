/** After one side of a pasted list was taken: the other side, which is offered until it is decided. */

import { signal, type Signal } from "@preact/signals";

import type { ReviewState } from "./review_state";

/** The side of a pasted list that was not taken. */
export interface OtherSide {
  keys: readonly string[];
  /** Selects it. */
  take: () => void;
}

/** What was selected from a pasted text and is not decided yet, with the way back to the text; null if nothing is. */
export const fromText: Signal<{ keys: readonly string[]; back: () => void } | null> = signal(null);

/** Null if no list was pasted, or nothing of it was taken. */
export const otherSide: Signal<OtherSide | null> = signal(null);

/** Papers of both sides of a text that names both: neither side lacks any of the other. */
export const textSides: Signal<ReadonlySet<string>> = signal(new Set<string>());

/** Keys of the other side that still are to be decided; none if they are selected already. */
export function openKeys(state: ReviewState): string[] {
  const open = (otherSide.value?.keys ?? []).filter((key) => !state.store.decisionOf(key));
  const chosen = new Set(state.selection.value);
  return open.every((key) => chosen.has(key)) ? [] : open;
}
