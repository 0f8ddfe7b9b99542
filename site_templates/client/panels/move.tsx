/** Which person of the page the selected papers belong with. */

import { useEffect, useRef } from "preact/hooks";

import { move } from "../papers/arrange";
import { UNDECIDED } from "../state/piles";
import type { ReviewState } from "../state/review_state";
import { pileName, yearSpan } from "../words/piles";
import { say } from "../words/say";
import { progressOf } from "./people";

export function MovePanel({ state }: { state: ReviewState }) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const keys = state.selection.value;
  const others = state.piles.value.filter((pile) => pile.letter !== UNDECIDED && !keys.every((key) => pile.keys.includes(key)));
  const target = (letter: string, name: string, about = "") => (
    <button type="button" data-ar-move={letter} onClick={() => move(state, keys, letter)}>
      {name}{about && <span class="ar-muted"> {about}</span>}
    </button>
  );
  return (
    <div class="ar-panel" data-ar-move-panel role="group" aria-labelledby="move-title" tabIndex={-1} ref={panel} onKeyDown={(event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
      const button = panel.current?.querySelector<HTMLElement>(`[data-ar-move="${CSS.escape(event.key.toUpperCase())}"]`);
      if (!button) return;
      event.preventDefault();
      event.stopPropagation();
      button.click();
    }}>
      <h3 id="move-title">{say("move_title")}</h3>
      <p class="ar-muted">{say("move_about")}</p>
      <div class="ar-buttons ar-move-targets">
        {others.map((pile) => target(pile.letter, pileName(pile.letter),
          [say("just_papers", { count: pile.keys.length }), yearSpan(pile.keys.map((key) => state.years.get(key))), progressOf(state, pile)].filter(Boolean).join(", ")))}
        {target("", say("pile_new"))}
        {target(UNDECIDED, say("pile_undecided"))}
      </div>
      <div class="ar-buttons"><button type="button" data-ar-close-move onClick={() => { state.opened.value = null; }}>{say("cancel")}</button></div>
    </div>
  );
}
