/**
 * Whether a selection holds: what it lacks, what fits it badly, and which people of the page it cuts, each with its
 * reason and a button. It ticks nothing by itself.
 */

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Cut, Lack } from "../figures/missing";
import { reasons, type Fit, type Reason } from "../figures/pair_scores";
import type { PaperFacts } from "../model";
import { afterPaint, whenIdle } from "../page/after_paint";
import { find, listing } from "../page/dom";
import type { ReviewState } from "../state/review_state";
import { cutsOf, lackingIn, leftByUser, oddIn } from "../state/selection_check";
import { pileName } from "../words/piles";
import { say, type Word } from "../words/say";
import "./check.css";

/** Papers shown of each list; the rest when these are dealt with. */
const MOST = 6;
/** How many of the least like are shown where all fit. */
const LEAST = 3;
/** Letters of groups in one sentence. */
const MOST_LETTERS = 3;

/**
 * What is worked out after the page has answered the click, since it takes time for hundreds of papers.
 * @param when `whenIdle` for what only stands beside the answer
 */
function useLater<T>(state: ReviewState, keys: readonly string[], work: () => T, when = afterPaint): T | null {
  const [found, show] = useState<{ of: string; value: T } | null>(null);
  // All that the answer depends on.
  const of = [keys, leftByUser.value, state.disowned.value, state.store.decisions.value, state.piles.value];
  useEffect(() => when(() => show({ of: keys.join(), value: work() })), of);
  return found?.of === keys.join() ? found.value : null;
}

const factsOf = (state: ReviewState, keys: readonly string[]): PaperFacts[] => {
  const wanted = new Set(keys);
  return state.facts().filter(({ key }) => wanted.has(key));
};

const REASONS: Record<Reason["signal"], readonly [Word, Word]> = {
  coauthors: ["fit_coauthors", "fit_coauthors_not"],
  affiliation: ["fit_affiliation", "fit_affiliation_not"],
  years: ["fit_years_not", "fit_years_not"],
};

/** What speaks for a paper and against it. */
function Why({ state, one, keys }: { state: ReviewState; one: Fit; keys: readonly string[] }): JSX.Element {
  const [paper] = factsOf(state, [one.key]);
  const [nearest] = factsOf(state, [one.nearest]);
  const rows = reasons(paper, factsOf(state, keys)).map(({ signal: kind, supports, what, papers }) => ({
    supports, text: say(REASONS[kind][supports ? 0 : 1], { what: listing(what), count: papers }),
  }));
  const like = nearest && (one.fit > 0 || !rows.length);
  if (like) rows.push({ supports: true, text: say("fit_like", { title: nearest.title }) });
  return <>{rows.map(({ supports, text }) => <span class={supports ? "ar-tied" : "ar-odd"}>{text}</span>)}</>;
}

interface PaperProps {
  state: ReviewState;
  one: Fit;
  keys: readonly string[];
  /** Names of the buttons and what they do. */
  actions: readonly (readonly [Word, () => void])[];
}

/** A paper with its reasons and buttons, which say whom they are about where they are read alone. */
function Paper({ state, one, keys, actions }: PaperProps): JSX.Element | null {
  const [paper] = factsOf(state, [one.key]);
  if (!paper) return null;
  return (
    <li>
      <span>
        <bdi>{paper.title}</bdi>{" "}
        <span class="ar-muted">{[paper.paper, paper.year].filter(Boolean).join(" · ")}</span>
        <Why state={state} one={one} keys={keys} />
      </span>
      <span class="ar-buttons">
        {actions.map(([word, act]) => (
          <button type="button" aria-label={`${say(word)}: ${paper.title}`} onClick={act}>{say(word)}</button>
        ))}
      </span>
    </li>
  );
}

/** At most so many papers of a list. */
function Papers({ count, children }: { count: number; children: ComponentChildren }): JSX.Element {
  return (
    <>
      <ol class="ar-decisions ar-check__papers">{children}</ol>
      {count > MOST && <p class="ar-muted">{say("fit_more", { count: count - MOST })}</p>}
    </>
  );
}

/** "2 papers of person B, with Hao Zhou". */
function lackTitle({ letter, papers, coauthors, affiliations }: Lack): string {
  const what = listing(coauthors.length ? coauthors : affiliations);
  const word = coauthors.length ? "fit_lack_coauthors"
    : affiliations.length ? "fit_lack_affiliation" : "fit_lack_alike";
  return say(word, { count: papers.length, group: pileName(letter), what });
}

/** How a selection cuts the people of the page. */
function Cuts({ state, keys }: { state: ReviewState; keys: readonly string[] }): JSX.Element | null {
  const found = cutsOf(state, keys);
  if (!found.length) return null;
  const letters = (some: Cut[]) => listing(some.map(({ letter }) => pileName(letter)), MOST_LETTERS);
  const whole = found.filter(({ left, main }) => !left.length && !main);
  const wordOf = ({ main }: Cut): Word => (main ? "fit_take_rest" : "fit_out");
  const sentence = ({ letter, taken, left, main }: Cut) =>
    say(main ? "fit_cut_left" : "fit_cut_taken", {
      count: main ? left.length : taken.length, all: taken.length + left.length, group: pileName(letter),
    });
  const parts = found.filter(({ left }) => left.length);
  return (
    <ul class="ar-check__cuts" data-ar-cuts>
      {parts.slice(0, MOST_LETTERS).map((cut) => (
        <li key={cut.letter}>
          {sentence(cut)}{" "}
          <button
            type="button" class="ar-quiet" aria-label={`${say(wordOf(cut))}: ${pileName(cut.letter)}`}
            onClick={() => (cut.main ? state.select([...keys, ...cut.left]) : without(state, keys, cut.taken))}
          >{say(wordOf(cut))}</button>
        </li>
      ))}
      {parts.length > MOST_LETTERS && <li>{say("fit_cut_more", { count: parts.length - MOST_LETTERS })}</li>}
      {whole.length > 0 && <li>{say("fit_cut_whole", { groups: letters(whole) })}</li>}
    </ul>
  );
}

const without = (state: ReviewState, keys: readonly string[], out: readonly string[]): void =>
  state.select(keys.filter((key) => !out.includes(key)));

/** The panel that lists all of it. */
export function CheckPanel({ state }: { state: ReviewState }): JSX.Element {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const keys = state.selection.value;
  const found = useLater(state, keys, () => ({ lacks: lackingIn(state, keys), odds: oddIn(state, keys) }));
  const cuts = cutsOf(state, keys);
  const add = (papers: readonly Fit[]) => state.select([...keys, ...papers.map(({ key }) => key)]);
  const close = () => {
    state.opened.value = null;
    find("open-check")?.focus({ preventScroll: true });
  };
  return (
    <section class="ar-panel ar-check" data-ar-check-panel tabIndex={-1} ref={panel} aria-labelledby="check-title">
      <h3 id="check-title">{say("bar_check")}</h3>
      <Cuts state={state} keys={keys} />
      {found && <>
        <h4>{say("fit_missing")}</h4>
        {!found.lacks.length && <p class="ar-muted">{say("fit_none_missing")}</p>}
        {found.lacks.map((lack) => (
          <div key={lack.letter}>
            <p class="ar-check__group">
              {lackTitle(lack)}{" "}
              {lack.papers.length > 1 && (
                <button type="button" class="ar-quiet" onClick={() => add(lack.papers)}>
                  {say("fit_take_all", { count: lack.papers.length })}
                </button>
              )}
            </p>
            <Papers count={lack.papers.length}>
              {lack.papers.slice(0, MOST).map((one) => (
                <Paper key={one.key} state={state} one={one} keys={keys} actions={[
                  ["fit_take", () => add([one])],
                  ["fit_leave", () => { leftByUser.value = new Set([...leftByUser.value, one.key]); }],
                ]} />
              ))}
            </Papers>
          </div>
        ))}
        <h4>{say("fit_worst")}</h4>
        {found.odds.length > 0
          ? <Papers count={found.odds.length}>
              {found.odds.slice(0, MOST).map((one) => (
                <Paper key={one.key} state={state} one={one} keys={keys} actions={[
                  ["fit_out", () => without(state, keys, [one.key])],
                ]} />
              ))}
            </Papers>
          : <p class="ar-muted">
              {say(keys.length < 2 ? "fit_one" : cuts.length ? "fit_none_odd_cut" : "fit_none_odd")}
            </p>}
      </>}
      <div class="ar-buttons">
        <button type="button" data-ar-close-check onClick={close}>{say("fit_close")}</button>
      </div>
    </section>
  );
}

/** What fits badly among papers that are about to go together, for the panels that come before a download. */
export function Doubts({ state, keys, takeOut }: {
  state: ReviewState; keys: readonly string[]; takeOut: (key: string) => void;
}): JSX.Element | null {
  const found = useLater(state, keys, () => oddIn(state, keys), whenIdle);
  const list = (some: readonly Fit[]) => (
    <Papers count={some.length}>
      {some.slice(0, MOST).map((one) => (
        <Paper key={one.key} state={state} one={one} keys={keys} actions={[["fit_out", () => takeOut(one.key)]]} />
      ))}
    </Papers>
  );
  if (!found) return null;
  if (found.length) {
    return <div class="ar-warning"><p>{say("fit_before", { count: found.length })}</p>{list(found)}</div>;
  }
  // All fit, but who is about to give away many papers may want to look at the least alike.
  if (keys.length <= 2 * LEAST) return null;
  return <Least state={state} keys={keys} list={list} />;
}

/** The least like of papers that all fit, worked out when they are asked for. */
function Least({ state, keys, list }: {
  state: ReviewState; keys: readonly string[]; list: (some: readonly Fit[]) => JSX.Element;
}): JSX.Element {
  const [open, turn] = useState(false);
  return (
    <details class="ar-why" data-ar-least onToggle={(event) => turn(event.currentTarget.open)}>
      <summary>{say("fit_least", { count: LEAST })}</summary>
      {open && list(state.fits().worst(keys).slice(0, LEAST))}
    </details>
  );
}

/** What a selection lacks and cuts, in a line each, with the way to the list. */
export function Lacks({ state, keys }: { state: ReviewState; keys: readonly string[] }): JSX.Element | null {
  const lacks = useLater(state, keys, () => lackingIn(state, keys), whenIdle) ?? [];
  const look = () => { state.opened.value = "check"; };
  return (
    <div class="ar-check__before" role="status">
      <Cuts state={state} keys={keys} />
      {lacks.length > 0 && (
        <p>
          {say("fit_lacks", { what: lacks.slice(0, MOST_LETTERS).map(lackTitle).join("; ") })}{" "}
          <button type="button" class="ar-quiet" data-ar-lacks onClick={look}>{say("fit_look")}</button>
        </p>
      )}
    </div>
  );
}
