/** What decisions will do, in words: what moves and stays, what stands against it, and what can be done about that. */

import type { JSX } from "preact";

import type { Decision, Issue, Outcome } from "../model";
import { newIssue } from "../patch/issue";
import * as orcids from "../people/orcid";
import { people } from "../people/people";
import { countPapers } from "../state/keys";
import { outcomeOf } from "../state/outcome";
import type { ReviewState } from "../state/review_state";
import { openMerge } from "../state/twin";
import { consequences, tellNamed } from "../words/decisions";
import { pageLabel } from "../words/labels";
import { say, type Word } from "../words/say";
import "./outcome_view.css";

/** What can be done about an issue; what is left out isn't offered. */
export interface Remedies {
  /** Adds an ORCID to the entry of a person who has none. */
  addOrcid?: (person: string, orcid: string) => void;
  /** Writes this page's ID on papers that would leave it. */
  keepHere?: (keys: string[]) => void;
  /** Turns name matching off for a person to whom the name leads these papers back. */
  matchingOff?: (person: string, keys: string[]) => void;
}

interface Props extends Remedies {
  state: ReviewState;
  decisions: readonly Decision[];
  /** Theirs. */
  outcome: Outcome;
  /**
   * Keys of the papers in question. Left out: all that are decided. Given: warnings that the decisions made so far have
   * anyway are not repeated.
   */
  about?: readonly string[];
}

/** The user has something to decide; all others only inform. */
const ASKS: readonly Word[] = [
  "name_differs", "name_swapped", "orcid_unknown", "pulled", "pushed", "pushed_off", "catch_all", "unsupported",
];
const FIX_DATA: readonly Word[] = ["name_differs", "name_swapped"];
const MAINTAINER: readonly Word[] = ["orcid_differs", "orcid_missing", "orcid_on_paper"];

/** One line for issues that differ in nothing but their paper. */
function grouped(issues: readonly Issue[]): Issue[][] {
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    const { paper, title, name, ...rest } = issue.params;
    const key = JSON.stringify([issue.code, rest, MAINTAINER.includes(issue.code) ? "" : name]);
    groups.set(key, [...(groups.get(key) ?? []), issue]);
  }
  return [...groups.values()];
}

/** Whose ORCID it is already, among the entries and in the decisions; null if it is free for this person. */
function ownerOf(state: ReviewState, decisions: readonly Decision[], orcid: string, person: string): string | null {
  const { page, candidates } = state.data;
  const decided = decisions.flatMap((one) => (one.person ? [one.person] : []));
  const found = people.byOrcid(orcid) ?? [page, ...candidates, ...decided].find((one) => one.orcid === orcid)?.id;
  return found && found !== person ? found : null;
}

/** Whose the ORCID is that a paper carries and its author's entry lacks; "" if it is nobody's. */
function ownerOfMissing(state: ReviewState, decisions: readonly Decision[], { code, params }: Issue): string {
  if (code !== "orcid_missing") return "";
  const owner = ownerOf(state, decisions, String(params.orcid ?? ""), String(params.person ?? ""));
  return owner ? pageLabel(state.data, decisions, owner) : "";
}

export function OutcomeView({ state, decisions, outcome, about, ...remedies }: Props): JSX.Element {
  const known = about ? outcomeOf(state).warnings.map((issue) => JSON.stringify(issue)) : [];
  const concerns = ({ mention }: Issue) => !about || mention === null || about.includes(mention);
  const isKnown = (issue: Issue) => issue.mention === null && known.includes(JSON.stringify(issue));
  // That nothing has to change is one of the sentences.
  const isShown = (issue: Issue) => issue.code !== "already_there" && concerns(issue) && !isKnown(issue);
  const sentences = consequences(state.data, decisions, outcome, about);
  const lines = (issues: readonly Issue[], style: (code: Word) => string) => grouped(issues).map((alike) => (
    <Line key={JSON.stringify(alike[0])} class={style(alike[0].code)} issues={alike}
      {...{ state, decisions, outcome, remedies }} />
  ));
  return (
    <div class="ar-outcome">
      {sentences.length > 0 && <p class="ar-consequence">{sentences.join(" ")}</p>}
      {lines(outcome.conflicts.filter(concerns), () => "ar-conflict")}
      {lines(outcome.warnings.filter(isShown), (code) => (ASKS.includes(code) ? "ar-warning" : "ar-note"))}
    </div>
  );
}

interface LineProps {
  class: string;
  state: ReviewState;
  decisions: readonly Decision[];
  outcome: Outcome;
  /** Alike but for their papers. */
  issues: Issue[];
  remedies: Remedies;
}

function Line({ class: style, issues, ...props }: LineProps): JSX.Element {
  const { state, decisions } = props;
  const [first, ...more] = issues;
  const owner = ownerOfMissing(state, decisions, first);
  return (
    <div class={style}>
      <p>{owner ? say("orcid_others", { ...first.params, owner }) : tellNamed(state.data, decisions, first)}</p>
      <Help issues={issues} {...props} />
      {more.length > 0 && (
        <details class="ar-more">
          <summary>{say("same_for_more", { count: more.length })}</summary>
          <ul>
            {more.map((issue) => (
              <li key={issue.mention}>
                <bdi>{issue.params.title}</bdi> <PaperLink state={state} issue={issue} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** What can be done about issues that are alike. */
function Help({ state, decisions, outcome, issues, remedies }: Omit<LineProps, "class">): JSX.Element {
  const { addOrcid, keepHere, matchingOff } = remedies;
  const [{ code, params }] = issues;
  const id = String(params.person ?? "");
  const orcid = String(params.orcid ?? "");
  const person = pageLabel(state.data, decisions, id);
  const button = (text: string, act: () => void) => <button type="button" onClick={act}>{text}</button>;
  const keys = issues.flatMap(({ mention }) => mention ?? []);

  const leaving = code.startsWith("pushed") && id === state.data.page.id
    ? outcome.pushed.filter((move) => move.here).map((move) => move.key) : [];
  // The other entry is the page's own: two entries of one person, or two people.
  const own = state.data.page.verified && !outcome.merging;
  const isTwin = code === "orcid_missing"
    ? ownerOf(state, decisions, orcid, id) === state.data.page.id && id !== state.data.page.id
    : code === "orcid_differs" && orcid === state.data.page.orcid;
  const leftFor = code === "emptied" && params.page === state.data.page.id
    ? [...new Set(outcome.moves.map(({ to }) => to))].filter((to) => !to.endsWith("/unverified")) : [];
  const other = isTwin ? id : leftFor.length === 1 ? leftFor[0] : "";
  // Only a namesake may be the same person: with anybody else a merge would be the worse mistake.
  const twin = state.data.candidates.some((one) => one.id === other) ? other : "";
  const canAdd = code === "orcid_missing" && !ownerOfMissing(state, decisions, issues[0]) && orcids.valid(orcid);
  return (
    <>
      <p class="ar-remedies">
        {keepHere && leaving.length > 0
          && button(say("keep_here", { count: countPapers(leaving), person }), () => keepHere(leaving))}
        {addOrcid && canAdd && button(say("entry_add_orcid", { orcid, person }), () => addOrcid(id, orcid))}
        {matchingOff && code === "no_effect"
          && button(say("matching_off_do", { person }), () => matchingOff(id, keys))}
        {own && twin && button(say("merge_offer"), () => openMerge(state, twin))}
        <PaperLink state={state} issue={issues[0]} />
      </p>
    </>
  );
}

/** Where a paper itself is put right; nothing for issues that are not about the paper. */
function PaperLink({ state, issue: { code, params } }: { state: ReviewState; issue: Issue }): JSX.Element | null {
  const paper = String(params.paper ?? "");
  const outside = { target: "_blank", rel: "noopener noreferrer" };
  if (FIX_DATA.includes(code)) {
    return <a href={`https://aclanthology.org/${paper}/`} {...outside}>{say("paper_page")}</a>;
  }
  // A prepared public issue names the author.
  if (!MAINTAINER.includes(code) || state.store.secret.value) return null;
  const has = params.person_orcid ? say("ask_orcid_has", { orcid: params.person_orcid }) : "";
  const href = newIssue(say("ask_orcid_title", params), say("ask_orcid_body", { ...params, has }));
  return <a href={href} {...outside} data-ar-public>{say("ask_maintainer", { paper })}</a>;
}
