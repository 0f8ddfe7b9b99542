/** The people of the page: one row each, in view all the time. */

import { useEffect, useRef } from "preact/hooks";

import { tone } from "../figures/group_colour";
import { moveFocus, oneTabStop } from "../page/roving";
import { bestCandidate } from "../state/candidates";
import { UNDECIDED, type Pile } from "../state/piles";
import type { ReviewState } from "../state/review_state";
import { personLabel } from "../words/labels";
import { pileName, yearSpan } from "../words/piles";
import { say } from "../words/say";
import { candidateLabel } from "./candidate_label";
import { assignBest, SURE } from "./group_tools";
import "./people.css";

/** So many suggested people have a row of their own; the page itself has all. */
const MOST = 12;

export function People({ state }: { state: ReviewState }) {
  const list = useRef<HTMLUListElement>(null);
  const piles = state.piles.value;
  useEffect(() => {
    if (list.current) oneTabStop(list.current);
  });
  if (piles.length < 2 && !piles.some((pile) => pile.touched)) return null;
  const inView = (pile: Pile, at: number) => at < MOST || pile.letter === UNDECIDED || pile.touched;
  const rest = piles.filter((pile, at) => !inView(pile, at));
  return (
    <ul ref={list} onKeyDown={(event) => list.current && moveFocus(list.current, event)}>
      {piles.filter(inView).map((pile) => <Person key={pile.letter} state={state} pile={pile} />)}
      {rest.length > 0 && <li><a class="ar-person" href={`#group-${rest[0]?.letter}`}>{say("pile_more", { count: rest.length })}</a></li>}
    </ul>
  );
}

function Person({ state, pile }: { state: ReviewState; pile: Pile }) {
  const { letter, keys, touched } = pile;
  const years = keys.map((key) => state.years.get(key));
  const group = state.groups.find((one) => one.letter === letter);
  const progress = progressOf(state, pile);
  const best = progress ? null : bestCandidate(state, letter);
  return (
    <li>
      <a class={`ar-person ${tone(letter)}`} href={`#group-${letter === UNDECIDED ? "undecided" : letter}`} data-ar-chip={letter}>
        <b class="ar-letter">{letter}</b>{" "}
        <span class="ar-person__count">{letter === UNDECIDED && <span class="ar-sr">{pileName(letter)}, </span>}{say("just_papers", { count: keys.length })}</span>{" "}
        <YearBars years={years} /> <small>{yearSpan(years)}</small>
        {!touched && !state.blind.value && group?.reason && <> <small class="ar-person__reason">{group.reason}</small></>}
        {progress && <> <small class="ar-assigned">{progress}</small></>}
      </a>
      {best && (
        <button type="button" class="ar-quiet ar-person__best" title={best.reason} onClick={() => void assignBest(state, letter, keys, best.person)}>
          {say((best.fit ?? 0) >= SURE ? "best_candidate" : "best_candidate_perhaps")} <bdi>{candidateLabel(best.person)}</bdi>
        </button>
      )}
    </li>
  );
}

/** Where the papers of a person go, in few words; "" while nothing is decided. */
export function progressOf(state: ReviewState, { keys }: Pile): string {
  const made = keys.map((key) => state.store.decisionOf(key));
  const count = made.filter(Boolean).length;
  const [first] = made;
  if (!count) return "";
  if (first && made.every((one) => one === first)) return `→ ${first.kind === "unverified" ? say("pile_unverified") : personLabel(first)}`;
  return say("pile_progress", { count, all: keys.length });
}

/** A tiny bar for each year, as `pages/figures.html` draws it. Screen readers skip it: the years stand beside it. */
export function YearBars({ years }: { years: readonly (number | null | undefined)[] }) {
  const known = years.filter((year) => typeof year === "number");
  const first = Math.min(...known);
  const counts = Array.from({ length: known.length ? Math.max(...known) - first + 1 : 0 }, (_, at) => known.filter((year) => year === first + at).length);
  if (counts.length < 2) return null;
  const top = Math.max(...counts);
  const tenth = (value: number) => Math.round(value * 10) / 10;
  return (
    <svg class="ar-years" width={Math.min(counts.length * 3, 60)} height="12" viewBox={`0 0 ${counts.length * 3} 12`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {counts.map((n, at) => n > 0 && <rect x={at * 3} y={tenth(10 - (10 * n) / top)} width="2" height={tenth((10 * n) / top + 2)} />)}
    </svg>
  );
}
