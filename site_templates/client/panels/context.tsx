/** The context column, on narrow screens the bar at the bottom with its sheet: what belongs to the moment. */

import { useEffect, useRef } from "preact/hooks";

import { LinkedPapers } from "../papers/filter";
import { paperOf } from "../state/keys";
import type { Panel, ReviewState } from "../state/review_state";
import { say } from "../words/say";
import { AssignPanel } from "./assign";
import { Bar } from "./bar";
import { CheckPanel } from "./check";
import { DecisionsPanel } from "./decisions";
import { ElsewherePanel } from "./elsewhere";
import { EntryPanel } from "./entry";
import { FiguresPanel } from "./figures";
import { MovePanel } from "./move";
import { PastePanel } from "./paste";
import { RequestCard } from "./request";
import { Tools } from "./tools";
import "./context.css";

const PANELS: Record<Panel, (props: { state: ReviewState }) => preact.JSX.Element | null> = {
  figures: FiguresPanel,
  assign: AssignPanel,
  move: MovePanel,
  check: CheckPanel,
  decisions: DecisionsPanel,
  entry: EntryPanel,
  paste: PastePanel,
  elsewhere: ElsewherePanel,
  tools: Tools,
};

export function Context({ state }: { state: ReviewState }) {
  const name = state.panel.value;
  const dock = useRef<HTMLDivElement>(null);
  const outside = useRef<HTMLElement | null>(null);
  const opened = state.opened.value;
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && !dock.current?.querySelector(".ar-sheet")?.contains(target)) outside.current = target;
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);
  useEffect(() => {
    // The panel that had the focus is gone: the keyboard goes on where it was before.
    if (!opened && document.activeElement === document.body) outside.current?.focus({ preventScroll: true });
  }, [opened]);
  const Shown = name && PANELS[name];
  return (
    <div class={`ar-dock${name ? " ar-dock--open" : ""}`} data-ar-dock ref={dock} onKeyDown={(event) => {
      if (event.key === "Escape" && state.opened.value) {
        event.stopPropagation();
        state.opened.value = null;
      }
    }}>
      <Bar state={state} />
      <div class="ar-sheet">
        <Kept state={state} />
        <LinkedPapers state={state} />
        <RequestCard state={state} />
        {Shown && <Shown key={name} state={state} />}
      </div>
    </div>
  );
}

/** What of an earlier visit no longer holds. */
function Kept({ state }: { state: ReviewState }) {
  const { dropped, refused } = state.kept;
  return (
    <>
      {state.store.storageFailed.value && <p class="ar-warning" data-ar-storage-note>{say("keeps_nothing")}</p>}
      {refused > 0 && <p class="ar-warning" role="status" data-ar-refused>{say("kept_refused")}</p>}
      {dropped.length > 0 && (
        <div class="ar-warning" role="status" data-ar-dropped>
          <p>{say("dropped_list")}</p>
          <ul>{dropped.map(({ key, why }) => <li key={key}>{say(why, { key: paperOf(key) })}</li>)}</ul>
        </div>
      )}
    </>
  );
}
