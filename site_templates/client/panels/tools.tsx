/** The small tools below the people: paste, filter, select, keys, and what is done elsewhere. */

import { FilterField } from "../papers/filter";
import { selectShown } from "../papers/selection";
import type { Panel, ReviewState } from "../state/review_state";
import { say } from "../words/say";
import { Keys } from "./keys";
import { QueueLinks } from "./queue_links";
import "./tools.css";

/** The left column's tools; on narrow screens they are a sheet. */
export const ToolsColumn = ({ state }: { state: ReviewState }) => (state.wide.value ? <Tools state={state} /> : null);

export function Tools({ state }: { state: ReviewState }) {
  const opener = (name: Panel, hook: string, text: string) => (
    <button type="button" {...{ [`data-ar-${hook}`]: true }} aria-expanded={state.panel.value === name} onClick={() => state.toggle(name)}>{text}</button>
  );
  return (
    <div class="ar-tools">
      <div class="ar-tools__row">
        {opener("paste", "paste-open", say("tool_paste"))}
        {state.data.page.verified && opener("entry", "edit", say("tool_entry"))}
        {state.data.page.verified && opener("merge", "open-merge", say("tool_merge"))}
        {opener("elsewhere", "open-elsewhere", say("tool_elsewhere"))}
      </div>
      <FilterField state={state} />
      <div class="ar-tools__row" role="group" aria-label={say("tool_selection")}>
        {(["all", "none", "invert"] as const).map((how) => (
          <button type="button" data-ar-select={how} onClick={() => selectShown(state, how)}>{say(`select_${how}`)}</button>
        ))}
        <Keys state={state} />
      </div>
      <label class="ar-option">
        <input type="checkbox" data-ar-blind checked={state.blind} onChange={({ currentTarget }) => state.setBlind(currentTarget.checked)} />{" "}
        <span>{say("tool_blind")}</span>
      </label>
      <QueueLinks state={state} />
    </div>
  );
}
