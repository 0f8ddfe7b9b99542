/** The sentence of what was just done, with the way back. */

import type { Ref } from "preact";

import type { ReviewState } from "../state/review_state";
import { say } from "../words/say";

export function SaidLine({ state, undo }: { state: ReviewState; undo?: Ref<HTMLButtonElement> }) {
  const said = state.said.value;
  if (!said) return null;
  return (
    <span class="ar-said" data-ar-said>
      <bdi>{said.text}</bdi>{" "}
      <button type="button" class="ar-quiet" data-ar-said-undo ref={undo} onClick={() => state.store.undo()}>{say("undo")}</button>
    </span>
  );
}
