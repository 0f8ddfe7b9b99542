/** Verified persons to choose from: whom the page knows, the best first, or who is found among all. */

import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useId } from "preact/hooks";
import type { JSX } from "preact";

import * as directory from "../lists/directory";
import { cardsOf, loadFacts, type Card } from "../state/candidates";
import type { ReviewState } from "../state/review_state";
import { say } from "../words/say";
import { PersonCard } from "./person_card";

/** So many cards are shown at first; all others are one click away. */
const SHOWN = 5;
const FOUND = 200;

/** The verified persons: whom the page knows, or who is found. */
export function Persons({
  state,
  keys,
  cards,
  chosen,
  choose,
}: {
  state: ReviewState;
  keys: readonly string[];
  cards: readonly Card[];
  /** ID. */
  chosen: string;
  choose: (value: string) => void;
}): JSX.Element {
  const query = useSignal("");
  const all = useSignal(false);
  const asked = query.value.trim();
  const ids = useComputed(() =>
    query.value.trim() ? (directory.list.value?.find(query.value.trim(), FOUND).map(({ id }) => id) ?? []) : null,
  );
  // The chosen one stays in view, wherever it was found.
  const listed = ids.value
    ? cardsOf(state, keys, ids.value.slice(0, all.value ? FOUND : SHOWN))
    : cards.slice(0, all.value ? cards.length : SHOWN);
  const isListed = !chosen || listed.some(({ person }) => person.id === chosen);
  const shown = isListed ? listed : [...cardsOf(state, keys, [chosen]), ...listed];
  const total = ids.value ? ids.value.length : cards.length;
  const wanted = shown.map(({ person }) => person.id).join();
  useEffect(() => void loadFacts(shown.map(({ person }) => person)), [wanted]);
  const status =
    directory.list.value === null
      ? say("list_failed")
      : !asked || !directory.list.value
        ? ""
        : total
          ? say("assign_found", { count: total })
          : say("nobody_found");
  return (
    <fieldset>
      <legend>{say("assign_verified")}</legend>
      <input
        type="search"
        data-ar-verified-search
        aria-label={say("assign_search")}
        placeholder={say("assign_search_hint")}
        spellcheck={false}
        value={query.value}
        onFocus={() => void directory.open()}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.preventDefault();
        }}
        onInput={(event) => {
          query.value = event.currentTarget.value;
          all.value = false;
        }}
      />
      <p class="ar-muted" role="status" data-ar-verified-status>
        {status}
      </p>
      <div data-ar-candidates>
        {shown.map((card) => (
          <PersonRadio
            key={card.person.id}
            card={card}
            own={card.person.id === state.data.page.id}
            checked={card.person.id === chosen}
            choose={choose}
          />
        ))}
      </div>
      {total > SHOWN && (
        <button
          type="button"
          class="ar-quiet"
          data-ar-all-candidates
          aria-expanded={all.value}
          onClick={() => {
            all.value = !all.value;
          }}
        >
          {all.value ? say("assign_fewer") : say("assign_all", { count: total })}
        </button>
      )}
    </fieldset>
  );
}

function PersonRadio({
  card,
  own,
  checked,
  choose,
}: {
  card: Card;
  own: boolean;
  checked: boolean;
  choose: (value: string) => void;
}): JSX.Element {
  const id = useId();
  const value = `existing:${card.person.id}`;
  return (
    <label class="ar-option ar-option--card">
      <input
        type="radio"
        name="target"
        value={value}
        checked={checked}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-rest`}
        onChange={() => choose(value)}
      />{" "}
      <PersonCard card={card} own={own} nameId={`${id}-name`} restId={`${id}-rest`} />
    </label>
  );
}
