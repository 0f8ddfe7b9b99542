/** The panel that asks whose the selected papers are. */

import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { ComponentChildren, JSX } from "preact";

import * as directory from "../lists/directory";
import { whenIdle } from "../page/after_paint";
import * as names from "../people/names";
import { people } from "../people/people";
import { decided, plan, settle, type Plan } from "../state/assigning";
import { candidatesFor, personOf as knownPerson, preferred } from "../state/candidates";
import { countPapers } from "../state/keys";
import { loadPeople } from "../state/load_people";
import { answerOf, formsOf, keepOption, letterOf, newcomersOf, sameAs } from "../state/offers";
import { outcomeOf } from "../state/outcome";
import type { ReviewState } from "../state/review_state";
import type { Choice } from "../state/store";
import type { Requester } from "../wording/requester";
import { say } from "../words/say";
import { Persons } from "./candidate_list";
import { Doubts, Lacks } from "./check";
import { idOf, NewAuthorFields, personOf, SamePerson, type Draft } from "./new_author";
import { OutcomeView } from "./outcome_view";
import "./assign.css";

export function AssignPanel({ state }: { state: ReviewState }): JSX.Element | null {
  const { data, store } = state;
  const keys = state.selection.value;
  const panel = useRef<HTMLDivElement>(null);
  const target = useSignal("");
  const keep = useSignal(false);
  const loading = useSignal(false);
  const draft = useSignal<Draft>({ name: "", orcid: "", degree: "", id: "" });
  /** ORCIDs that the assignment would add to entries, by person. */
  const orcids = useSignal<Record<string, string>>({});
  const cards = useComputed(() => candidatesFor(state, state.selection.value));

  const choose = (value: string) => {
    // The choice about name matching, and an ORCID to add, belong to one answer.
    keep.value = false;
    orcids.value = {};
    target.value = value;
  };
  const heard = useRef<Requester | null>(null);
  useSignalEffect(() => {
    const { orcid, degree } = state.told.value;
    const wanted = preferred.value;
    if (state.told.value !== heard.current) {
      heard.current = state.told.value;
      // What was said of the one side of a list doesn't hold for the other.
      draft.value = { ...draft.peek(), orcid, degree };
      choose("");
    }
    if (!wanted) return;
    choose(wanted);
    preferred.value = "";
  });
  useSignalEffect(() => {
    const answer = target.value ? "" : answerOf(state);
    if (answer) choose(answer);
  });
  // All verified persons are for the search and for a new author: the page answers the click first.
  useEffect(() => whenIdle(() => void directory.open()), []);
  const opened = state.opened.value;
  useEffect(() => {
    if (opened === "assign") panel.current?.focus({ preventScroll: true });
  }, [opened]);

  const forms = formsOf(state, keys);
  const form = forms.find((one) => names.full(one) === draft.value.name) ?? forms[0];
  const newcomers = useMemo(() => newcomersOf(state), [store.decisions.value]);
  const proposed = form ? idOf(draft.value, form, newcomers) : { id: "", why: "id_none" as const };

  const [kind, id = ""] = target.value.split(":");
  /** What the form says; null while nothing is chosen. */
  function choiceOf(): Choice | null {
    const mentions = [...keys];
    if (!form || !kind || !mentions.length) return null;
    const edits = Object.entries(orcids.value).map(([person, orcid]) => ({
      ...store.entryOf(person),
      id: person,
      orcid,
    }));
    const extra = edits.length ? { edits } : {};
    if (kind === "unverified")
      return { kind, person: null, mentions, ...(keep.value ? { keep_matching: false } : {}), ...extra };
    if (kind === "existing") return { kind, person: decided(knownPerson(state, id)), mentions, ...extra };
    if (kind === "newcomer") {
      const known = newcomers.get(id);
      if (!known) return null;
      const own = store.decisions.value.find((one) => one.kind === "new" && one.person?.id === id);
      // Of another page's person this page knows only the names printed here; joining puts them together.
      const { slug: _, ...here } = forms[0] ?? form;
      return {
        kind: "new",
        person: own?.person ?? { id, names: [here], orcid: known.orcid, degree: known.degree },
        mentions,
        ...extra,
      };
    }
    return {
      kind: "new",
      person: personOf(draft.value, form, proposed.id),
      mentions,
      ...(keep.value ? { keep_matching: true } : {}),
      ...extra,
    };
  }

  const lacksId = kind === "new" && !proposed.id;
  const choice = lacksId ? null : choiceOf();
  const existing = choice?.kind === "existing" ? id : "";
  useEffect(() => {
    if (!existing || !choice) return undefined;
    let current = true;
    loading.value = true;
    // Without the entry the rules know less, and the list of decisions says so.
    const loaded = loadPeople(state.data, state.planned(choice)).catch(() => {});
    void loaded.then(() => {
      if (current) loading.value = false;
    });
    return () => {
      current = false;
      loading.value = false;
    };
  }, [existing]);

  const known = people.version.value;
  const planned = useMemo(() => choice && plan(state, choice), [JSON.stringify(choice), known, outcomeOf(state)]);
  const option = useMemo(
    () => choice && keepOption(state, choice),
    [JSON.stringify(choice), known, outcomeOf(state)],
  );
  if (!keys.length || !form) return null;

  const conflict = planned?.conflicts.length ? say("assign_blocked") : "";
  const reason =
    lacksId
      ? say("id_none")
      : !choice || !planned
        ? say("assign_choose")
        : planned.idle
          ? say("assign_idle")
          : conflict || (loading.value ? say("assign_loading") : "");
  const takeOut = (key: string) => state.select(keys.filter((other) => other !== key));
  const count = countPapers(keys);
  const confirm = (event: Event) => {
    event.preventDefault();
    if (planned && !reason) settle(state, planned, letterOf(state, keys));
  };
  return (
    <div
      class="ar-panel ar-assign"
      data-ar-assign
      role="group"
      aria-labelledby="assign-title"
      tabIndex={-1}
      ref={panel}
    >
      <h3 id="assign-title">{say(count === 1 ? "assign_title_one" : "assign_title", { count })}</h3>
      <form data-ar-assign-form autocomplete="off" onSubmit={confirm}>
        <Persons state={state} keys={keys} cards={cards.value} chosen={existing} choose={choose} />
        <fieldset>
          <legend>{say("assign_else")}</legend>
          {[...newcomers.values()].map((person) => (
            <Radio key={person.id} value={`newcomer:${person.id}`} target={target.value} choose={choose}>
              <b>
                <bdi>{names.full(person.names?.[0] ?? { last: person.id })}</bdi>
              </b>{" "}
              <span class="ar-muted">
                {[say("newcomer"), person.degree, person.id, person.orcid && say("card_orcid", { orcid: person.orcid })]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </Radio>
          ))}
          <Radio value="new" target={target.value} choose={choose}>
            {say("assign_new")}
          </Radio>
          {kind === "new" && (
            <>
              <SamePerson
                cards={sameAs(state, keys, names.full(form))}
                choose={(person) => choose(`existing:${person.id}`)}
              />
              <NewAuthorFields
                forms={forms}
                draft={draft.value}
                proposed={proposed}
                change={(values) => {
                  draft.value = { ...draft.value, ...values };
                }}
              />
            </>
          )}
          {data.page.verified && (
            <Radio value="unverified" target={target.value} choose={choose}>
              {say("assign_unverified")}
            </Radio>
          )}
        </fieldset>
        {option && (
          <label class="ar-option" data-ar-keep-option>
            <input
              type="checkbox"
              data-ar-keep
              checked={keep.value}
              onChange={(event) => {
                keep.value = event.currentTarget.checked;
              }}
            />{" "}
            <span>{option}</span>
          </label>
        )}
        <div data-ar-preview aria-live="polite">
          {planned && (
            <OutcomeView
              state={state}
              decisions={planned.decisions}
              outcome={planned.outcome}
              about={keys}
              addOrcid={(person, orcid) => {
                orcids.value = { ...orcids.value, [person]: orcid };
              }}
              matchingOff={() => {
                keep.value = true;
              }}
            />
          )}
          {planned && <Doubts state={state} keys={keys} takeOut={takeOut} />}
          <Lacks state={state} keys={keys} />
        </div>
        <Confirm
          state={state}
          planned={planned}
          reason={reason}
          marked={Boolean(conflict) && reason === conflict}
          panel={panel}
        />
      </form>
    </div>
  );
}

/** The button, always in view, with what stands against it. */
function Confirm({
  state,
  planned,
  reason,
  marked,
  panel,
}: {
  state: ReviewState;
  planned: Plan | null;
  reason: string;
  /** The reason is marked further up. */
  marked: boolean;
  panel: { current: HTMLElement | null };
}): JSX.Element {
  const show = () => panel.current?.querySelector(".ar-conflict")?.scrollIntoView({ block: "center" });
  return (
    <div class="ar-buttons ar-assign__confirm">
      <button
        type="submit"
        class="ar-primary"
        data-ar-confirm
        disabled={!planned || Boolean(reason)}
        aria-describedby="ar-assign-reason"
      >
        {say("assign_do")}
      </button>
      {state.opened.value === "assign" && (
        <button
          type="button"
          data-ar-cancel
          onClick={() => {
            state.opened.value = null;
          }}
        >
          {say("cancel")}
        </button>
      )}
      <span id="ar-assign-reason" class="ar-muted" role="status" data-ar-assign-reason>
        {marked ? (
          <button type="button" class="ar-quiet" onClick={show}>
            {reason}
          </button>
        ) : (
          reason
        )}
      </span>
    </div>
  );
}

function Radio({
  value,
  target,
  choose,
  children,
}: {
  value: string;
  target: string;
  choose: (value: string) => void;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <label class="ar-option">
      <input type="radio" name="target" value={value} checked={value === target} onChange={() => choose(value)} />{" "}
      <span>{children}</span>
    </label>
  );
}
