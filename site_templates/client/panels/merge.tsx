/** The page's author stands in the Anthology twice, or should have another ID. */

import { useComputed, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";

import * as load from "../lists/load";
import { find } from "../page/dom";
import * as names from "../people/names";
import { people } from "../people/people";
import { plan, settle, type Plan } from "../state/assigning";
import { candidatesFor, personOf } from "../state/candidates";
import { keyOf } from "../state/keys";
import { loadPeople } from "../state/load_people";
import { outcomeOf } from "../state/outcome";
import { requestOf } from "../state/request";
import type { ReviewState } from "../state/review_state";
import type { Choice } from "../state/store";
import { twin } from "../state/twin";
import { say } from "../words/say";
import { Persons } from "./candidate_list";
import { OutcomeView } from "./outcome_view";
import "./entry.css";

/** Papers of the page about which nothing else is decided. */
function openKeys({ data, store }: ReviewState): string[] {
  const taken = store.decisions.value.filter(({ kind }) => kind !== "merge" && kind !== "rename").flatMap((one) => one.mentions);
  return data.mentions.map(keyOf).filter((key) => !taken.includes(key));
}

export function MergePanel({ state }: { state: ReviewState }): JSX.Element {
  const panel = useRef<HTMLDivElement>(null);
  const keys = openKeys(state);
  const { id } = state.data.page;
  const cards = useComputed(() => candidatesFor(state, openKeys(state)).filter(({ person }) => person.id !== id));
  const orcid = useSignal("");
  /** Whether papers of the name come along; undefined while that isn't said. */
  const matching = useSignal<boolean | undefined>(undefined);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);

  const other = twin.value;
  const { name, comment } = personOf(state, other);
  const choice: Choice | null = other === "" ? null : {
    kind: "merge",
    person: { id: other, name, comment, ...(orcid.value ? { orcid: orcid.value } : {}) },
    mentions: keys,
    ...(matching.value === undefined ? {} : { keep_matching: matching.value }),
  };
  const planned = usePlan(state, choice);
  const open = planned?.outcome.conflicts ?? [];
  const two = people.get(other)?.orcid && people.get(id)?.orcid !== people.get(other)?.orcid
    ? [people.get(other)?.orcid ?? "", people.get(id)?.orcid ?? ""].filter(Boolean) : [];
  const asksMatching = matching.value !== undefined || open.some(({ code }) => code === "merge_pulls");
  return (
    <div class="ar-panel ar-entry" data-ar-merge role="group" aria-labelledby="merge-title" tabIndex={-1} ref={panel}>
      <h3 id="merge-title">{say("merge_title")}</h3>
      <p class="ar-muted">{say("merge_about", { person: names.full(state.data.page.name), id })}</p>
      <form data-ar-merge-form autocomplete="off" onSubmit={(event) => {
        event.preventDefault();
        if (planned && !obstacleOf(planned)) settle(state, planned, "");
      }}>
        <Persons state={state} keys={keys} cards={cards.value} chosen={other} choose={(value) => {
          twin.value = value.replace(/^existing:/, "");
          orcid.value = "";
          matching.value = undefined;
        }} />
        {two.length === 2 && (
          <fieldset data-ar-merge-orcids>
            <legend>{say("merge_orcid_right")}</legend>
            {two.map((one) => <Radio key={one} name="orcid" text={one} checked={orcid.value === one} choose={() => { orcid.value = one; }} />)}
          </fieldset>
        )}
        {asksMatching && (
          <fieldset data-ar-merge-matching>
            <legend>{say("merge_matching")}</legend>
            <Radio name="matching" text={say("merge_matching_no")} checked={matching.value === false} choose={() => { matching.value = false; }} />
            <Radio name="matching" text={say("merge_matching_yes")} checked={matching.value === true} choose={() => { matching.value = true; }} />
          </fieldset>
        )}
        {planned && <div data-ar-preview aria-live="polite"><OutcomeView state={state} decisions={planned.decisions} outcome={planned.outcome} about={keys} /></div>}
        {open.some(({ code }) => code === "merge_reversed") && <OtherPage state={state} id={other} />}
        <Foot state={state} planned={planned} word="merge_do" />
      </form>
      <Rename state={state} keys={keys} />
    </div>
  );
}

/** A choice looked at, once what it needs of the entries is loaded. */
function usePlan(state: ReviewState, choice: Choice | null): Plan | null {
  const person = choice?.person?.id;
  useEffect(() => {
    if (choice) void loadPeople(state.data, state.planned(choice)).catch(() => {});
  }, [person]);
  return useMemo(
    () => (choice?.mentions.length ? plan(state, choice) : null),
    [JSON.stringify(choice), people.version.value, outcomeOf(state)],
  );
}

const obstacleOf = (planned: Plan | null): string =>
  !planned ? say("merge_choose") : planned.outcome.conflicts.length ? say("assign_blocked") : "";

function Radio({ name, text, checked, choose }: { name: string; text: string; checked: boolean; choose: () => void }): JSX.Element {
  return <label class="ar-option"><input type="radio" name={name} checked={checked} onChange={choose} /> <span>{text}</span></label>;
}

/** The way to the page from which the merge goes as the Anthology wants it. */
function OtherPage({ state, id }: { state: ReviewState; id: string }): JSX.Element {
  const file = useSignal<string | null | undefined>(undefined);
  useEffect(() => {
    void load.authors().then((list) => {
      const page = list.withId(id);
      file.value = page?.groups ? page.file.replace("review/", "") : null;
    }, () => { file.value = null; });
  }, [id]);
  if (file.value === undefined) return <p class="ar-muted" role="status">{say("entry_loading")}</p>;
  // The request whose merge this is stays open on the other page.
  const request = requestOf(state).request.value?.key;
  const rest = `#merge=${state.data.page.id}${request ? `&request=${encodeURIComponent(request)}` : ""}`;
  return file.value === null
    ? <p class="ar-warning">{say("merge_no_page", { id })}</p>
    : <p><a href={`${file.value}${rest}`} data-ar-merge-other>{say("merge_other_page", { id })}</a></p>;
}

function Foot({ state, planned, word }: { state: ReviewState; planned: Plan | null; word: "merge_do" | "rename_do" }): JSX.Element {
  const obstacle = obstacleOf(planned);
  return (
    <div class="ar-entry__foot">
      {obstacle && <p class="ar-muted" id={`ar-${word}-obstacle`}>{obstacle}</p>}
      <div class="ar-buttons">
        <button type="submit" class="ar-primary" data-ar-merge-confirm={word} disabled={obstacle !== ""}
          aria-describedby={obstacle ? `ar-${word}-obstacle` : undefined}>{say(word)}</button>
        <button type="button" onClick={() => {
          state.opened.value = null;
          find("open-merge")?.focus({ preventScroll: true });
        }}>{say("cancel")}</button>
      </div>
    </div>
  );
}

/** Another ID for the page's author. */
function Rename({ state, keys }: { state: ReviewState; keys: readonly string[] }): JSX.Element {
  const typed = useSignal("");
  const id = typed.value.trim();
  const name = names.full(state.data.page.name);
  const planned = usePlan(state, id && id !== state.data.page.id ? { kind: "rename", person: { id, name }, mentions: keys } : null);
  return (
    <details class="ar-why" data-ar-rename>
      <summary>{say("rename_title")}</summary>
      <form autocomplete="off" onSubmit={(event) => {
        event.preventDefault();
        if (planned && !obstacleOf(planned)) settle(state, planned, "");
      }}>
        <label>{say("rename_id")}
          <input data-ar-rename-id spellcheck={false} value={typed.value} placeholder={state.data.page.id}
            onInput={({ currentTarget }) => { typed.value = currentTarget.value; }} />
        </label>
        {planned && <div aria-live="polite"><OutcomeView state={state} decisions={planned.decisions} outcome={planned.outcome} about={keys} /></div>}
        <Foot state={state} planned={planned} word="rename_do" />
      </form>
    </details>
  );
}
