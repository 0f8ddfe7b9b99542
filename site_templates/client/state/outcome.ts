/** What all decisions of a page lead to. */

import { computed } from "@preact/signals";

import type { Outcome } from "../model";
import { outcome } from "../rules/outcome";
import { perPage } from "./per_page";
import type { ReviewState } from "./review_state";

const computedOf = perPage((state) => computed(() => outcome(state.data, state.store.decisions.value)));

/** Computed anew when a decision is made, or more of the verified persons is known; who reads it follows it. */
export const outcomeOf = (state: ReviewState): Outcome => computedOf(state).value;
