/**
 * On a review page that was opened for a request: what it asks for and what that would do, one button to do it, then the
 * labels to set, the answer to paste, and the next request.
 */

import type { JSX } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";

import { copy } from "../page/dom";
import { people } from "../people/people";
import { labels, reply, type ListedPaper } from "../requests/reply";
import { outcome as outcomeWith } from "../rules/outcome";
import { cardsOf } from "../state/candidates";
import { paperOf } from "../state/keys";
import { loadPeople } from "../state/load_people";
import { outcomeOf } from "../state/outcome";
import { requestOf, type Asked, type OpenRequest } from "../state/request";
import type { ReviewState } from "../state/review_state";
import { openMerge } from "../state/twin";
import { pageLabel } from "../words/labels";
import { say } from "../words/say";
import { Doubts } from "./check";
import { SamePerson } from "./new_author";
import { OutcomeView } from "./outcome_view";
import { IssueLink } from "./issue_link";
import "./request.css";

export function RequestCard({ state }: { state: ReviewState }): JSX.Element | null {
  const open = requestOf(state);
  const asked = open.asked.value;
  const title = useRef<HTMLHeadingElement>(null);
  const key = asked?.request.key;
  // The paste box takes the focus when a text comes in; who opened a request wants to read that first.
  useEffect(() => title.current?.focus({ preventScroll: true }), [key]);
  if (!asked) return null;
  const { request, judged } = asked;
  const dealt = open.dealt.value;
  const age = request.age < 0 ? "" : say("request_days", { count: request.age });
  const next = open.next.value;
  return (
    <section class="ar-panel ar-request" data-ar-request-card={request.key} aria-labelledby="ar-request-title">
      <h2 id="ar-request-title" ref={title} tabIndex={-1}>
        <IssueLink request={request} /> <bdi>{request.title || say("request_untitled")}</bdi>
      </h2>
      <p class="ar-muted" data-ar-request-state>
        {[say(`request_kind_${judged.kind}`), say(`request_state_${judged.state}`), age].filter(Boolean).join(" · ")}
      </p>
      <Person asked={asked} />
      {request.remarks.length > 0 && (
        <details class="ar-why">
          <summary>{say("request_remarks", { n: request.remarks.length })}</summary>
          {request.remarks.map((text) => <p class="ar-request__said"><bdi>{text}</bdi></p>)}
        </details>
      )}
      {judged.state === "ready" && dealt !== "patch"
        ? <Proposal state={state} open={open} asked={asked} />
        : <Answer key={`${key}${dealt}`} state={state} open={open} asked={asked} />}
      <p class="ar-request__foot">
        {next && <a href={`../${next.file}#request=${next.key}`} data-ar-request-next>{say("request_next")}</a>}
        <a href="../requests.html">{say("request_list")}</a>
        {dealt === "patch" && <a href="../basket.html">{say("request_basket")}</a>}
      </p>
    </section>
  );
}

/** Who has the ORCID of the text, before anything is assigned. */
function Person({ asked: { request, judged } }: { asked: Asked }): JSX.Element | null {
  const { owner } = request;
  if (!owner) return null;
  return (
    <p class="ar-consequence" data-ar-request-owner>
      {say("request_owner", { orcid: judged.orcid, name: owner.name, id: owner.id, count: owner.papers })}
    </p>
  );
}

/** What would be done, with what speaks against it. */
function Proposal({ state, open, asked }: { state: ReviewState; open: OpenRequest; asked: Asked }): JSX.Element {
  const { choices, twins, mine, merge } = asked;
  const known = people.version.value;
  const decisions = state.store.decisions.value;
  const trial = useMemo(
    () => state.store.trial((made) => choices.forEach((choice) => made.assign(choice))),
    [JSON.stringify(choices), known, decisions],
  );
  useEffect(() => void loadPeople(state.data, trial).catch(() => {}), [trial]);
  const outcome = useMemo(() => outcomeWith(state.data, trial), [trial, known]);
  const keys = choices.flatMap(({ mentions }) => [...mentions]);
  if (merge) return <Merge state={state} other={merge} />;
  if (!choices.length) return <p data-ar-request-plan>{say("request_by_hand")}</p>;
  const blocked = outcome.conflicts.length > 0;
  return (
    <div data-ar-request-plan>
      <OutcomeView state={state} decisions={trial} outcome={outcome} about={keys} />
      <SeveralPeople state={state} keys={mine} />
      <SamePerson cards={cardsOf(state, mine, twins)} choose={() => open.choose(mine)} />
      <Doubts state={state} keys={mine} takeOut={open.leaveOut} />
      <div class="ar-buttons">
        <button type="button" class="ar-primary" data-ar-request-accept disabled={blocked} onClick={() => void open.accept()}>
          {say("request_accept")}
        </button>
        <button type="button" onClick={() => open.choose(mine.length ? mine : keys)}>{say("request_choose")}</button>
      </div>
    </div>
  );
}

/** Two verified entries that are said to be one person's: only the panel that merges shows what that means. */
function Merge({ state, other }: { state: ReviewState; other: string }): JSX.Element {
  const decisions = state.store.decisions.value;
  const [person, twin] = [state.data.page.id, other].map((id) => pageLabel(state.data, decisions, id));
  return (
    <div data-ar-request-plan>
      <p>{say("request_merge", { person, other: twin })}</p>
      <div class="ar-buttons">
        <button type="button" class="ar-primary" data-ar-request-merge onClick={() => openMerge(state, other)}>
          {say("request_merge_open")}
        </button>
      </div>
    </div>
  );
}

/** Whoever asks for papers that are suggested as several people's may be wrong about some. */
function SeveralPeople({ state, keys }: { state: ReviewState; keys: readonly string[] }): JSX.Element | null {
  const wanted = new Set(keys);
  const n = state.groups.filter((group) => group.keys.some((key) => wanted.has(key))).length;
  if (n < 2 || state.blind.value) return null;
  return <p class="ar-warning" data-ar-request-groups>{say("request_groups", { n })}</p>;
}

/** What goes back: labels, and the text. */
function Answer({ state, open, asked }: { state: ReviewState; open: OpenRequest; asked: Asked }): JSX.Element {
  const { request, judged, mine } = asked;
  const field = useRef<HTMLTextAreaElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const decisions = state.store.decisions.value;
  const isDecided = judged.state === "question" && open.dealt.value === "patch";
  const settled = isDecided ? { ...judged, state: "ready" as const } : judged;
  const papers = state.facts().map(({ paper, title }): ListedPaper => ({ paper, title }));
  const decision = mine.map((key) => state.store.decisionOf(key)).find((one) => one?.person)
    ?? decisions.find((one) => one.person && one.mentions.length);
  const chosen = new Set((decision?.mentions ?? []).map(paperOf));
  const person = decision?.person?.id ?? "";
  const author = person ? `${pageLabel(state.data, decisions, person)}` : "";
  const text = reply(settled, papers, papers.filter(({ paper }) => chosen.has(paper)), author);
  const toSet = labels(request, settled, outcomeOf(state).persons.some(({ disabled }) => disabled));
  return (
    <div data-ar-request-answer>
      {open.dealt.value === "patch" && <p role="status">{say("request_in_patch")}</p>}
      {request.number > 0 && toSet.length > 0 && (
        <p>{say("request_labels")} {toSet.map((label) => <><code data-ar-request-label>{label}</code>{" "}</>)}</p>
      )}
      <textarea ref={field} readOnly rows={6} aria-label={say("request_reply")} data-ar-request-reply value={text} />
      <div class="ar-buttons">
        <button type="button" data-ar-request-copy onClick={() => {
          if (field.current && status.current) void copy(text, field.current, status.current);
          open.answered();
        }}>{say("request_copy")}</button>
      </div>
      <p role="status" class="ar-muted" ref={status} />
    </div>
  );
}
