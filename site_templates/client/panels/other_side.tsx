/** After one side of a pasted list: how many papers were selected, the way back, and the other side. */

import type { JSX } from "preact";

import { find } from "../page/dom";
import { fromText, openKeys, otherSide } from "../state/other_side";
import { countPapers } from "../state/keys";
import type { ReviewState } from "../state/review_state";
import { say } from "../words/say";

export function OtherSide({ state }: { state: ReviewState }): JSX.Element | null {
  const [pending, open] = [fromText.value?.keys ?? [], openKeys(state)];
  if (!pending.length && !open.length) return null;
  const goBack = () => {
    fromText.value?.back();
    find("paste-open")?.focus({ preventScroll: true });
  };
  return (
    <p class="ar-other-side" data-ar-paste-after>
      {pending.length > 0 && <>
        <span role="status" data-ar-paste-said>{say("paste_taken", { count: countPapers(pending) })}</span>
        <button type="button" class="ar-quiet" data-ar-paste-back onClick={goBack}>{say("paste_back")}</button>
      </>}
      {open.length > 0 && (
        <button type="button" data-ar-other-side onClick={() => otherSide.value?.take()}>
          {say("paste_other_side", { count: countPapers(open) })}
        </button>
      )}
    </p>
  );
}
