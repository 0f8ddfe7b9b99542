/** Figures that follow selection and moves, each also in words: who wrote when, with whom, and how alike it is. */

import { signal, useSignal, type Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";

import { Matrix } from "../figures/matrix";
import { fewer, Network } from "../figures/network";
import * as numbers from "../figures/numbers";
import { oddities } from "../figures/odd";
import type { Guide } from "../figures/plot";
import { Timeline } from "../figures/timeline";
import type { Word } from "../words/say";
import { afterPaint } from "../page/after_paint";
import { all } from "../page/dom";
import { keyOf } from "../state/keys";
import type { Pile } from "../state/piles";
import type { ReviewState } from "../state/review_state";
import { pileName } from "../words/piles";
import { say } from "../words/say";
import { Compare } from "./compare";
import { useFollowing, type View } from "./follow";
import "./figures.css";

const MOST_ROWS = 16;
/** Names that can be looked through: in a column, and where the page is as wide as two columns. */
const [MOST_NAMES, MOST_NAMES_WIDE, ROOMY] = [24, 40, "(min-width: 45em)"];
/** Titles that are told of a bar. */
const MOST_TITLES = 3;
const STAGES = 3;

/** Which folds are open: they are so again when the panel comes back. */
const open = { likeness: signal(false), compare: signal(false) };

const percent = (chance: number): string => `${Math.round(100 * chance)} %`;

export function FiguresPanel({ state }: { state: ReviewState }) {
  const box = useRef<HTMLElement>(null);
  // One figure after the other, each in a task of its own: none holds up the page, and nothing that is seen moves.
  const stage = useSignal(0);
  useEffect(() => {
    if (stage.value < STAGES) return afterPaint(() => stage.value++);
    return undefined;
  }, [stage.value]);
  const opened = state.opened.value === "figures";
  useEffect(() => {
    if (opened) box.current?.focus({ preventScroll: true });
  }, [opened]);
  const count = state.selection.value.length;
  return (
    <section class="ar-panel ar-look" aria-labelledby="ar-look-title" data-ar-look ref={box} tabIndex={-1}>
      <header class="ar-look__head">
        <h2 id="ar-look-title">{say("figures_title")}</h2>
        {count > 0 && (
          <button type="button" onClick={() => { state.opened.value = "assign"; }}>
            {say("look_assign", { count })}
          </button>
        )}
        {opened && (
          <button type="button" class="ar-quiet" onClick={() => { state.opened.value = null; }}>
            {say("look_close")}
          </button>
        )}
      </header>
      {stage.value > 0 && <OddLine state={state} />}
      {stage.value > 0 && <Years state={state} />}
      {stage.value > 1 && <CoAuthors state={state} />}
      {stage.value > 2 && state.data.mentions.length > 1 && (
        <>
          <Fold title="look_alike" isOpen={open.likeness} hook="likeness"><Likeness state={state} /></Fold>
          <Fold title="look_compare" isOpen={open.compare} hook="compare"><Compare state={state} /></Fold>
        </>
      )}
    </section>
  );
}

/** Something that is made only while it is open. */
function Fold({ title, isOpen, hook, children }: {
  title: Word; isOpen: Signal<boolean>; hook: string; children: ComponentChildren;
}) {
  return (
    <details
      class="ar-look__fold"
      data-ar-fold={hook}
      open={isOpen.value}
      onToggle={(event) => { if (event.target === event.currentTarget) isOpen.value = event.currentTarget.open; }}
    >
      <summary>{say(title)}</summary>
      {isOpen.value && children}
    </details>
  );
}

/** A figure with its name, and what it shows in words. */
function Figure({ title, hook, words, children }: {
  title?: Word; hook: string; words: () => string[]; children: ComponentChildren;
}) {
  const inWords = useSignal(false);
  return (
    <figure class="ar-look__figure" data-ar-figure={hook}>
      {title && <figcaption>{say(title)}</figcaption>}
      {children}
      <Fold title="look_words" isOpen={inWords} hook="words">
        <ul>{words().map((text) => <li key={text}>{text}</li>)}</ul>
      </Fold>
    </figure>
  );
}

/** Selects papers, or none if exactly they are selected; where that ends the figures, the first takes the focus. */
function pick(state: ReviewState, keys: readonly string[]): void {
  const selected = new Set(state.selection.peek());
  const same = keys.length === selected.size && keys.every((key) => selected.has(key));
  state.select(same ? [] : keys);
  if (state.panel.peek() === "figures") return;
  const first = state.selection.peek()[0];
  const row = all("paper").find((one) => one.dataset.arPaper === first);
  row?.querySelector<HTMLElement>("[data-ar-check]")?.focus();
}

const guide = (state: ReviewState, how: Word, keyboard: Word): Guide =>
  ({ how: say(how), keyboard: say(keyboard), pick: (keys) => pick(state, keys) });

/** The oddest thing of the page in a line, as long as nothing is selected. */
function OddLine({ state }: { state: ReviewState }) {
  const { piles, keys } = useFollowing(state);
  const decisions = state.store.decisions.value;
  const odd = useMemo(() => {
    const decided = new Set(decisions.flatMap((one) => one.mentions));
    return oddities(piles, state.data.mentions, state.fits(), (key) => decided.has(key))[0];
  }, [piles, decisions]);
  if (!odd || keys.length) return null;
  return (
    <p class="ar-look__odd" data-ar-odd>
      {say(odd.word, odd.params)}{" "}
      <button type="button" class="ar-quiet" onClick={() => pick(state, odd.keys)}>
        {say("odd_show", { count: odd.keys.length })}
      </button>
    </p>
  );
}

function Years({ state }: { state: ReviewState }) {
  const { piles, chosen } = useFollowing(state);
  const known = useMemo(() => new Map(state.data.mentions.map((m) => [keyOf(m), m])), [state]);
  const data = numbers.timeline(piles.slice(0, MOST_ROWS), state.years, chosen);
  if (!Number.isFinite(data.first)) return null;
  const keysOf = (letter: string, year?: number) => {
    const keys = piles.find((pile) => pile.letter === letter)?.keys ?? [];
    return keys.filter((key) => year === undefined || state.years.get(key) === year);
  };
  const titlesOf = (keys: readonly string[]) => {
    const titles = keys.slice(0, MOST_TITLES).map((key) => known.get(key)?.title ?? "").join(" · ");
    return titles + (keys.length > MOST_TITLES ? say("and_more", { count: keys.length - MOST_TITLES }) : "");
  };
  const left = piles.length - MOST_ROWS;
  const words = () => data.rows.map((row) => {
    const cells = row.years.map(({ year, papers, chosen: some }) =>
      `${year} ${say("look_papers", { count: papers })}${some ? ` (${say("look_chosen", { count: some })})` : ""}`);
    return `${pileName(row.letter)}: ${cells.join("; ")}`;
  });
  return (
    <Figure title="look_years" hook="years" words={words}>
      <Timeline
        data={data}
        keysOf={keysOf}
        titlesOf={titlesOf}
        chosen={chosen}
        guide={guide(state, "look_years_how", "look_years_keys")}
      />
      {left > 0 && <p class="ar-muted">{say("look_left_persons", { count: left })}</p>}
    </Figure>
  );
}

function CoAuthors({ state }: { state: ReviewState }) {
  const { piles, chosen } = useFollowing(state);
  const facts = state.facts();
  const most = !state.wide.value && matchMedia(ROOMY).matches ? MOST_NAMES_WIDE : MOST_NAMES;
  const data = fewer(numbers.network(piles, facts, chosen), most);
  if (!data.nodes.length) return null;
  const keysOf = (name: string) => facts.filter((paper) => paper.coauthors.includes(name)).map((paper) => paper.key);
  const words = () => {
    const shared = data.nodes.filter((node) => node.piles.length > 1);
    const names = shared.map((node) => `${node.name} (${node.piles.join(", ")})`).join("; ");
    const own = piles.slice(0, MOST_ROWS).flatMap((pile) => {
      const some = data.nodes.filter((node) => node.piles[0] === pile.letter);
      const listed = some.map((node) => `${node.name} ${node.papers}`).join(", ");
      return some.length ? [`${pileName(pile.letter)}: ${listed}`] : [];
    });
    return [shared.length ? say("look_shared", { names }) : say("look_unshared"), ...own];
  };
  return (
    <Figure title="look_people" hook="people" words={words}>
      <Network
        data={data}
        keysOf={keysOf}
        selecting={chosen.size > 0}
        guide={guide(state, "look_people_how", "look_people_keys")}
      />
      {data.left > 0 && <p class="ar-muted">{say("look_left_names", { count: data.left })}</p>}
    </Figure>
  );
}

/** What a person's papers are like among themselves, and which other person is nearest. */
function likenessInWords(piles: readonly Pile[], chance: numbers.Chance): string[] {
  const known = new Map<string, number | null>();
  const alike = (a: Pile, b: Pile): number | null => {
    const pair = [a.letter, b.letter].sort().join();
    if (!known.has(pair)) known.set(pair, numbers.alike(a, b, chance));
    return known.get(pair) ?? null;
  };
  return piles.map((pile) => {
    const own = alike(pile, pile);
    const others = piles.filter((other) => other !== pile)
      .map((other) => ({ letter: other.letter, chance: alike(pile, other) ?? 0 }));
    const nearest = others.sort((a, b) => b.chance - a.chance)[0];
    const parts = [
      ...(own === null ? [] : [say("look_within", { chance: percent(own) })]),
      ...(nearest ? [say("look_nearest", { letter: nearest.letter, chance: percent(nearest.chance) })] : []),
    ];
    return `${pileName(pile.letter)}: ${parts.join("; ")}`;
  });
}

function Likeness({ state }: { state: ReviewState }) {
  const { piles, chosen }: View = useFollowing(state);
  const { chance } = state.fits();
  // The same for each selection, though it takes the most time.
  const data = useMemo(() => numbers.matrix(piles, chance), [piles]);
  if (data.keys.length < 2) return null;
  return (
    <Figure hook="likeness" words={() => likenessInWords(piles.slice(0, MOST_ROWS), chance)}>
      <p class="ar-figure__how ar-muted">{say("look_alike_how")}</p>
      <Matrix data={data} chosen={chosen} />
      {data.left > 0 && <p class="ar-muted">{say("look_left_papers", { count: data.left })}</p>}
    </Figure>
  );
}
