/** The state of "Your patch": what is joined, what was taken out, which names were chosen. */

import { batch, computed, effect, signal, untracked, type ReadonlySignal, type Signal } from "@preact/signals";

import * as load from "../lists/load";
import type { Patch } from "../model";
import { file } from "../patch/build";
import { joined as joinDecided } from "../patch/decided";
import * as join from "../patch/join";
import { people } from "../people/people";
import { tellNamed } from "../words/decisions";
import { say } from "../words/say";
import { fromPages, keyFor, keysFor, type Source } from "./basket_sources";
import * as canonical from "./canonical";
import type { ChosenNames, NameChoice } from "./canonical";
import * as decided from "./decided";
import * as patchOfPage from "./patch_of_page";
import * as stores from "./store";

/** All sources in one patch. */
export interface Whole {
  /** Those that have a patch. */
  sources: readonly Source[];
  /** Null while contradictions or `error` stand in the way. */
  patch: Patch | null;
  /** Why the joined patch can't be written, "" if it can. */
  error: string;
  /** New authors with several names. */
  choices: readonly NameChoice[];
  confirmed: number;
  contradictions: readonly join.Contradiction[];
}

export interface Taken {
  source: Source;
  label: string;
  /** What the storage held, by key. */
  texts: ReadonlyMap<string, string>;
}

/** What became of a page whose patch wasn't made yet. */
interface Making {
  /** What it was made of. */
  text: string;
  /** Null while it is being made. */
  made: patchOfPage.Made | null;
}

export type Basket = ReturnType<typeof createBasket>;

/** `tab`: where the choice of names is kept. */
export function createBasket(preview: string, storage: Storage | null, tab: Storage | null) {
  /** Grows when the storage changes. */
  const version = signal(0);
  const files: Signal<readonly Source[]> = signal([]);
  const taken: Signal<readonly Taken[]> = signal([]);
  const makings: Signal<ReadonlyMap<string, Making>> = signal(new Map<string, Making>());
  const chosen: Signal<ChosenNames> = signal(canonical.readChosen(tab));

  const refresh = () => {
    version.value = version.peek() + 1;
  };
  const textOf = (page: string): string =>
    [keyFor("", preview, page), keyFor("-pending", preview, page)].map((key) => storage?.getItem(key) ?? "").join("\n");
  const makingOf = ({ page }: Source): Making | undefined => {
    const making = makings.value.get(page);
    return making?.text === textOf(page) ? making : undefined;
  };

  /** With the patch that was made here and found no room in the storage. */
  const finished = (source: Source): Source => {
    const made = source.pending && makingOf(source)?.made;
    return made && "patch" in made ? { ...source, ...made } : source;
  };
  const sources: ReadonlySignal<readonly Source[]> = computed(() => {
    void version.value;
    return [...fromPages(storage, preview).map(finished), ...files.value];
  });

  const whole: ReadonlySignal<Whole> = computed(() => {
    const complete = sources.value.filter((source) => source.patch);
    const patches = complete.flatMap((source) => source.patch ?? []);
    const own = decided.all(storage, preview);
    const { patch: joined, confirmed, contradictions } = join.all(patches);
    // Who only looked at pages has something to tell, too.
    const patch = joined ?? (own.decided && !patches.length ? decided.nothing(preview) : null);
    const choices = patch ? canonical.choices(patch, patches) : [];
    const chosenNames = patch && canonical.apply(patch, choices, chosen.value);
    const named = chosenNames && { ...chosenNames, ...joinDecided([chosenNames, own]) };
    const made = named && file(named);
    const error = made && "error" in made ? made.error : "";
    return { sources: complete, patch: error ? null : named, error, choices, confirmed, contradictions };
  });

  /** Makes the patch of a page that was left before it was done, and keeps it as the page would have. */
  async function make(source: Source): Promise<void> {
    const { page, pending: data } = source;
    const text = textOf(page);
    if (!storage || !data || makings.peek().get(page)?.text === text) return;
    const put = (made: patchOfPage.Made | null) => {
      makings.value = new Map(makings.peek()).set(page, { text, made });
    };
    put(null);
    const store = stores.create(data, null);
    store.restore(storage.getItem(keyFor("", preview, page)) ?? "");
    const result = await patchOfPage.make(data, store.decisions.value, store.note.value)
      .catch((): patchOfPage.Made => ({ error: say("list_failed") }));
    if (textOf(page) !== text) return refresh();
    if ("patch" in result) {
      const kept = storage.getItem(keyFor("-pending", preview, page)) ?? "";
      try {
        storage.removeItem(keyFor("-pending", preview, page));
        storage.setItem(keyFor("-part", preview, page), JSON.stringify(result.part));
        storage.setItem(keyFor("-patch", preview, page), JSON.stringify(result.patch));
        return refresh();
      } catch {
        // No room: the patch holds for this visit.
        storage.setItem(keyFor("-pending", preview, page), kept);
      }
    }
    put(result);
  }

  /** Why a page isn't in the patch, as words; "" if it is. */
  function reason(source: Source): string {
    const { patch, decisions, pending: data } = source;
    if (patch) return "";
    if (!decisions.length) return say("basket_broken_all");
    if (!data) return say("basket_open");
    const made = makingOf(source)?.made;
    if (made && "conflicts" in made) {
      const why = made.conflicts.map((issue) => tellNamed(data, decisions, issue)).join(" ");
      return say("basket_conflict", { why });
    }
    return made && "error" in made ? say("basket_failed", { why: made.error }) : say("basket_making");
  }

  function takeOut(source: Source, label: string): void {
    const texts = new Map<string, string>();
    for (const key of source.page ? keysFor(preview, source.page) : []) {
      const text = storage?.getItem(key) ?? null;
      if (text !== null) texts.set(key, text);
      storage?.removeItem(key);
    }
    batch(() => {
      files.value = files.value.filter((one) => one.key !== source.key);
      taken.value = [...taken.value, { source, label, texts }];
      refresh();
    });
  }

  function putBack(gone: Taken): void {
    for (const [key, text] of gone.texts) storage?.setItem(key, text);
    batch(() => {
      if (!gone.source.page) files.value = [...files.value, gone.source];
      taken.value = taken.value.filter((one) => one !== gone);
      refresh();
    });
  }

  function choose(id: string, name: string): void {
    chosen.value = { ...chosen.value, [id]: name };
    canonical.keepChosen(tab, chosen.value);
  }

  /** After the storage was cleared: nothing comes back by undo, no name is chosen. */
  function forget(): void {
    batch(() => {
      chosen.value = {};
      taken.value = [];
      refresh();
    });
  }

  /** What is known of the persons of the patch, for their names and for the diff. */
  async function loadPeople(): Promise<void> {
    const persons = sources.peek().flatMap(({ patch }) => [
      ...(patch?.persons.map((one) => one.id) ?? []), ...(patch?.assignments.flatMap((one) => one.to ?? []) ?? []),
    ]);
    const names = load.verified().then((list) => people.know(list));
    const entries = whole.peek().patch ? load.people([...new Set(persons)]) : undefined;
    await Promise.all([names, entries]).catch(() => {});
  }

  effect(() => {
    const all = sources.value;
    untracked(() => {
      if (all.length) void loadPeople();
      for (const source of all) if (source.pending && !source.patch) void make(source);
    });
  });

  return {
    preview, storage, files, taken, sources, whole, chosen,
    refresh, reason, takeOut, putBack, choose, forget, loadPeople,
  };
}
