/** Two papers or two people of the page side by side: what they share, and what only one has. */

import { useSignal } from "@preact/signals";

import * as contrast from "../figures/contrast";
import { alike } from "../figures/numbers";
import type { PaperFacts } from "../model";
import { listing } from "../page/dom";
import type { Pile } from "../state/piles";
import type { ReviewState } from "../state/review_state";
import { pileName, yearSpan } from "../words/piles";
import { say, type Word } from "../words/say";
import { useFollowing } from "./follow";
import "./compare.css";

/** Names that still tell something in a cell of the table. */
const MOST_VALUES = 8;
/** Longest title in the list of what can be compared. */
const MOST_LETTERS = 70;
const NAMES: Record<contrast.Contrast["what"], Word> = {
  coauthors: "look_coauthors", affiliation: "look_affiliation", venue: "look_venue", words: "look_words_of",
};

/** A side is the key of a paper, or a person's letter with this before it. */
const PERSON = "+";
const sideOf = (pile: Pile): string => PERSON + pile.letter;
const shorten = (text: string): string => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text);
const pileOf = (papers: readonly PaperFacts[]): Pile =>
  ({ letter: "", touched: false, keys: papers.map((one) => one.key) });

/** What is compared as long as nothing was chosen: the two selected papers, else the first two people or papers. */
function firstSides(piles: readonly Pile[], keys: readonly string[], papers: readonly PaperFacts[]): string[] {
  if (keys.length === 2) return [...keys];
  return piles.length > 1 ? piles.slice(0, 2).map(sideOf) : papers.slice(0, 2).map((one) => one.key);
}

export function Compare({ state }: { state: ReviewState }) {
  const { piles, keys, chosen } = useFollowing(state);
  /** What the user has chosen for the two sides, "" for the default. */
  const picked = useSignal<readonly [string, string]>(["", ""]);
  const papers = state.facts();
  const first = firstSides(piles, keys, papers);
  const exists = (side: string) =>
    piles.some((pile) => sideOf(pile) === side) || papers.some((one) => one.key === side);
  const sides = picked.value.map((side, at) => (side && exists(side) ? side : (first[at] ?? "")));
  const papersOf = (side = "") => {
    const pile = piles.find((one) => sideOf(one) === side);
    return papers.filter((one) => (pile ? pile.keys.includes(one.key) : one.key === side));
  };
  const [left, right] = [papersOf(sides[0]), papersOf(sides[1])];
  const chance = alike(pileOf(left), pileOf(right), state.fits().chance);
  const listed = papers.filter((one) => chosen.has(one.key) || sides.includes(one.key));
  const choose = (at: number, side: string) => {
    picked.value = at ? [picked.value[0], side] : [side, picked.value[1]];
  };

  const chooser = (at: number) => (
    <select
      aria-label={say(at ? "look_right" : "look_left")}
      data-ar-side={at}
      value={sides[at]}
      onChange={(event) => choose(at, event.currentTarget.value)}
    >
      <optgroup label={say("look_persons")}>
        {piles.map((pile) => (
          <option key={pile.letter} value={sideOf(pile)}>
            {pileName(pile.letter)}, {say("look_papers", { count: pile.keys.length })}
          </option>
        ))}
      </optgroup>
      {listed.length > 0 && (
        <optgroup label={say("look_selected")}>
          {listed.map((one) => (
            <option key={one.key} value={one.key}>{shorten(`${one.year ?? ""} ${one.title}`)}</option>
          ))}
        </optgroup>
      )}
    </select>
  );
  const own = (values: readonly string[], both: readonly string[]) =>
    listing(values, MOST_VALUES) || (both.length ? "" : "–");
  const years = (some: readonly PaperFacts[]) => yearSpan(some.map((one) => one.year)) || "–";

  return (
    <div class="ar-compare-box">
      <p class="ar-figure__how ar-muted">{say("look_compare_how")}</p>
      <table class="ar-compare">
        <thead>
          <tr><th scope="col">{chooser(0)}</th><th scope="col">{chooser(1)}</th></tr>
        </thead>
        <Row name="look_year" left={years(left)} right={years(right)} />
        {contrast.of(left, right).map(({ what, both, left: a, right: b }) => (
          <Row key={what} name={NAMES[what]} both={both} left={own(a, both)} right={own(b, both)} />
        ))}
      </table>
      {chance !== null && <p class="ar-muted">{say("look_chance", { chance: `${Math.round(100 * chance)} %` })}</p>}
    </div>
  );
}

/** One thing of both sides: first what they share. */
function Row({ name, both = [], left, right }: { name: Word; both?: readonly string[]; left: string; right: string }) {
  const more = both.length - MOST_VALUES;
  return (
    <tbody>
      <tr><th scope="rowgroup" colSpan={2}>{say(name)}</th></tr>
      {both.length > 0 && (
        <tr>
          <td colSpan={2}>
            {say("look_both")}{" "}
            {both.slice(0, MOST_VALUES).map((value, at) => (
              <span key={value}>{at > 0 && ", "}<mark>{value}</mark></span>
            ))}
            {more > 0 && say("and_more", { count: more })}
          </td>
        </tr>
      )}
      {(left || right) && <tr><td>{left}</td><td>{right}</td></tr>}
    </tbody>
  );
}
