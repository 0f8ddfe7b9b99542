/** Each row says where it will go. */

import { effect } from "@preact/signals";

import { find, make } from "../page/dom";
import type { ReviewState } from "../state/review_state";
import { personLabel } from "../words/labels";
import { say } from "../words/say";
import type { Rows } from "./rows";

export function startDecided(rows: Rows, state: ReviewState): void {
  let drawn: readonly string[] = [];
  effect(() => {
    const keys = state.store.decisions.value.flatMap(({ mentions }) => mentions);
    for (const key of new Set([...drawn, ...keys])) {
      const row = rows.get(key);
      if (!row) continue;
      const decision = state.store.decisionOf(key);
      row.classList.toggle("ar-paper--done", Boolean(decision));
      const mark = find("assigned", row) ?? addMark(row);
      mark.hidden = !decision;
      mark.textContent = decision ? `→ ${decision.kind === "unverified" ? say("pile_unverified") : personLabel(decision)}` : "";
    }
    drawn = keys;
  });
}

function addMark(row: HTMLElement): HTMLElement {
  const mark = make("span", { class: "ar-assigned", "data-ar-assigned": true });
  find("meta", row)?.before(" ", mark);
  return mark;
}
