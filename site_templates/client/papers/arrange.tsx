/** Papers under the person they are with: shows where the user has put them, and moves them by menu, key or drag. */

import { batch, effect } from "@preact/signals";
import { render } from "preact";

import { tone } from "../figures/group_colour";
import { all, make } from "../page/dom";
import { GroupTools } from "../panels/group_tools";
import * as piles from "../state/piles";
import { UNDECIDED } from "../state/piles";
import type { ReviewState } from "../state/review_state";
import { say } from "../words/say";
import { pileName, yearSpan } from "../words/piles";
import { keyOfRow, type Rows } from "./rows";

const DRAGGED = "text/x-anthology-review";

/** Moves papers to a person; "" is a new one. It sorts the page; whose papers they are is a decision of its own. */
export function move(state: ReviewState, keys: readonly string[], letter: string): void {
  if (!keys.length) return;
  const used = [...state.groups.map((group) => group.letter), ...state.piles.value.map((pile) => pile.letter)];
  const target = letter || piles.next(used);
  const moved = new Set(keys);
  const boxes = all("check").filter((box) => box instanceof HTMLInputElement);
  const from = boxes.findIndex((box) => moved.has(box.value));
  const stays = (box: HTMLInputElement) => !moved.has(box.value);
  // The keyboard goes on where the papers were; before they move, or the browser would lay out the page twice.
  (boxes.slice(from).find(stays) ?? boxes.slice(0, from).findLast(stays))?.focus({ preventScroll: true });
  batch(() => {
    state.store.place(Object.fromEntries(keys.map((key) => [key, target])));
    state.select([]);
    state.opened.value = null;
    state.tell({ text: say("pile_moved", { count: keys.length, where: pileName(target) }), group: target, decided: false });
  });
}

/** Keeps the groups of the form as the state has them. */
export function startArranging(root: HTMLElement, form: HTMLElement, rows: Rows, state: ReviewState): void {
  const sections = new Map(all("group", form).map((section) => [section.dataset.arGroup ?? "", section]));
  const suggested = new Set(sections.keys());

  const addTools = (section: HTMLElement, letter: string) => {
    const tools = section.querySelector("[data-ar-group-tools]");
    if (tools) render(<GroupTools state={state} letter={letter} />, tools);
  };

  /** The section of a person, made if the user has made the person. */
  function sectionOf(letter: string): HTMLElement {
    const known = sections.get(letter);
    if (known) return known;
    const id = letter === UNDECIDED ? "undecided" : letter;
    const box = make("input", { type: "checkbox", id: `check-${id}`, "data-ar-check-group": letter });
    const heading = make("h3", { id: `group-${id}-name` }, make("label", { for: box.id },
      make("b", { class: "ar-letter", "aria-hidden": "true" }, letter), ` ${pileName(letter)}`,
      make("span", { class: "ar-sr" }, ", "), make("span", { class: "ar-group__count" })));
    const section = make("section", { class: `ar-group ${tone(letter)}`, id: `group-${id}`, "data-ar-group": letter, "aria-labelledby": heading.id },
      make("div", { class: "ar-group__head" }, box, heading, make("div", { class: "ar-group__tools", "data-ar-group-tools": true })),
      make("div", { class: "ar-evidence" }, make("p", {}, say(letter === UNDECIDED ? "pile_rest" : "pile_own"))),
      make("ol", { class: "ar-papers", role: "list" }));
    sections.set(letter, section);
    form.append(section);
    addTools(section, letter);
    return section;
  }

  for (const [letter, section] of sections) addTools(section, letter);
  effect(() => {
    root.classList.toggle("ar-blind", state.blind.value);
  });
  /** Keys of the rows that stand in each section: at first as the server has written them. */
  const drawn = new Map(state.groups.map(({ letter, keys }) => [letter, keys.join()]));
  effect(() => {
    const shown = state.piles.value;
    for (const pile of shown) {
      const section = sectionOf(pile.letter);
      const wanted = pile.touched ? [...pile.keys].sort((a, b) => (state.years.get(b) ?? 0) - (state.years.get(a) ?? 0)) : pile.keys;
      if (drawn.get(pile.letter) === wanted.join()) continue;
      drawn.set(pile.letter, wanted.join());
      section.querySelector(".ar-papers")?.replaceChildren(...wanted.flatMap((key) => rows.get(key) ?? []));
      section.hidden = false;
      section.classList.toggle("ar-group--touched", pile.touched && suggested.has(pile.letter));
      const count = section.querySelector(".ar-group__count");
      if (count) count.textContent = [say("just_papers", { count: wanted.length }), yearSpan(wanted.map((key) => state.years.get(key)))].filter(Boolean).join(", ");
    }
    for (const [letter, section] of sections) {
      if (shown.some((pile) => pile.letter === letter)) continue;
      drawn.delete(letter);
      section.querySelector(".ar-papers")?.replaceChildren();
      section.hidden = true;
    }
    const last = sections.get(UNDECIDED);
    if (last && last !== form.lastElementChild) form.append(last);
  });
  startDragging(root, state);
}

/** Papers may be dropped on a row of the people, and on a group. */
function startDragging(root: HTMLElement, state: ReviewState): void {
  const over = ({ target }: Event) => (target instanceof Element ? target.closest<HTMLElement>("[data-ar-chip], [data-ar-group]") : null);
  const leave = (but: Element | null) => {
    for (const one of root.querySelectorAll(".ar-over")) if (one !== but) one.classList.remove("ar-over");
  };
  root.addEventListener("dragstart", ({ target, dataTransfer }) => {
    const row = target instanceof Element && target.matches(".ar-grip") ? target.closest<HTMLElement>("[data-ar-paper]") : null;
    if (!row) return;
    dataTransfer?.setData(DRAGGED, keyOfRow(row));
    dataTransfer?.setDragImage(row, 20, 20);
  });
  root.addEventListener("dragover", (event) => {
    const target = event.dataTransfer?.types.includes(DRAGGED) ? over(event) : null;
    leave(target);
    if (!target) return;
    target.classList.add("ar-over");
    event.preventDefault();
  });
  root.addEventListener("drop", (event) => {
    const key = event.dataTransfer?.getData(DRAGGED);
    const target = over(event);
    leave(null);
    if (!key || !target) return;
    event.preventDefault();
    const chosen = state.selection.value;
    move(state, chosen.includes(key) ? chosen : [key], target.dataset.arChip ?? target.dataset.arGroup ?? UNDECIDED);
  });
}
