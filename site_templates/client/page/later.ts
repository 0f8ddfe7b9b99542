/** The second script of a review page, which is loaded when the first of its panels is opened. */

import { signal, type ReadonlySignal, type Signal } from "@preact/signals";

import type * as Later from "../later";
import { loadPanels } from "../lists/load";

/** Undefined while it isn't loaded, null if it can't be. */
const loaded: Signal<typeof Later | null | undefined> = signal(undefined);
let loading: Promise<typeof Later> | undefined;

async function load(): Promise<typeof Later> {
  try {
    return (loaded.value = await loadPanels());
  } catch (error) {
    // The next one who asks tries again.
    loading = undefined;
    loaded.value = null;
    throw error;
  }
}

export const later = {
  loaded: loaded as ReadonlySignal<typeof Later | null | undefined>,
  load: (): Promise<typeof Later> => (loading ??= load()),
};
