/** A verified author's own entry: name shown, ORCID, institution, name matching. */

import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import type { DecisionPerson, Issue, Outcome, PageData, PersonName } from "../model";
import { all } from "../page/dom";
import * as names from "../people/names";
import * as orcids from "../people/orcid";
import { people } from "../people/people";
import { outcome } from "../rules/outcome";
import { isOff } from "../rules/targets";
import { loadPeople } from "../state/load_people";
import type { ReviewState } from "../state/review_state";
import { decisionTitle } from "../words/decisions";
import { say } from "../words/say";
import { OutcomeView } from "./outcome_view";
import "./entry.css";

/** The choice of a name that is typed. */
const OTHER = "other";

/** What the form holds. */
interface Draft {
  /** Which of the forms, or `OTHER`. */
  name: string;
  first: string;
  last: string;
  orcid: string;
  degree: string;
  matching: boolean;
}

interface EntryNow {
  names: PersonName[];
  orcid: string;
  degree: string;
  /** Name matching is off. */
  off: boolean;
}

export function EntryPanel({ state }: { state: ReviewState }): JSX.Element {
  const { data, store } = state;
  const { id } = data.page;
  const panel = useRef<HTMLDivElement>(null);
  /** Null until the entry is loaded, or can't be. */
  const draft = useSignal<Draft | null>(null);

  useEffect(() => {
    let isOpen = true;
    panel.current?.focus({ preventScroll: true });
    void loadPeople(state.data, [{ id: "", kind: "entry", person: { id }, mentions: [] }]).catch(() => {}).then(() => {
      if (isOpen) draft.value = draftOf(data, store.entryOf(id));
    });
    return () => { isOpen = false; };
  }, []);

  const change = (values: Partial<Draft>) => {
    if (draft.value) draft.value = { ...draft.value, ...values };
  };
  const close = () => {
    state.opened.value = null;
    // Where the panel was opened.
    all("edit")[0]?.focus({ preventScroll: true });
  };
  return (
    <div class="ar-panel ar-entry" data-ar-entry role="group" aria-labelledby="entry-title" tabIndex={-1} ref={panel}>
      <h3 id="entry-title">{say("entry_title")} <bdi>{names.full(data.page.name)}</bdi></h3>
      {draft.value
        ? <EntryForm state={state} draft={draft.value} change={change} close={close} />
        : <p class="ar-muted" role="status">{say("entry_loading")}</p>}
    </div>
  );
}

interface FormProps {
  state: ReviewState;
  draft: Draft;
  change: (values: Partial<Draft>) => void;
  close: () => void;
}

function EntryForm({ state, draft, change, close }: FormProps): JSX.Element {
  const { data, store } = state;
  const { id } = data.page;
  const isKnown = data.diff && people.get(id) !== undefined;
  const person = changedBy(data, draft);
  const decisions = store.trial((trial) => trial.edit(person));
  const own = decisions.filter((one) => one.kind === "entry" && one.person?.id === id);
  const without = outcome(data, store.trial((trial) => trial.edit({ id })));
  const planned = newIn(outcome(data, decisions), without);
  /** The form takes an earlier change back. */
  const takesBack = !own.length && store.entryOf(id) !== null;
  const reason = !own.length ? say("entry_same") : planned.conflicts.length ? say("download_conflict") : "";
  const obstacle = takesBack ? "" : reason;
  const nameNote = isKnown ? "" : say(data.diff ? "entry_failed" : "entry_names_need_data", {
    person: names.full(data.page.name),
  });
  const typed = draft.orcid.trim();

  return (
    <form autocomplete="off" data-ar-entry-form onSubmit={(event) => {
      event.preventDefault();
      if (obstacle) return;
      store.edit(person);
      const text = own[0] ? decisionTitle(own[0]) : say("edit_nothing", { person: names.full(data.page.name) });
      state.tell({ text, group: "", decided: own.length > 0 });
      close();
    }}>
      <div class="ar-fields">
        <label>{say("entry_name")}
          <select data-ar-entry-name aria-describedby="ar-entry-note" disabled={!isKnown} value={draft.name}
            onInput={({ currentTarget }) => change({ name: currentTarget.value })}>
            {formsOf(data).map((form, i) => <option key={i} value={String(i)}>{names.full(form)}</option>)}
            <option value={OTHER}>{say("entry_other")}</option>
          </select>
        </label>
        <p id="ar-entry-note" class="ar-muted" data-ar-entry-note>{nameNote}</p>
        {draft.name === OTHER && (
          <div class="ar-fields" data-ar-entry-other>
            <label>{say("entry_first")}
              <input data-ar-entry-first value={draft.first}
                onInput={({ currentTarget }) => change({ first: currentTarget.value })} />
            </label>
            <label>{say("entry_last")}
              <input data-ar-entry-last value={draft.last}
                onInput={({ currentTarget }) => change({ last: currentTarget.value })} />
            </label>
          </div>
        )}
        <label>{say("entry_orcid")}
          <input data-ar-entry-orcid placeholder="0000-0000-0000-0000" spellcheck={false}
            aria-describedby="ar-entry-orcid-note" value={draft.orcid}
            onInput={({ currentTarget }) => change({ orcid: currentTarget.value })} />
        </label>
        <p id="ar-entry-orcid-note" class="ar-muted" role="status" data-ar-entry-orcid-note>
          {typed && say(orcids.valid(orcids.normalise(typed)) ? "orcid_good" : "orcid_bad")}
        </p>
        <label>{say("entry_degree")}
          <input data-ar-entry-degree placeholder={say("degree_example")} value={draft.degree}
            onInput={({ currentTarget }) => change({ degree: currentTarget.value })} />
        </label>
      </div>
      <label class="ar-option">
        <input type="checkbox" data-ar-entry-matching checked={draft.matching}
          onInput={({ currentTarget }) => change({ matching: currentTarget.checked })} />{" "}
        <span>{say("entry_matching")}</span>
      </label>
      <div data-ar-entry-preview aria-live="polite">
        {own.length > 0 && <OutcomeView state={state} decisions={own} outcome={planned} />}
      </div>
      <div class="ar-entry__foot">
        {obstacle && <p id="ar-entry-obstacle" class="ar-muted">{obstacle}</p>}
        <div class="ar-buttons">
          <button type="submit" class="ar-primary" data-ar-entry-confirm disabled={obstacle !== ""}
            aria-describedby={obstacle ? "ar-entry-obstacle" : undefined}>{say("entry_confirm")}</button>
          <button type="button" data-ar-entry-cancel onClick={close}>{say("cancel")}</button>
        </div>
      </div>
    </form>
  );
}

/** The entry as it is; without the data only what the author page shows. */
function entryNow(data: PageData): EntryNow {
  const { id, name, orcid } = data.page;
  const record = people.get(id);
  return {
    names: record?.names ?? [name],
    orcid: record ? record.orcid ?? "" : orcid,
    degree: record?.degree ?? "",
    off: isOff(data, id, people),
  };
}

/** Names to choose from: the entry's, then those printed on this page. */
function formsOf(data: PageData): PersonName[] {
  const every = [...entryNow(data).names, ...data.forms].map(names.exact);
  return every.filter((form, i) => every.findIndex((other) => names.same(other, form)) === i);
}

/** @param planned what was decided about the entry before */
function draftOf(data: PageData, planned: DecisionPerson | null): Draft {
  const old = entryNow(data);
  const wanted = planned?.names?.[0] ?? old.names[0];
  const at = formsOf(data).findIndex((form) => names.same(form, wanted));
  return {
    name: at < 0 ? OTHER : String(at),
    first: at < 0 ? wanted.first ?? "" : "",
    last: at < 0 ? wanted.last : "",
    orcid: planned?.orcid ?? old.orcid,
    degree: planned?.degree ?? old.degree,
    matching: !(planned?.disable_name_matching ?? old.off),
  };
}

/** What the form changes: the ID, and the values that differ from the entry. */
function changedBy(data: PageData, draft: Draft): DecisionPerson {
  const old = entryNow(data);
  const person: DecisionPerson = { id: data.page.id };
  const typed = names.clean({ first: draft.first, last: draft.last });
  const shown = draft.name === OTHER ? typed : formsOf(data)[Number(draft.name)] ?? old.names[0];
  if (!names.same(shown, old.names[0])) person.names = [shown, ...old.names.filter((one) => !names.same(one, shown))];
  const orcid = orcids.normalise(draft.orcid);
  if (orcid !== old.orcid) person.orcid = orcid;
  const degree = draft.degree.trim();
  if (degree !== old.degree) person.degree = degree;
  if (draft.matching === old.off) person.disable_name_matching = !draft.matching;
  return person;
}

/** An outcome without the conflicts and warnings that are there anyway: those belong to other decisions. */
function newIn(planned: Outcome, without: Outcome): Outcome {
  const fresh = (issues: readonly Issue[], known: readonly Issue[]) => {
    const texts = new Set(known.map((issue) => JSON.stringify(issue)));
    return issues.filter((issue) => !texts.has(JSON.stringify(issue)));
  };
  return {
    ...planned,
    conflicts: fresh(planned.conflicts, without.conflicts),
    warnings: fresh(planned.warnings, without.warnings),
  };
}
