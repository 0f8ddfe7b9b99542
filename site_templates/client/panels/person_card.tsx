/** A verified person at a glance: who it is, what they wrote with whom, and how well papers fit. */

import type { JSX } from "preact";

import { listing } from "../page/dom";
import type { Card } from "../state/candidates";
import { say } from "../words/say";
import { yearSpan } from "../words/piles";
import { YearBars } from "./people";
import "./person_card.css";

const [WELL, MAY, BADLY] = [0.6, 0.25, 0.1];
const COAUTHORS = 3;

interface Props {
  card: Card;
  /** ID for the element with the name, for labels. */
  nameId?: string;
  /** ID for the element with all the rest. */
  restId?: string;
  /** The author of the page itself. */
  own?: boolean;
}

export function PersonCard({ card, nameId, restId, own }: Props): JSX.Element {
  const { person, shared } = card;
  const { facts, other = [], comment, id, orcid } = person;
  // A comment mostly is the institution; it says it once.
  const institutions = (facts?.institutions ?? []).filter((one) => one !== comment);
  const first = shared.filter((name) => facts?.coauthors.includes(name));
  const coauthors = [...first, ...(facts?.coauthors ?? []).filter((name) => !first.includes(name))].slice(0, COAUTHORS);
  const years = facts?.per_year.flatMap((count, at) => Array<number>(count).fill(facts.first + at)) ?? [];
  const about = [
    ...(own ? [say("card_own")] : []),
    ...institutions,
    id,
    orcid ? say("card_orcid", { orcid }) : say("card_no_orcid"),
  ];
  return (
    <span class="ar-card">
      <span class="ar-card__head" id={nameId}>
        <b>
          <bdi>{person.name}</bdi>
        </b>
        {comment && (
          <>
            {" "}
            <span>({comment})</span>
          </>
        )}
      </span>
      <span id={restId}>
        <span class="ar-card__line ar-muted">
          {about.map((text, at) => (
            <>
              {at > 0 && " · "}
              <span class={at < about.length - 2 ? undefined : "ar-card__id"}>{text}</span>
            </>
          ))}
        </span>
        {other.length > 0 && (
          <span class="ar-card__line ar-muted">
            <bdi>{say("card_also", { names: listing(other, 3) })}</bdi>
          </span>
        )}
        {facts && facts.papers > 0 && (
          <span class="ar-card__line">
            <YearBars years={years} /> {say("just_papers", { count: facts.papers })}
            {years.length > 0 && `, ${yearSpan(years)}`}
            {facts.venues.length > 0 && <span class="ar-muted"> · {facts.venues.join(", ")}</span>}
          </span>
        )}
        {coauthors.length > 0 && (
          <span class="ar-card__line">
            {say("card_with")}{" "}
            {coauthors.map((name, at) => (
              <>
                {at > 0 && ", "}
                {shared.includes(name) ? (
                  <b class="ar-card__shared">
                    <bdi>{name}</bdi>
                  </b>
                ) : (
                  <bdi>{name}</bdi>
                )}
              </>
            ))}
          </span>
        )}
        <FitLine card={card} />
      </span>
    </span>
  );
}

/** How well the papers fit, and why. */
function FitLine({ card: { fit, reason } }: { card: Card }): JSX.Element | null {
  if (fit === undefined && !reason) return null;
  const known = fit ?? MAY - 0.01;
  // That nothing is shared with the little that is known says nothing yet.
  const key = known >= WELL ? "card_well" : known >= MAY ? "card_may" : known < BADLY ? "card_badly" : null;
  const word = key ? say(key) : "";
  return (
    <span class={`ar-card__line ar-card__fit${fit !== undefined && fit >= WELL ? " ar-card__fit--well" : ""}`}>
      {word && <b>{word}</b>}
      {word && reason && ": "}
      <bdi>{reason}</bdi>
    </span>
  );
}
