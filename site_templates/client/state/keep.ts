/**
 * Keeps the page's finished patch beside its decisions, and what a diff needs, for the page "Your patch": that one
 * lacks this page's data.
 */

import { effect, signal, untracked, type ReadonlySignal, type Signal } from "@preact/signals";

import type { Decision } from "../model";
import { later } from "../page/later";
import { keyFor, pagesWithDecisions } from "./basket_sources";
import * as pending from "./pending";
import type { ReviewState } from "./review_state";

const pages: Signal<number> = signal(0);

/** Number of pages with decisions that this browser keeps for the preview. */
export const keptPages: ReadonlySignal<number> = pages;

/** Keeps the patch of a page up to date with its decisions, from now on. */
export function keepPatch(state: ReviewState): void {
  const { data, store, storage } = state;
  const { preview } = data.base;
  const patchKey = keyFor("-patch", preview, data.page.id);
  const partKey = keyFor("-part", preview, data.page.id);
  const pendingKey = keyFor("-pending", preview, data.page.id);
  let turn = 0;
  let packed: { decisions: readonly Decision[]; text: string } | null = null;

  const count = () => {
    pages.value = pagesWithDecisions(storage, preview).length;
  };

  /** The old patch goes at once, so that the storage never holds one that differs from the decisions. */
  async function keep(decisions: readonly Decision[], note: string, secret: boolean): Promise<void> {
    const mine = ++turn;
    for (const key of [patchKey, partKey, pendingKey]) storage?.removeItem(key);
    if (!storage || !decisions.length || secret) return;
    try {
      if (packed?.decisions !== decisions) packed = { decisions, text: pending.pack(data, decisions) };
      storage.setItem(pendingKey, packed.text);
    } catch {
      // No room: then the patch can only be made here.
    }
    try {
      const { makePatch } = await later.load();
      const made = await makePatch(data, decisions, note);
      if (mine !== turn || !("patch" in made)) return;
      const part = JSON.stringify(made.part);
      const patch = JSON.stringify(made.patch);
      // It needs the room, and holds the same.
      storage.removeItem(pendingKey);
      storage.setItem(partKey, part);
      storage.setItem(patchKey, patch);
    } catch {
      // Without the shared lists or room in the storage "Your patch" tries once more, or asks to come back here.
      if (mine === turn) keepPending();
    }
  }

  function keepPending(): void {
    try {
      if (packed && storage) storage.setItem(pendingKey, packed.text);
    } catch {
      // As before: no room.
    }
  }

  effect(() => {
    const decisions = store.decisions.value;
    const note = store.note.value;
    const secret = store.secret.value;
    untracked(() => void keep(decisions, note, secret));
  });
  effect(() => {
    // A letter of the note changes nothing about which pages have decisions.
    store.decisions.value;
    store.secret.value;
    untracked(count);
  });
  addEventListener("storage", count);
}
