/** What is selected, and the next steps: always in view. */

import { useEffect, useRef } from "preact/hooks";

import { OtherSide } from "./other_side";
import type { Panel, ReviewState } from "../state/review_state";
import { say } from "../words/say";

export function Bar({ state }: { state: ReviewState }) {
  const { store } = state;
  const keys = state.selection.value;
  const decided = store.decisions.value.length;
  const panel = state.panel.value;
  const said = state.said.value;
  const opener = (name: Panel, hook: string, text: string) => (
    <button type="button" {...{ [`data-ar-open-${hook}`]: true }} aria-expanded={panel === name} onClick={() => state.toggle(name)}>{text}</button>
  );
  const [undo, redo] = [useRef<HTMLButtonElement>(null), useRef<HTMLButtonElement>(null)];
  const pressed = useRef(false);
  const step = (take: () => boolean) => () => {
    pressed.current = true;
    take();
  };
  // The last step takes its own button away; the keyboard goes on at the other one.
  useEffect(() => {
    if (pressed.current && document.activeElement === document.body) (undo.current ?? redo.current)?.focus({ preventScroll: true });
    pressed.current = false;
  }, [store.canUndo.value, store.canRedo.value]);
  return (
    <div class="ar-bar">
      <p class="ar-bar__count" role="status" data-ar-count>
        {keys.length ? say("selected", { count: keys.length }) : said ? said.text : say("nothing_selected")}
      </p>
      <div class="ar-bar__actions">
        {!(panel === "assign" && state.wide.value) && (
          <button type="button" class={panel === "assign" ? "" : "ar-primary"} data-ar-open-assign disabled={!keys.length} aria-expanded={panel === "assign"}
            onClick={() => state.toggle("assign")}>{say("bar_assign")}</button>
        )}
        {keys.length > 0 && state.data.mentions.length > 1 && opener("move", "move", say("bar_move"))}
        {keys.length > 0 && state.data.mentions.length > 1 && opener("check", "check", say("bar_check"))}
        {keys.length > 0 && <button type="button" data-ar-clear onClick={() => state.select([])}>{say("bar_clear")}</button>}
        {store.canUndo.value && <button type="button" data-ar-undo ref={undo} onClick={step(store.undo)}>{say("undo")}</button>}
        {store.canRedo.value && <button type="button" data-ar-redo ref={redo} onClick={step(store.redo)}>{say("redo")}</button>}
        {(!state.wide.value || keys.length > 0 || decided > 0) && opener("figures", "figures", say("bar_figures"))}
        {!state.wide.value && opener("tools", "tools", say("bar_tools"))}
        <button type="button" class={decided && !keys.length ? "ar-primary" : ""} data-ar-open-decisions aria-expanded={panel === "decisions"} onClick={() => state.toggle("decisions")}>
          {say("bar_decisions")} (<span data-ar-decision-count>{decided}</span>)
        </button>
      </div>
      <OtherSide state={state} />
    </div>
  );
}
