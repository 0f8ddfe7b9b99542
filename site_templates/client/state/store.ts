/**
 * The user's decisions on one page, and which person the user put a paper with: the only state. Every change can be
 * undone; each is kept in the browser, bound to the preview and to the page from which every mention was read.
 */

import { action, computed, signal } from "@preact/signals";
import type { ReadonlySignal, Signal } from "@preact/signals";

import type { Decision, DecisionPerson, Kind, PageData } from "../model";
import * as kept from "./kept";
import { keyOf } from "./keys";

/** Letter of the person by key, for papers that the user has moved. */
export type Places = Readonly<Record<string, string>>;

/** What undo goes back to. */
interface State {
  decisions: readonly Decision[];
  places: Places;
}

export type Keeper = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What a decision on papers says, before it is made. */
export interface Choice {
  kind: Exclude<Kind, "entry">;
  person?: DecisionPerson | null;
  mentions: readonly string[];
  keep_matching?: boolean;
  /** Changes of persons' own entries that go with it: one step back takes back both. */
  edits?: readonly DecisionPerson[];
}

/** A mention whose kept decision is not taken back: it isn't on the page any more, or stood on another one. */
export interface Dropped {
  key: string;
  why: "gone" | "moved";
}

export interface Restored {
  /** Number of mentions. */
  restored: number;
  /** How much of the text is no decision, place or note. */
  refused: number;
  dropped: Dropped[];
}

/** The reading methods follow the signals, as `value` does; the changing ones don't, and each is one batch. */
export interface Store {
  /** Where the storage keeps this page. */
  readonly name: string;
  /** In the order in which they were made. */
  readonly decisions: ReadonlySignal<readonly Decision[]>;
  readonly places: ReadonlySignal<Places>;
  /** The reviewer's words for the maintainers. */
  readonly note: ReadonlySignal<string>;
  /** True if nothing that names anybody may leave the page. */
  readonly secret: ReadonlySignal<boolean>;
  /** True if the last change could not be kept: it is lost when the page is left. */
  readonly storageFailed: ReadonlySignal<boolean>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /**
   * Decides about mentions; one that another decision holds moves here. A decision with the same target grows. Returns
   * the decision's ID.
   */
  assign(choice: Choice): string;
  /**
   * Decides about a verified person's own entry; replaces what was decided about it before. `person`: the ID and the
   * values to change; none: the entry stays as it is.
   */
  edit(person: DecisionPerson): void;
  /** The decisions as they would be after a change that isn't made. */
  trial(decide: (trial: Pick<Store, "assign" | "edit">) => void): readonly Decision[];
  /**
   * Changes the person or the choice about name matching of one decision; an undefined keep_matching takes the choice
   * back.
   */
  change(id: string, values: { person?: DecisionPerson; keep_matching?: boolean }): void;
  serialise(): string;
  /** Takes decisions back that were kept earlier by `serialise`, for mentions that still are where they were. */
  restore(text: string): Restored;
  /** Takes over what another tab has decided on this page; can be undone. It is in the storage already. */
  adopt(text: string | null): void;
  /** Puts papers with a person of the page; it decides nothing. `next`: letters by key. */
  place(next: Places): void;
  decisionOf(key: string): Decision | null;
  /** What was decided about a person's entry. */
  entryOf(id: string): DecisionPerson | null;
  remove(id: string): void;
  /** `keys`: mentions that become undecided. */
  release(keys: readonly string[]): void;
  undo(): boolean;
  redo(): boolean;
  setNote(text: string): void;
  setPrivate(value: boolean): void;
  /** Takes back what the storage holds for this page; the restored state is where undo begins. */
  load(): Restored;
}

/** Decisions without some mentions; one that has none left goes. */
const without = (decisions: readonly Decision[], keys: readonly string[]): Decision[] =>
  decisions
    .map((d) => {
      const rest = d.mentions.filter((key) => !keys.includes(key));
      return rest.length < d.mentions.length ? { ...d, mentions: rest } : d;
    })
    .filter((d) => d.mentions.length || d.kind === "entry");

/** `storage` null: nothing is kept. */
export function create(page: PageData, storage: Keeper | null): Store {
  const name = `anthology-review:${page.base.preview}:${page.page.id}`;
  const origin = new Map(page.mentions.map((mention) => [keyOf(mention), mention.from]));
  const state = signal<State>({ decisions: [], places: {} });
  const decisions = computed(() => state.value.decisions);
  /** The panels ask for each paper of the page, each time something is drawn. */
  const byKey = computed(() => new Map(decisions.value.flatMap((d) => d.mentions.map((key) => [key, d] as const))));
  const past = signal<readonly State[]>([]);
  const future = signal<readonly State[]>([]);
  const note = signal("");
  const secret = signal(false);
  const storageFailed = signal(false);
  let serial = 0;
  const newId = () => `d${++serial}`;

  const serialise = (): string => {
    const { decisions, places } = state.value;
    return JSON.stringify({
      format: 1,
      from: Object.fromEntries(decisions.flatMap((d) => d.mentions).map((key) => [key, origin.get(key)])),
      decisions,
      note: note.value,
      ...(Object.keys(places).length ? { places } : {}),
      ...(secret.value ? { private: true } : {}),
    });
  };

  const keep = () => {
    const { decisions, places } = state.value;
    try {
      const isEmpty = !decisions.length && !note.value && !secret.value && !Object.keys(places).length;
      if (isEmpty) storage?.removeItem(name);
      else storage?.setItem(name, serialise());
      storageFailed.value = storage === null;
    } catch {
      storageFailed.value = true;
    }
  };

  /** A new state, from which undo leads back. */
  const turn = (next: State) => {
    past.value = [...past.value, state.value];
    future.value = [];
    state.value = next;
  };

  const commit = (decisions: readonly Decision[], places = state.value.places) => {
    turn({ decisions, places });
    keep();
  };

  /** One step back or forth. */
  const step = (from: Signal<readonly State[]>, to: Signal<readonly State[]>): boolean => {
    const other = from.value.at(-1);
    if (!other) return false;
    from.value = from.value.slice(0, -1);
    to.value = [...to.value, state.value];
    state.value = other;
    keep();
    return true;
  };

  /** In page order, unknown ones left out. */
  const inOrder = (keys: readonly string[]) => [...origin.keys()].filter((key) => keys.includes(key));

  function assign({ kind, person: chosen, mentions, keep_matching, edits = [] }: Choice): string {
    const keys = inOrder(mentions);
    const person = kind === "unverified" ? null : structuredClone(chosen ?? null);
    if (!keys.length || (kind !== "unverified" && !person)) throw new Error("A decision needs papers and a person.");
    const { decisions } = state.value;
    const twin = decisions.find((d) => d.kind === kind && d.person?.id === person?.id);
    const all = inOrder([...(twin?.mentions ?? []), ...keys]);
    const decision: Decision = { ...twin, id: twin?.id ?? newId(), kind, person, mentions: all };
    if (keep_matching !== undefined) decision.keep_matching = keep_matching;
    const rest = without(decisions, keys);
    // A twin whose mentions all came again has gone from `rest`: it keeps its place.
    const before = twin ? decisions.slice(0, decisions.indexOf(twin)) : rest;
    const at = before.filter((d) => rest.some((r) => r.id === d.id)).length;
    const others = rest.filter((d) => d.id !== decision.id);
    commit(edits.reduce<readonly Decision[]>(edited, [...others.slice(0, at), decision, ...others.slice(at)]));
    return decision.id;
  }

  /** Decisions with this one about an entry; the same ones if it changes nothing. */
  function edited(decisions: readonly Decision[], person: DecisionPerson): readonly Decision[] {
    const twin = decisions.find((d) => d.kind === "entry" && d.person?.id === person.id);
    if (Object.keys(person).length < 2) return twin ? decisions.filter((d) => d !== twin) : decisions;
    const id = twin?.id ?? newId();
    const decision: Decision = { id, kind: "entry", person: structuredClone(person), mentions: [] };
    return twin ? decisions.map((d) => (d === twin ? decision : d)) : [...decisions, decision];
  }

  function edit(person: DecisionPerson): void {
    const { decisions } = state.value;
    const next = edited(decisions, person);
    if (next !== decisions) commit(next);
  }

  /** What a kept text says of mentions that still are where they were; null: nothing usable. */
  function read(text: string) {
    const found = kept.page(text);
    if (!found) return null;
    const dropped: Dropped[] = [];
    const seen = new Set<string>();
    const decisions: Decision[] = [];
    for (const decision of found.decisions) {
      const mentions = decision.mentions.filter((key) => {
        if (seen.has(key)) return false;
        seen.add(key);
        const why = !origin.has(key) ? "gone" : found.from.get(key) !== origin.get(key) ? "moved" : null;
        if (why) dropped.push({ key, why });
        return !why;
      });
      if (!mentions.length && decision.kind !== "entry") continue;
      decisions.push({ ...decision, person: decision.person ?? null, id: newId(), mentions });
    }
    const places: Places = Object.fromEntries(found.places.filter(([key]) => origin.has(key)));
    return { decisions, places, note: found.note, secret: found.secret, refused: found.refused, dropped };
  }

  function restore(text: string): Restored {
    const found = read(text);
    if (!found) return { restored: 0, refused: 1, dropped: [] };
    const { decisions, places, refused, dropped } = found;
    note.value = found.note;
    secret.value = found.secret;
    if (decisions.length || Object.keys(places).length) commit(decisions, places);
    return { restored: decisions.reduce((sum, d) => sum + d.mentions.length, 0), refused, dropped };
  }

  function adopt(text: string | null): void {
    const found = text ? read(text) : null;
    turn({ decisions: found?.decisions ?? [], places: found?.places ?? {} });
    note.value = found?.note ?? "";
    secret.value = found?.secret ?? false;
  }

  function load(): Restored {
    let text: string | null = null;
    try {
      text = storage ? storage.getItem(name) : null;
    } catch {
      storageFailed.value = true;
    }
    const report = text === null ? { restored: 0, refused: 0, dropped: [] } : restore(text);
    past.value = [];
    return report;
  }

  return {
    name,
    decisions,
    places: computed(() => state.value.places),
    note,
    secret,
    storageFailed,
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    assign: action(assign),
    edit: action(edit),
    trial(decide) {
      const other = create(page, null);
      other.restore(serialise());
      decide(other);
      return other.decisions.value;
    },
    change: action((id: string, values: { person?: DecisionPerson; keep_matching?: boolean }) =>
      commit(state.value.decisions.map((d) => (d.id === id ? { ...d, ...structuredClone(values) } : d)))),
    serialise,
    restore: action(restore),
    adopt: action(adopt),
    place: action((next: Places) => commit(state.value.decisions, { ...state.value.places, ...next })),
    decisionOf: (key) => byKey.value.get(key) ?? null,
    entryOf: (id) => state.value.decisions.find((d) => d.kind === "entry" && d.person?.id === id)?.person ?? null,
    remove: action((id: string) => commit(state.value.decisions.filter((d) => d.id !== id))),
    release: action((keys: readonly string[]) => commit(without(state.value.decisions, keys))),
    undo: action(() => step(past, future)),
    redo: action(() => step(future, past)),
    setNote: action((text: string) => {
      note.value = text;
      keep();
    }),
    setPrivate: action((value: boolean) => {
      secret.value = value;
      keep();
    }),
    load: action(load),
  };
}
