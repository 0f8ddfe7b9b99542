/** Pasting anywhere on the page means the box for lists and rules. */

import { isText } from "../page/dom";
import { later } from "../page/later";
import type { ReviewState } from "../state/review_state";

export function startPasting(state: ReviewState): void {
  document.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain");
    if (!text?.trim() || isText(event.target) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    state.opened.value = "paste";
    void later.load().then(({ pastingOf }) => pastingOf(state).receive(text), () => {
      // The panel says that it can't be loaded.
    });
  });
}
