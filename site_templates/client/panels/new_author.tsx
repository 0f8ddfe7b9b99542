/** A new author: the fields, and before them the question whether a verified one without ORCID is the same. */

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import type { Candidate, DecisionPerson, Form } from "../model";
import * as ids from "../people/ids";
import * as names from "../people/names";
import * as orcids from "../people/orcid";
import { people } from "../people/people";
import type { Card } from "../state/candidates";
import { say, type Word } from "../words/say";
import { PersonCard } from "./person_card";

/** What the fields hold. */
export interface Draft {
  /** Full name as printed; "" for the first of the forms. */
  name: string;
  orcid: string;
  degree: string;
  /** "" for the ID that is proposed. */
  id: string;
}

/** The ID that a new author gets: typed, or proposed. */
export function idOf(
  draft: Draft,
  form: Form,
  newcomers: ReadonlyMap<string, DecisionPerson>,
): { id: string; why: Word } {
  if (draft.id) return { id: draft.id, why: "id_own" };
  const known = { degree: draft.degree, orcid: orcids.normalise(draft.orcid) };
  return ids.propose(form.slug, known, (id) => people.isTaken(id) || newcomers.has(id));
}

/** The new author as the decision has it. */
export function personOf(draft: Draft, { slug: _, ...name }: Form, id: string): DecisionPerson {
  return { id, names: [name], orcid: orcids.normalise(draft.orcid), degree: draft.degree.trim() };
}

/** What is said of the ORCID that was typed. */
function orcidNote({ orcid, degree }: Draft): Word | null {
  const typed = orcids.normalise(orcid);
  if (typed) return orcids.valid(typed) ? "orcid_good" : "orcid_bad";
  return degree.trim() ? null : "orcid_wanted";
}

interface Props {
  forms: readonly Form[];
  draft: Draft;
  proposed: { id: string; why: Word };
  change: (values: Partial<Draft>) => void;
}

export function NewAuthorFields({ forms, draft, proposed, change }: Props): JSX.Element {
  const fields = useRef<HTMLDivElement>(null);
  // They open below the choice, where the panel may have ended.
  useEffect(() => fields.current?.scrollIntoView({ block: "nearest" }), []);
  const note = orcidNote(draft);
  const typed = (field: "orcid" | "degree" | "id") => (event: JSX.TargetedInputEvent<HTMLInputElement>) =>
    change({ [field]: event.currentTarget.value });
  return (
    <div class="ar-fields" data-ar-new ref={fields}>
      <label>
        {say("new_name")}{" "}
        <select
          data-ar-new-name
          value={draft.name || (forms[0] && names.full(forms[0]))}
          onChange={(event) => change({ name: event.currentTarget.value })}
        >
          {forms.map(names.full).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say("new_orcid")}{" "}
        <input
          data-ar-new-orcid
          value={draft.orcid}
          placeholder="0000-0000-0000-0000"
          aria-describedby="ar-orcid-note"
          onInput={typed("orcid")}
        />
        <span id="ar-orcid-note" class="ar-muted" data-ar-orcid-note>
          {note && say(note)}
        </span>
      </label>
      <label>
        {say("new_degree")}{" "}
        <input data-ar-new-degree value={draft.degree} placeholder={say("new_degree_hint")} onInput={typed("degree")} />
      </label>
      <label>
        {say("new_id")}{" "}
        <input
          data-ar-new-id
          value={draft.id || proposed.id}
          spellcheck={false}
          aria-describedby="ar-id-note"
          onInput={(event) => change({ id: event.currentTarget.value.trim() })}
        />
        <span id="ar-id-note" class="ar-muted" data-ar-id-note>
          {say(proposed.why)}
        </span>
      </label>
    </div>
  );
}

/** Whether the new author isn't somebody who has a page already. */
export function SamePerson({
  cards,
  choose,
}: {
  cards: readonly Card[];
  choose: (person: Candidate) => void;
}): JSX.Element | null {
  if (!cards.length) return null;
  return (
    <div class="ar-warning ar-twin" data-ar-same>
      {cards.map((card) => (
        <div key={card.person.id}>
          <p>
            <b>{say("assign_same", { name: card.person.name, id: card.person.id })}</b>
          </p>
          <PersonCard card={card} />
          <button type="button" data-ar-same-person={card.person.id} onClick={() => choose(card.person)}>
            {say("assign_same_do")}
          </button>
        </div>
      ))}
      <p class="ar-muted">{say("assign_same_else")}</p>
    </div>
  );
}
