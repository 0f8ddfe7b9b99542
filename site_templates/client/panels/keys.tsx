/**
 * Single keys for what one does often. They can be turned off (WCAG 2.1.4). Keys act on the state; only those that move
 * the focus look at the rows.
 */

import { effect, signal, type Signal } from "@preact/signals";
import type { JSX } from "preact";

import { later } from "../page/later";
import { all, find, isText } from "../page/dom";
import type { Panel, ReviewState } from "../state/review_state";
import { say } from "../words/say";

/** Where the browser keeps whether single keys work. */
export const NAME = "anthology-review-keys";

/** Whether single keys work. */
export const enabled: Signal<boolean> = signal(true);
/** Whether the sheet is shown. */
export const shown: Signal<boolean> = signal(false);

/** The button that opens the sheet. */
export function Keys(_: { state: ReviewState }): JSX.Element {
  const show = () => { shown.value = true; };
  return <button type="button" data-ar-open-keys aria-haspopup="dialog" onClick={show}>{say("keys_title")}</button>;
}

const isBox = (element: Element | null | undefined): element is HTMLInputElement => element instanceof HTMLInputElement;

/** Starts the keys of a review page. */
export function startKeys(root: HTMLElement, state: ReviewState): void {
  const { storage, store } = state;
  enabled.value = storage?.getItem(NAME) !== "off";
  effect(() => {
    if (shown.value) void later.load().then(({ showSheet }) => showSheet(root, storage), () => { shown.value = false; });
  });

  const row = () => document.activeElement?.closest<HTMLElement>("[data-ar-paper]");
  const here = () => {
    const box = row()?.querySelector("[data-ar-check]");
    return isBox(box) ? box : null;
  };

  /** Moves the focus by rows; into the first or last one if it is in none. */
  function go(by: number): void {
    const list = all("check", root).filter((box) => box.checkVisibility());
    const box = here();
    const next = list[box ? list.indexOf(box) + by : by > 0 ? 0 : list.length - 1];
    next?.focus({ preventScroll: true });
    next?.closest("[data-ar-paper]")?.scrollIntoView({ block: "center" });
  }

  /** Ticks the papers of the person with whom the paper in focus is, or takes the ticks off; hidden ones stay. */
  function tickGroup(): void {
    const key = here()?.value;
    const pile = state.piles.value.find(({ keys }) => key !== undefined && keys.includes(key));
    const keys = (pile?.keys ?? []).filter((one) => !state.hidden.value.has(one));
    const ticked = new Set(state.selection.value);
    const on = keys.some((one) => !ticked.has(one));
    for (const one of keys) {
      if (on) ticked.add(one);
      else ticked.delete(one);
    }
    state.select(ticked);
  }

  /** Opens a panel; those that speak of a selection need one. */
  function open(panel: Panel): void {
    if (["assign", "move", "check"].includes(panel) && !state.selection.value.length) return;
    if (["move", "check"].includes(panel) && state.data.mentions.length < 2) return;
    state.opened.value = panel;
  }

  const actions: Readonly<Record<string, () => void>> = {
    j: () => go(1),
    k: () => go(-1),
    x: () => here()?.click(),
    g: tickGroup,
    a: () => open("assign"),
    m: () => open("move"),
    c: () => open("check"),
    d: () => state.toggle("decisions"),
    u: () => store.undo(),
    r: () => store.redo(),
    "/": () => open("paste"),
    "?": () => { shown.value = true; },
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isText(event.target) || find("keys", root)?.matches("[open]")) return;
    const key = event.key.toLowerCase();
    const command = event.ctrlKey || event.metaKey;
    if (command && !event.altKey && ["z", "y"].includes(key)) {
      event.preventDefault();
      if (key === "y" || event.shiftKey) store.redo();
      else store.undo();
    } else if (event.key === "Escape" && state.opened.value) {
      event.preventDefault();
      state.opened.value = null;
    } else if (!command && !event.altKey && enabled.value && Object.hasOwn(actions, event.key)) {
      event.preventDefault();
      actions[event.key]();
    }
  });
}
