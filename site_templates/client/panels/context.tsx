/** The context column, on narrow screens the bar at the bottom with its sheet: what belongs to the moment. */

import { useEffect, useRef } from "preact/hooks";

import { later } from "../page/later";
import { LinkedPapers } from "../papers/filter";
import { paperOf } from "../state/keys";
import type { Panel, ReviewState } from "../state/review_state";
import { say } from "../words/say";
import { Bar } from "./bar";
import { FiguresPanel } from "./figures";
import { Tools } from "./tools";
import "./context.css";

type Shown = (props: { state: ReviewState }) => preact.JSX.Element | null;
/** Those that need no selection; the others come with the second script. */
const AT_ONCE = { figures: FiguresPanel, tools: Tools };

/** The panel of a name; null while it is loaded. */
function usePanel(name: Panel | null): Shown | null {
  const isLater = name !== null && !(name in AT_ONCE);
  useEffect(() => {
    if (isLater) void later.load().catch(() => {});
  }, [isLater]);
  if (!name) return null;
  const all: Partial<Record<Panel, Shown>> = { ...AT_ONCE, ...later.loaded.value?.panels };
  return all[name] ?? (later.loaded.value === null ? NotLoaded : null);
}

const NotLoaded = () => <p class="ar-warning" role="alert" data-ar-not-loaded>{say("panel_failed")}</p>;

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
  const Shown = usePanel(name);
  const RequestCard = later.loaded.value?.RequestCard;
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
        {RequestCard && <RequestCard state={state} />}
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
