/**
 * A pasted list or rule: the text, how it is read, which of its papers are ticked, and what follows when the user says
 * whose they are. It decides nothing.
 */

import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";

import type { Decision, PaperFacts } from "../model";
import { certainOf, disownedBy } from "../wording/answers";
import { read, type PasteReading } from "../wording/read";
import type { Requester } from "../wording/requester";
import type { PasteAnswer } from "../wording/shapes";
import { say } from "../words/say";
import { countPapers } from "./keys";
import { fromText, otherSide, textSides } from "./other_side";
import { perPage } from "./per_page";
import type { ReviewState } from "./review_state";

/** Longer texts would stop the page while they are read. */
const [LONGEST, MOST_LINES] = [200_000, 2_000];
/** Letters of a rule that are quoted in a note. */
const QUOTED = 200;
const NOBODY: Requester = { orcid: "", degree: "" };

/** One side of a list: its papers, and the note that goes with them once they are decided. */
interface Side {
  keys: string[];
  note: ((count: number) => string) | null;
  /** What the text says of the person whose papers these are. */
  told: Requester;
}

/** What was selected from a text. */
interface Taken extends Side {
  /** The decisions when it was selected. */
  decisions: readonly Decision[];
  /** What was so before. */
  before: { selection: readonly string[]; disowned: ReadonlySet<string>; told: Requester; sides: ReadonlySet<string> };
  /** Some of it has been decided since. */
  decided: boolean;
}

export type Pasting = ReturnType<typeof create>;

function create(state: ReviewState) {
  const text = signal("");
  /** The text that was read; while the user types, it is behind. */
  const settled = signal("");
  /** Ticks that the user has changed. */
  const changed: Signal<ReadonlyMap<string, boolean>> = signal(new Map<string, boolean>());
  const taken: Signal<Taken | null> = signal(null);
  /** Grows with each text that comes from outside the box. */
  const arrivals = signal(0);
  let timer = 0;

  const isTooLong = computed(() => {
    const value = settled.value;
    return value.length > LONGEST || value.split("\n", MOST_LINES + 1).length > MOST_LINES;
  });
  const rows = (): PaperFacts[] => state.facts();
  const reading: ReadonlySignal<PasteReading | null> = computed(() =>
    settled.value.trim() && !isTooLong.value ? read(settled.value, rows(), state.data.page.id) : null);
  const answers = (): PasteAnswer[] => reading.value?.answers ?? [];

  /** Papers the text is certain about, in the order of the page; true: it doesn't take them out itself. */
  const certain: ReadonlySignal<ReadonlyMap<string, boolean>> = computed(() => {
    const on = certainOf(answers());
    return new Map(rows().flatMap(({ key }) => {
      const value = on.get(key);
      return value === undefined ? [] : [[key, value] as const];
    }));
  });
  const ticks = computed(() => new Map([...certain.value, ...changed.value]));
  const isTicked = (key: string): boolean => ticks.value.get(key) ?? false;
  const ticked = computed(() => [...ticks.value].filter(([, on]) => on).map(([key]) => key));

  /** Papers that a text with both sides calls somebody else's. */
  const disowned = computed(() => [...disownedBy(answers())].filter((key) => !isTicked(key)));
  /** Ticked or not, papers that the text says are not this person's. */
  const notTheirs = computed(() => (reading.value?.said === "not" ? ticked.value : disowned.value));
  /**
   * Whether the text may be by the page's verified author, so that what it disowns leaves the page. A namesake's papers
   * are elsewhere, and their ORCID is another one: what they disown is no less this author's.
   */
  const isByAuthor = computed(() => {
    const { verified, orcid } = state.data.page;
    const own = reading.value?.requester.orcid;
    if (own && orcid) return verified && own === orcid;
    return verified && !answers().some((a) => a.kind === "elsewhere" && a.side === "yes" && a.what !== "");
  });
  /** The papers that stay when the ticked ones are one side: none that are still to choose, none already decided. */
  const others = computed(() => {
    const open = new Set(answers().filter((a) => a.kind === "choose").flatMap((a) => a.keys));
    return rows().map(({ key }) => key).filter((key) =>
      !isTicked(key) && !(open.has(key) && !ticks.value.has(key)) && !state.store.decisionOf(key));
  });

  /**
   * @param mine the ticked papers, else those against which the text sets them
   * @param writers true if they are the papers of who wrote the text: what it says of its writer holds for these alone
   */
  function side(mine: boolean, writers: boolean): Side {
    const named = mine || disowned.value.length > 0;
    const keys = mine ? ticked.value : named ? disowned.value : others.value;
    const rules = answers().filter((a) => a.kind === "rule" && a.off === (named && !mine));
    const words = rules.map((a) => `“${a.text.slice(0, QUOTED)}”`).join(", ") || say("paste_a_list");
    const note = (count: number) =>
      say(named ? "paste_note" : "paste_note_not", { count, words, preview: state.data.base.preview });
    const { requester = NOBODY, target = "" } = reading.value ?? {};
    // What the writer disowns is not theirs, whoever's it is.
    const isTheirs = writers && !(mine && reading.value?.said === "not");
    return { keys, note: rules.length || !named ? note : null, told: { ...(isTheirs ? requester : NOBODY), target } };
  }

  /** Selects a side, so that its author can be chosen. */
  function put(chosen: Side, rest: Side, before: Taken["before"]): void {
    batch(() => {
      taken.value = { ...chosen, decisions: state.store.decisions.value, before, decided: false };
      // Taken in turn, what was the other side comes first again.
      otherSide.value = rest.keys.length ? { keys: rest.keys, take: () => put(rest, chosen, now()) } : null;
      state.told.value = chosen.told;
      state.select(chosen.keys);
      state.opened.value = "assign";
    });
  }

  const now = (): Taken["before"] => ({
    selection: state.selection.value, disowned: state.disowned.value, told: state.told.value, sides: textSides.value,
  });

  /** The user says whose the ticked papers are: `mine`, the person's whom the text is about. */
  function take(mine: boolean): void {
    const both = disowned.value.length > 0;
    const [chosen, rest, before] = [side(mine, mine || !both), side(!mine, !mine && both), now()];
    batch(() => {
      state.disowned.value = new Set(both ? disowned.value : mine ? [] : ticked.value);
      textSides.value = new Set(both ? [...chosen.keys, ...rest.keys] : []);
      put(chosen, rest, before);
    });
  }

  /** Back to what was selected before. */
  function back(): void {
    const last = taken.value;
    if (!last) return;
    batch(() => {
      taken.value = null;
      otherSide.value = null;
      state.disowned.value = last.before.disowned;
      state.told.value = last.before.told;
      textSides.value = last.before.sides;
      state.select(last.before.selection);
      state.opened.value = null;
    });
  }

  function settle(value: string): void {
    clearTimeout(timer);
    batch(() => {
      text.value = value;
      if (settled.value === value) return;
      settled.value = value;
      changed.value = new Map();
    });
  }

  // A rule's words go into the note only once its papers are decided; what is given up leaves nothing.
  effect(() => {
    const [last, decisions, selected] = [taken.value, state.store.decisions.value, state.selection.value];
    if (!last || last.decided) return;
    const done = decisions === last.decisions ? [] : last.keys.filter((key) => state.store.decisionOf(key));
    if (done.length) {
      const words = last.note?.(countPapers(done)) ?? "";
      const note = state.store.note.peek();
      taken.value = { ...last, decided: true };
      if (words && !note.includes(words)) state.store.setNote([note, words].filter(Boolean).join("\n"));
    } else if (!selected.length) {
      taken.value = null;
      otherSide.value = null;
    }
  });

  effect(() => {
    const last = taken.value;
    fromText.value = last && !last.decided ? { keys: last.keys, back } : null;
  });

  return {
    text, reading, isTooLong, certain, ticked, disowned, notTheirs, isByAuthor, others, arrivals, isTicked, take,
    /** True if the text has changed since it was read. */
    isBehind: computed(() => text.value !== settled.value),
    /** The user types; the text is read when they pause. */
    type(value: string, pause: number): void {
      text.value = value;
      clearTimeout(timer);
      if (pause) timer = setTimeout(() => settle(value), pause);
      else settle(value);
    },
    /** A text that was pasted elsewhere on the page. */
    receive(value: string): void {
      settle(value);
      arrivals.value += 1;
      state.opened.value = "paste";
    },
    tick(key: string, on: boolean): void {
      changed.value = new Map(changed.value).set(key, on);
    },
  };
}

/** The pasted text of a page. */
export const pastingOf = perPage(create);
