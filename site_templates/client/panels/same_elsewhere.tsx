/** After a decision the way on: the pages of other names that may be the same person's. */

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";

import { all } from "../page/dom";
import { isApart } from "../state/decided";
import type { ReviewState } from "../state/review_state";
import { say } from "../words/say";

export function SameElsewhere({ state }: { state: ReviewState }): JSX.Element | null {
  const { data, storage, store } = state;
  /** Named at the head of the page, with the reasons. */
  const named = useMemo(() => all("same-name").flatMap((part) => all("person", part)), []);
  const isMoved = store.decisions.value.some(({ kind }) => kind === "new" || kind === "existing");
  const pages = named.filter(({ dataset }) => !storage || !isApart(storage, data.base.preview, data.page.id, dataset.arPerson ?? ""));
  if (!isMoved || store.secret.value || !pages.length) return null;
  return (
    <p data-ar-same-elsewhere>
      {say("same_elsewhere")}{" "}
      {pages.map((page, at) => <>{at > 0 && ", "}<a href={page.getAttribute("href") ?? ""}><bdi>{page.textContent}</bdi></a></>)}
    </p>
  );
}
