/** Check boxes and state, kept alike: by paper, by group, by range with Shift, and by a click on a row. */

import { effect } from "@preact/signals";

import { all, find } from "../page/dom";
import type { ReviewState } from "../state/review_state";
import type { Rows } from "./rows";

const INTERACTIVE = "a, button, input, label, summary, details, select, textarea, .ar-abstract, [data-ar-group-tools]";

/** Nothing is ticked that the user did not tick. */
export function startSelection(form: HTMLElement, rows: Rows, state: ReviewState): void {
  const boxes = () => all("check", form).filter((box) => box instanceof HTMLInputElement);
  // What a filter hides is not meant.
  const shown = (keys: readonly string[]) => keys.filter((key) => !state.hidden.value.has(key));
  const members = (letter = "") => shown(state.piles.value.find((pile) => pile.letter === letter)?.keys ?? []);
  /** What the boxes show. */
  let drawn: ReadonlySet<string> = new Set();
  let last: HTMLInputElement | null = null;
  let shift = false;

  const tick = (keys: readonly string[], ticked: boolean) => {
    const next = new Set(state.selection.value);
    for (const key of keys) {
      if (ticked) next.add(key);
      else next.delete(key);
    }
    state.select(next);
  };

  /** One box, with Shift all shown ones from the last to it. */
  function tickTo(box: HTMLInputElement, ticked: boolean): void {
    // Papers move between groups, so their order is looked up anew.
    const every = shift && last ? shown(boxes().map(({ value }) => value)) : [];
    const [from, to] = [last ? every.indexOf(last.value) : -1, every.indexOf(box.value)].sort((a, b) => a - b);
    tick(last !== box && from >= 0 ? every.slice(from, to + 1) : [box.value], ticked);
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
    if ("arCheckGroup" in target.dataset) tick(members(target.dataset.arCheckGroup), target.checked);
    else if ("arCheck" in target.dataset) {
      tickTo(target, target.checked);
      target.checked = drawn.has(target.value);
    }
    // State that stays as it was draws nothing anew, so the box shows what is so.
    showGroups();
  });
  form.addEventListener("click", ({ target }) => {
    const row = target instanceof Element && !target.closest(INTERACTIVE) ? target.closest<HTMLElement>("[data-ar-paper]") : null;
    const box = row?.querySelector<HTMLInputElement>("[data-ar-check]");
    // Who marks text to copy it does not mean the row.
    if (box && !getSelection()?.toString()) tickTo(box, !box.checked);
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  function showGroups(): void {
    for (const box of all("check-group", form)) {
      if (!(box instanceof HTMLInputElement)) continue;
      const own = members(box.dataset.arCheckGroup);
      const count = own.filter((key) => drawn.has(key)).length;
      box.checked = count > 0 && count === own.length;
      box.indeterminate = count > 0 && count < own.length;
    }
  }

  // What was ticked before this script ran counts.
  state.select(boxes().filter((box) => box.checked).map(({ value }) => value));
  // Hundreds of rows: only those that change are touched.
  effect(() => {
    const ticked: ReadonlySet<string> = new Set(state.selection.value);
    for (const key of new Set([...drawn, ...ticked])) {
      const row = drawn.has(key) === ticked.has(key) ? undefined : rows.get(key);
      const box = row && find("check", row);
      if (box instanceof HTMLInputElement) box.checked = ticked.has(key);
    }
    drawn = ticked;
    showGroups();
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
