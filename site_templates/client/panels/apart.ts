/** The buttons that say that another page is not the same person. */

import { all } from "../page/dom";
import { isApart, tellApart } from "../state/decided";
import type { ReviewState } from "../state/review_state";

export function startApart(root: HTMLElement, { storage, data }: ReviewState): void {
  if (!storage) return;
  const { preview } = data.base;
  for (const button of all("apart", root)) {
    const other = button.dataset.arApart ?? "";
    const show = () => button.setAttribute("aria-pressed", String(isApart(storage, preview, data.page.id, other)));
    button.addEventListener("click", () => {
      tellApart(storage, preview, data.page.id, other, !isApart(storage, preview, data.page.id, other));
      show();
    });
    show();
    button.hidden = false;
  }
}
