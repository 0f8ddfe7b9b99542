/** What a group's head offers: its best candidate with one click, and what was just done with it. */

import { useEffect, useRef } from "preact/hooks";

import { preferred, bestCandidate } from "../state/candidates";
import { later } from "../page/later";
import type { assignGroup } from "../state/assigning";
import type { ReviewState } from "../state/review_state";
import { pileName } from "../words/piles";
import { say } from "../words/say";
import { candidateLabel } from "./candidate_label";
import { SaidLine } from "./said";

/** Assigns a group; without the second script the panel opens, which says that it can't be loaded. */
export async function assignBest(...of: Parameters<AssignGroup>): Promise<void> {
  const [state, , keys] = of;
  try {
    await (await later.load()).assignGroup(...of);
  } catch {
    state.select(keys);
    state.opened.value = "assign";
  }
}

type AssignGroup = typeof assignGroup;

/** From this chance on a candidate is probable. */
export const SURE = 0.85;

export function GroupTools({ state, letter }: { state: ReviewState; letter: string }) {
  const first = useRef<HTMLButtonElement>(null);
  const isSaid = state.said.value?.group === letter;
  const wasSaid = useRef(isSaid);
  useEffect(() => {
    // The button that was pressed is gone: the keyboard goes on at the one in its place.
    if (wasSaid.current !== isSaid && document.activeElement === document.body) first.current?.focus({ preventScroll: true });
    wasSaid.current = isSaid;
  }, [isSaid]);
  const pile = state.piles.value.find((one) => one.letter === letter);
  if (!pile) return null;
  if (isSaid) return <SaidLine state={state} undo={first} />;
  const open = pile.keys.filter((key) => !state.store.decisionOf(key));
  const best = open.length ? bestCandidate(state, letter) : null;
  const choose = () => {
    preferred.value = "";
    state.select(pile.keys);
    state.opened.value = "assign";
  };
  const text = say(best ? "pile_assign_other" : "pile_assign");
  return (
    <>
      {best && (
        <button type="button" class="ar-best" data-ar-assign-best={letter} title={best.reason} ref={first}
          onClick={() => void assignBest(state, letter, pile.keys, best.person)}>
          {say((best.fit ?? 0) >= SURE ? "best_candidate" : "best_candidate_perhaps")} <bdi>{candidateLabel(best.person)}</bdi>
        </button>
      )}
      <button type="button" class="ar-quiet" data-ar-assign-group={letter} ref={best ? undefined : first} aria-label={`${text} ${pileName(letter)}`} onClick={choose}>
        {text}
      </button>
    </>
  );
}
