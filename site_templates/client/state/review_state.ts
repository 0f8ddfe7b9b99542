/** The state of a review page. Views derive from it; nothing else holds what the user has done or sees. */

import { batch, computed, signal, type ReadonlySignal, type Signal } from "@preact/signals";

import * as pairScores from "../figures/pair_scores";
import type { Decision, PageData, PaperFacts } from "../model";
import { remember } from "../page/dom";
import type { Requester } from "../wording/requester";
import { keyOf } from "./keys";
import * as piles from "./piles";
import type { Pile } from "./piles";
import * as stores from "./store";
import type { Choice, Places, Store } from "./store";

/** What the context column, on narrow screens the sheet, shows. */
export type Panel = "figures" | "assign" | "move" | "check" | "decisions" | "entry" | "merge" | "paste" | "elsewhere" | "tools";

/** A suggested person of the page, as the server's HTML has it. */
export interface SuggestedGroup {
  letter: string;
  keys: readonly string[];
  /** The strongest reason, "" if there is none. */
  reason: string;
  /** Verified persons to whom it may belong, best first. */
  suggested: readonly string[];
}

/** The sentence of what was just done, which can be undone. */
export interface Said {
  text: string;
  /** Letter of the group below whose head it stands, "" if it belongs to the page. */
  group: string;
  /** True if something was decided, false if papers were only sorted. */
  decided: boolean;
}

const BLIND = "anthology-review-blind";
const WIDE = "(min-width: 1200px)";
const NOTHING_TOLD: Requester = { orcid: "", degree: "" };

export type ReviewState = ReturnType<typeof createReviewState>;

/**
 * @param groups the suggested groups, in the order of the page
 * @param readFacts reads what the rows show; called once, when it is first needed
 * @param storage null: nothing is kept
 */
export function createReviewState(
  data: PageData, groups: readonly SuggestedGroup[], readFacts: () => PaperFacts[], storage: Storage | null,
) {
  const store: Store = stores.create(data, storage);
  const kept = store.load();
  const order = data.mentions.map(keyOf);

  /** Keys of the ticked papers, in the order of the page. */
  const selection: Signal<readonly string[]> = signal([]);
  /** Keys of the papers that the filter hides. */
  const hidden: Signal<ReadonlySet<string>> = signal(new Set<string>());
  /** The panel that the user has opened; null: what belongs to the moment. */
  const opened: Signal<Panel | null> = signal(null);
  const media = matchMedia(WIDE);
  const wide = signal(media.matches);
  media.addEventListener("change", () => { wide.value = media.matches; });
  /** True if the suggestions are not shown: who judges first is not led by them. */
  const blind = signal(storage?.getItem(BLIND) === "1");
  /** What a pasted text says of the person; it stays until something is assigned. */
  const told: Signal<Requester> = signal(NOTHING_TOLD);
  /** Papers that a pasted text has disowned: they are never offered as missing. */
  const disowned: Signal<ReadonlySet<string>> = signal(new Set<string>());
  /** What was last said, and how things were then. */
  const lastSaid: Signal<(Said & { decisions: readonly Decision[]; places: Places }) | null> = signal(null);
  /** It holds until something else happens. */
  const said: ReadonlySignal<Said | null> = computed(() => {
    const last = lastSaid.value;
    return last?.decisions === store.decisions.value && last.places === store.places.value ? last : null;
  });

  const suggested = groups.map(({ letter, keys }) => [letter, keys] as const);
  const shownPiles: ReadonlySignal<Pile[]> = computed(() => piles.of(suggested, store.places.value, blind.value));
  /** What belongs to the moment: whose the selected papers are, what was just decided, or how things stand. */
  const moment = (): Panel => (selection.value.length ? "assign" : said.value?.decided ? "decisions" : "figures");
  /** The panel in view: on wide screens there always is one, on narrow ones only what was opened. */
  const panel: ReadonlySignal<Panel | null> = computed(() => opened.value ?? (wide.value ? moment() : null));

  const years: ReadonlyMap<string, number | null> = new Map(data.mentions.map((m) => [keyOf(m), m.year]));
  let facts: PaperFacts[] | undefined;
  let fits: ReturnType<typeof pairScores.over> | undefined;

  const inOrder = (keys: Iterable<string>): string[] => {
    const wanted = new Set(keys);
    return order.filter((key) => wanted.has(key));
  };

  /** Ticks exactly these papers. */
  function select(keys: Iterable<string>): void {
    const next = inOrder(keys);
    if (next.join() === selection.value.join()) return;
    batch(() => {
      selection.value = next;
      if (next.length) lastSaid.value = null;
      // What was opened for one selection doesn't fit another.
      if (opened.value === "move" || (opened.value === "assign" && !next.length)) opened.value = null;
      if (opened.value === "check" && !next.length) opened.value = null;
    });
  }

  /** Says what was just done. */
  function tell(done: Said): void {
    lastSaid.value = { ...done, decisions: store.decisions.value, places: store.places.value };
  }

  /** Decides, clears the selection and says what happened. */
  function assign(choice: Choice, sentence: string, group = ""): void {
    batch(() => {
      store.assign(choice);
      told.value = NOTHING_TOLD;
      selection.value = [];
      opened.value = null;
      tell({ text: sentence, group, decided: true });
    });
  }

  return {
    data, store, storage, groups, kept, years,
    selection, hidden, opened, panel, wide, blind, told, disowned, said,
    piles: shownPiles,
    select,
    assign,
    tell,
    /** The decisions as they would be with this one. */
    planned: (choice: Choice): readonly Decision[] => store.trial((trial) => trial.assign(choice)),
    setBlind(value: boolean): void {
      blind.value = value;
      remember(storage, BLIND, value ? "1" : "0");
    },
    /** Opens a panel, or closes it if it is open. */
    toggle(name: Panel): void {
      opened.value = opened.value === name ? null : name;
    },
    /** What the rows show, in the order of the author page. */
    facts: (): PaperFacts[] => (facts ??= readFacts()),
    /** How well papers fit together. */
    fits: () => (fits ??= pairScores.over(data)),
  };
}
