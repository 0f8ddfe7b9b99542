/**
 * What a patch can't mend, and where that is done; above all a name change that must leave no trace: nothing public is
 * made any more, but a confidential request without names.
 */

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { copy } from "../page/dom";
import { keyOf, paperOf } from "../state/keys";
import type { ReviewState } from "../state/review_state";
import { say, type Word } from "../words/say";
import "./elsewhere.css";

const ANTHOLOGY = "https://aclanthology.org";
const EDITORS = "anthology@aclweb.org";
/** Of more selected papers the links would be a list of their own. */
const MOST_LINKS = 8;

export function ElsewherePanel({ state }: { state: ReviewState }): JSX.Element {
  const { data, store } = state;
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const titles = new Map(data.mentions.map((m) => [m.paper, m.title]));
  const selected = [...new Set(state.selection.value.map(paperOf))];
  const item = (name: "name" | "orcid" | "metadata" | "secret") => {
    const [head, text]: [Word, Word] = [`elsewhere_${name}_head`, `elsewhere_${name}`];
    return <><b>{say(head)}</b> {say(text)}</>;
  };
  return (
    <div class="ar-panel ar-elsewhere-panel" data-ar-elsewhere role="group" aria-labelledby="elsewhere-title"
      tabIndex={-1} ref={panel}>
      <h3 id="elsewhere-title">{say("tool_elsewhere")}</h3>
      <ul>
        <li>
          {item("name")}
          {selected.length > 0 && selected.length <= MOST_LINKS && (
            <ul>
              {selected.map((paper) => (
                <li key={paper}>
                  <a href={`${ANTHOLOGY}/${paper}/`} target="_blank" rel="noopener noreferrer">
                    <bdi>{titles.get(paper) || paper}</bdi>
                  </a>
                </li>
              ))}
            </ul>
          )}
        </li>
        <li>{item("orcid")}</li>
        <li>
          {item("metadata")}{" "}
          <a href={`${ANTHOLOGY}/info/corrections/`} rel="noopener">{say("elsewhere_corrections")}</a>
        </li>
        <li>
          {item("secret")}
          <label class="ar-option">
            <input type="checkbox" data-ar-private checked={store.secret.value}
              onChange={({ currentTarget }) => store.setPrivate(currentTarget.checked)} />{" "}
            <span>{say("private_label")}</span>
          </label>
          {store.secret.value && <Request state={state} />}
        </li>
      </ul>
      {state.opened.value === "elsewhere" && (
        <div class="ar-buttons">
          <button type="button" onClick={() => { state.opened.value = null; }}>{say("back_to_papers")}</button>
        </div>
      )}
    </div>
  );
}

/** The confidential request, for the selected papers or all of the page. */
function Request({ state }: { state: ReviewState }): JSX.Element {
  const { data, selection } = state;
  const field = useRef<HTMLTextAreaElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const chosen = new Set(selection.value);
  const own = data.mentions.filter((m) => !chosen.size || chosen.has(keyOf(m)));
  // Paper and position are enough to find the slot; a page's ID would tell the name.
  const lines = own.map((m) => say("private_line", { paper: m.paper, role: m.role, number: m.position + 1 }));
  const body = say("private_body", { lines: lines.join("\n") });
  const query = new URLSearchParams({ subject: say("private_subject"), body }).toString().replaceAll("+", "%20");
  return (
    <div data-ar-private-text>
      <p>{say("private_how")}</p>
      <textarea readOnly rows={8} data-ar-private-message aria-label={say("private_request")} value={body}
        ref={field} />
      <div class="ar-buttons">
        <button type="button" data-ar-private-copy onClick={() => {
          if (field.current && status.current) void copy(body, field.current, status.current);
        }}>{say("copy_issue")}</button>
        <a data-ar-private-mail href={`mailto:${EDITORS}?${query}`}>
          {say("private_mail", { address: EDITORS })}
        </a>
      </div>
      <p role="status" class="ar-muted" data-ar-private-status ref={status} />
    </div>
  );
}
