/** What a review page has one of, made when it is first asked for. */

import type { ReviewState } from "./review_state";

export function perPage<T>(make: (state: ReviewState) => T): (state: ReviewState) => T {
  const made = new WeakMap<ReviewState, { value: T }>();
  return (state) => {
    const found = made.get(state) ?? { value: make(state) };
    made.set(state, found);
    return found.value;
  };
}
