/** Check boxes and state, kept alike: by paper, by group, by range with Shift, and by a click on a row. */

import { effect } from "@preact/signals";

import { all } from "../page/dom";
import type { ReviewState } from "../state/review_state";

const INTERACTIVE = "a, button, input, label, summary, details, select, textarea, .ar-abstract, [data-ar-group-tools]";

/** Nothing is ticked that the user did not tick. */
export function startSelection(form: HTMLElement, state: ReviewState): void {
  const boxes = (root: HTMLElement = form) => all("check", root).filter((box) => box instanceof HTMLInputElement);
  const groupBoxes = () => all("check-group", form).filter((box) => box instanceof HTMLInputElement);
  // Papers move between groups, so their places are looked up anew; what a filter hides is not meant.
  const shown = (list: HTMLInputElement[]) => list.filter((box) => !state.hidden.value.has(box.value));
  const members = (group: HTMLElement) => boxes(group.closest<HTMLElement>("[data-ar-group]") ?? form);
  let last: HTMLInputElement | null = null;
  let shift = false;

  const tick = (which: readonly HTMLInputElement[], ticked: boolean) => {
    const keys = new Set(state.selection.value);
    for (const { value } of which) {
      if (ticked) keys.add(value);
      else keys.delete(value);
    }
    state.select(keys);
  };

  /** One box, with Shift all shown ones from the last to it. */
  function tickTo(box: HTMLInputElement, ticked: boolean): void {
    const every = shown(boxes());
    const [from, to] = [last ? every.indexOf(last) : -1, every.indexOf(box)].sort((a, b) => a - b);
    tick(shift && last && last !== box && from >= 0 ? every.slice(from, to + 1) : [box], ticked);
    last = box;
  }

  // A click on a label arrives at the box without its modifier keys, so Shift is watched on its own.
  form.addEventListener("click", (event) => { shift = event.shiftKey; }, true);
  form.addEventListener("keydown", (event) => { shift = event.shiftKey; }, true);
  form.addEventListener("mousedown", (event) => {
    // Without this a range selection would also mark the text between.
    if (event.shiftKey && event.target instanceof Element && event.target.closest("[data-ar-paper], label")) event.preventDefault();
  });
  form.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if ("arCheckGroup" in target.dataset) tick(shown(members(target)), target.checked);
    else if ("arCheck" in target.dataset) tickTo(target, target.checked);
    // State that stays as it was draws nothing anew, so the box shows what is so.
    show();
  });
  form.addEventListener("click", ({ target }) => {
    const row = target instanceof Element && !target.closest(INTERACTIVE) ? target.closest<HTMLElement>("[data-ar-paper]") : null;
    const box = row?.querySelector<HTMLInputElement>("[data-ar-check]");
    // Who marks text to copy it does not mean the row.
    if (box && !getSelection()?.toString()) tickTo(box, !box.checked);
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  function show(): void {
    const ticked = new Set(state.selection.value);
    for (const box of boxes()) box.checked = ticked.has(box.value);
    for (const group of groupBoxes()) {
      const own = shown(members(group));
      const count = own.filter((box) => ticked.has(box.value)).length;
      group.checked = count > 0 && count === own.length;
      group.indeterminate = count > 0 && count < own.length;
    }
  }

  for (const box of [...boxes(), ...groupBoxes()]) box.disabled = false;
  effect(() => {
    // Papers may have moved to other groups.
    state.piles.value;
    show();
  });
}

/** "Select all", "none" and "invert": of what the filter shows. */
export function selectShown(state: ReviewState, how: "all" | "none" | "invert"): void {
  if (how === "none") return state.select([]);
  const ticked = new Set(state.selection.value);
  const every = state.groups.flatMap((group) => group.keys);
  const isHidden = (key: string) => state.hidden.value.has(key);
  return state.select(every.filter((key) => (isHidden(key) ? ticked.has(key) : how === "all" || !ticked.has(key))));
}
