/** What all decisions of a page lead to. */

import { computed, type ReadonlySignal } from "@preact/signals";

import type { Outcome } from "../model";
import { outcome } from "../rules/outcome";
import type { ReviewState } from "./review_state";

const made = new WeakMap<ReviewState, ReadonlySignal<Outcome>>();

/** Computed anew when a decision is made, or more of the verified persons is known; who reads it follows it. */
export function outcomeOf(state: ReviewState): Outcome {
  let found = made.get(state);
  if (!found) made.set(state, (found = computed(() => outcome(state.data, state.store.decisions.value))));
  return found.value;
}
