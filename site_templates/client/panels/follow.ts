/** Views that take time to make: they follow the state after the page has answered the click. */

import { useSignalEffect } from "@preact/signals";
import { useRef, useState } from "preact/hooks";

import { afterPaint } from "../page/after_paint";
import type { Pile } from "../state/piles";
import type { ReviewState } from "../state/review_state";

/** What a figure is made from. */
export interface View {
  piles: readonly Pile[];
  /** Keys of the selected papers. */
  keys: readonly string[];
  chosen: ReadonlySet<string>;
}

const viewOf = (piles: readonly Pile[], keys: readonly string[]): View => ({ piles, keys, chosen: new Set(keys) });

/** Piles and selection as they are at first, and later as they were at the last paint. */
export function useFollowing(state: ReviewState): View {
  const [view, show] = useState(() => viewOf(state.piles.peek(), state.selection.peek()));
  const shown = useRef(view);
  useSignalEffect(() => {
    const [piles, keys] = [state.piles.value, state.selection.value];
    if (piles === shown.current.piles && keys === shown.current.keys) return;
    return afterPaint(() => show((shown.current = viewOf(piles, keys))));
  });
  return view;
}
