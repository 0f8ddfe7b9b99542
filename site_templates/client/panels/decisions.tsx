/** The list of decisions, what they do, and the downloads. */

import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import * as load from "../lists/load";
import type { Patch } from "../model";
import { save } from "../page/dom";
import { build, file, fileName } from "../patch/build";
import * as diff from "../patch/diff";
import * as textRules from "../patch/text_rules";
import * as names from "../people/names";
import { keptPages } from "../state/keep";
import { loadPeople } from "../state/load_people";
import { outcomeOf } from "../state/outcome";
import type { ReviewState } from "../state/review_state";
import { decisionTitle, isEmpty } from "../words/decisions";
import { say, tell } from "../words/say";
import { Doubts } from "./check";
import { OutcomeView, type Remedies } from "./outcome_view";
import { Outputs } from "./outputs";
import { SameElsewhere } from "./same_elsewhere";
import "./decisions.css";

/** A patch and its file's content, or why nobody could read it. */
type Made = { patch: Patch; text: string } | { error: string };

export function DecisionsPanel({ state }: { state: ReviewState }): JSX.Element {
  const { data, store } = state;
  const panel = useRef<HTMLDivElement>(null);
  /** Of the present decisions, or of those before while it is being made. */
  const made = useSignal<Made | null>(null);
  const decisions = store.decisions.value;
  const outcome = outcomeOf(state);
  const secret = store.secret.value;
  const noteFault = faultOf(store.note.value);
  const refused = made.value && "error" in made.value ? made.value.error : "";
  const obstacle = obstacleOf(state) || noteFault || refused;
  const patch = made.value && "patch" in made.value && !obstacle ? made.value.patch : null;

  useEffect(() => {
    // After a decision it is there by itself, and the keyboard goes on among the papers.
    if (state.opened.peek()) panel.current?.focus({ preventScroll: true });
  }, []);
  useSignalEffect(() => {
    // Without the lists the patch says what the page itself knows.
    void loadPeople(state.data, store.decisions.value).catch(() => {});
  });
  useSignalEffect(() => {
    let isLatest = true;
    if (obstacleOf(state)) made.value = null;
    else void make(state).then((result) => { if (isLatest) made.value = result; });
    return () => { isLatest = false; };
  });

  return (
    <div class="ar-panel ar-decide" data-ar-decisions role="group" aria-labelledby="decisions-title" tabIndex={-1}
      ref={panel}>
      <h3 id="decisions-title">{say("decisions_title")}</h3>
      <ol class="ar-decisions" role="list" data-ar-decision-list>
        {decisions.map((decision) => {
          const title = decisionTitle(decision);
          return (
            <li key={decision.id}>
              <bdi>{title}</bdi>
              <button type="button" class="ar-quiet" aria-label={say("undo_what", { what: title })} onClick={() => {
                store.remove(decision.id);
                panel.current?.focus({ preventScroll: true });
              }}>{say("undo")}</button>
            </li>
          );
        })}
      </ol>
      <div data-ar-outcome aria-live="polite">
        {secret ? <p class="ar-warning">{say("private_blocked")}</p>
          : !decisions.length ? <p>{say("no_decision")}</p>
          : <OutcomeView state={state} decisions={decisions} outcome={outcome} {...remediesFor(state)} />}
        {!secret && decisions.map(({ id, mentions }) => mentions.length > 0
          && <Doubts key={id} state={state} keys={mentions} takeOut={(key) => store.release([key])} />)}
      </div>
      <SameElsewhere state={state} />
      <Outputs data={data} decisions={decisions} outcome={secret || !decisions.length ? null : outcome} patch={patch} />
      <label class="ar-decide__note">
        {say("note_label")}
        <textarea rows={2} data-ar-note value={store.note.value} aria-describedby="ar-note-fault"
          onInput={({ currentTarget }) => store.setNote(currentTarget.value)} />
      </label>
      <p id="ar-note-fault" class={noteFault ? "ar-warning" : ""} role="status" data-ar-note-fault>{noteFault}</p>
      <Downloads state={state} obstacle={obstacle} isReady={patch !== null} />
    </div>
  );
}

/** Why there can be no patch; "" if nothing stands in its way. */
function obstacleOf(state: ReviewState): string {
  const { data, store } = state;
  const decisions = store.decisions.value;
  if (store.secret.value) return say("download_secret");
  if (!decisions.length) return say("download_none");
  const outcome = outcomeOf(state);
  if (outcome.conflicts.length) return say("download_conflict");
  return isEmpty(data, decisions, outcome) ? say("download_empty") : "";
}

/** What a note may not have. */
function faultOf(note: string): string {
  const fault = textRules.fault(note, "note");
  return fault ? say(fault.code, { ...fault.params, field: say("field_note") }) : "";
}

async function make({ data, store }: ReviewState): Promise<Made> {
  const patch = await build(data, store.decisions.value, { created: new Date(), note: store.note.value });
  const content = file(patch);
  return "error" in content ? content : { patch, text: content.text };
}

/** What this panel can do about warnings and conflicts: each is a decision, or a change of one. */
function remediesFor({ data, store }: ReviewState): Remedies {
  return {
    addOrcid(id, orcid) {
      const created = store.decisions.value.find((one) => one.kind === "new" && one.person?.id === id);
      if (created?.person) store.change(created.id, { person: { ...created.person, orcid } });
      else store.edit({ ...store.entryOf(id), id, orcid });
    },
    keepHere(mentions) {
      const { id, name, orcid } = data.page;
      store.assign({ kind: "existing", person: { id, name: names.full(name), orcid }, mentions });
    },
    matchingOff(_, keys) {
      const own = store.decisions.value.find((one) => one.mentions.some((key) => keys.includes(key)));
      if (own) store.change(own.id, { keep_matching: false });
    },
  };
}

interface DownloadsProps {
  state: ReviewState;
  obstacle: string;
  isReady: boolean;
}

/** The next step, always in view; if it can't be taken the reason stands beside it. */
function Downloads({ state, obstacle, isReady }: DownloadsProps): JSX.Element {
  const { data, store } = state;
  const status = useSignal("");
  useSignalEffect(() => {
    // What was said of a download holds until something changes.
    store.decisions.value;
    status.value = "";
  });

  async function download(kind: "json" | "diff"): Promise<void> {
    await loadPeople(state.data, store.decisions.value).catch(() => {});
    if (obstacleOf(state)) return;
    const made = await make(state);
    if ("error" in made) {
      status.value = made.error;
      return;
    }
    if (kind === "diff") await load.lines(data, made.patch).catch(() => {});
    // All may have become confidential meanwhile.
    if (store.secret.value) return;
    const result = kind === "diff" ? diff.build(data, made.patch) : made;
    status.value = "error" in result ? tell(result.error) : save(fileName(data, kind), result.text);
  }

  const pages = keptPages.value;
  const isElsewhereToo = pages > (store.decisions.value.length && !store.secret.value ? 1 : 0);
  return (
    <div class="ar-decide__foot">
      {obstacle && <p id="ar-download-obstacle" class="ar-muted" data-ar-obstacle>{obstacle}</p>}
      <div class="ar-buttons">
        <button type="button" class="ar-primary" data-ar-download="json" disabled={!isReady}
          aria-describedby={obstacle ? "ar-download-obstacle" : undefined} onClick={() => void download("json")}>
          {say("download_json")}
        </button>
        <button type="button" data-ar-download="diff" disabled={!isReady || !data.diff}
          aria-describedby={data.diff ? undefined : "ar-diff-obstacle"} onClick={() => void download("diff")}>
          {say("download_diff")}
        </button>
        {isElsewhereToo && (
          <a class="ar-basket-link" href="../basket.html" data-ar-basket-link>{say("basket_link", { count: pages })}</a>
        )}
        {state.opened.value === "decisions" && (
          <button type="button" class="ar-quiet" data-ar-close-decisions onClick={() => { state.opened.value = null; }}>
            {say("back_to_papers")}
          </button>
        )}
      </div>
      {!data.diff && <p id="ar-diff-obstacle" class="ar-muted">{say("no_data")}</p>}
      <p class="ar-muted" data-ar-download-note role="status">{status.value}</p>
    </div>
  );
}
