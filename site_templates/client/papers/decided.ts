/** Each row says where it will go. */

import { effect } from "@preact/signals";

import { all, find, make } from "../page/dom";
import type { ReviewState } from "../state/review_state";
import { personLabel } from "../words/labels";
import { say } from "../words/say";
import { keyOfRow } from "./rows";

export function startDecided(form: HTMLElement, state: ReviewState): void {
  const rows = all("paper", form);
  effect(() => {
    for (const row of rows) {
      const decision = state.store.decisionOf(keyOfRow(row));
      if (!decision && !row.classList.contains("ar-paper--done")) continue;
      row.classList.toggle("ar-paper--done", Boolean(decision));
      const mark = find("assigned", row) ?? addMark(row);
      mark.hidden = !decision;
      mark.textContent = decision ? `→ ${decision.kind === "unverified" ? say("pile_unverified") : personLabel(decision)}` : "";
    }
  });
}

function addMark(row: HTMLElement): HTMLElement {
  const mark = make("span", { class: "ar-assigned", "data-ar-assigned": true });
  find("meta", row)?.before(" ", mark);
  return mark;
}
