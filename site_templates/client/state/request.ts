/**
 * The request that a review page was opened for: its text in the paste box, what it asks for as choices, and how far it
 * has come. It decides nothing by itself.
 */

import { batch, computed, effect, signal, untracked, type ReadonlySignal, type Signal } from "@preact/signals";

import * as directory from "../lists/directory";
import * as load from "../lists/load";
import * as ids from "../people/ids";
import * as names from "../people/names";
import { people } from "../people/people";
import { dealtWith, keepDealt, nextStop, readOrder, type Dealt, type Stop } from "../requests/inbox";
import { judge } from "../requests/judge";
import type { CorrectionRequest, Judgement } from "../requests/shapes";
import { say } from "../words/say";
import { decided, plan, settle } from "./assigning";
import { personOf, preferred } from "./candidates";
import { loadPeople } from "./load_people";
import { formsOf, letterOf, newcomersOf, sameAs } from "./offers";
import { pastingOf } from "./pasting";
import { perPage } from "./per_page";
import type { ReviewState } from "./review_state";
import type { Choice } from "./store";
import { openMerge } from "./twin";

/** What the request comes to on this page, with what the reviewer has corrected. */
export interface Asked {
  request: CorrectionRequest;
  judged: Judgement;
  /** Keys on each side. */
  mine: readonly string[];
  not: readonly string[];
  choices: readonly Choice[];
  /** ID of the verified entry with which the page's own is to be merged; "" for none. */
  merge: string;
  /** Verified authors without ORCID who may be the one whom it would make anew. */
  twins: readonly string[];
}

export type OpenRequest = ReturnType<typeof create>;

function create(state: ReviewState) {
  const { store, storage, data } = state;
  const { preview } = data.base;
  const pasting = pastingOf(state);
  const request: Signal<CorrectionRequest | null> = signal(null);
  const all: Signal<readonly CorrectionRequest[]> = signal([]);
  const dealt: Signal<Dealt> = signal("");
  /** Papers that the reviewer has taken out of a request for the whole page. */
  const left: Signal<ReadonlySet<string>> = signal(new Set<string>());
  /** The decisions when it was opened. */
  let before = store.decisions.peek();

  const asked: ReadonlySignal<Asked | null> = computed(() => {
    const one = request.value;
    if (!one) return null;
    // Another page that it names is looked at as if the request were about it alone.
    const here = one.pages.find(({ id }) => id === data.page.id);
    const own = here ? { ...one, pages: [here, ...one.pages.filter((page) => page !== here)] } : one;
    const keys = state.facts().map(({ key }) => key);
    const judged = judge(own, pasting.reading.value, keys);
    const read = pasting.certain.value.size > 0;
    const isNot = pasting.reading.value?.said === "not";
    const mine = (read ? (isNot ? [] : pasting.ticked.value) : judged.mine).filter((key) => !left.value.has(key));
    const not = read ? pasting.notTheirs.value : judged.not;
    const isMerge = judged.kind === "merge" && data.page.verified;
    const merge = isMerge && judged.person !== data.page.id && ids.valid(judged.person) ? judged.person : "";
    const made = isMerge ? { choices: [], twins: [] } : choicesFor(state, judged, mine, pasting.isByAuthor.value ? not : []);
    return { request: one, judged, mine, not, merge, ...made };
  });

  const keepNote = (isDone: boolean) => {
    const number = request.peek()?.number;
    if (!number) return;
    const line = say("request_closes", { number });
    const lines = store.note.peek().split("\n").filter((text) => text && text !== line);
    store.setNote([...lines, ...(isDone ? [line] : [])].join("\n"));
  };

  const mark = (value: Dealt) => {
    dealt.value = value;
    if (request.peek()) keepDealt(storage, preview, request.peek()?.key ?? "", value);
  };

  /** Opens what the address names. */
  async function open(): Promise<void> {
    const key = new URLSearchParams(location.hash.slice(1)).get("request");
    if (!key || key === request.peek()?.key) return;
    const [requests] = await Promise.all([load.requests(), directory.open()]).catch(() => [[]]);
    const found = requests.find((one) => one.key === key && !one.confidential);
    if (!found) return;
    before = store.decisions.peek();
    const kept = dealtWith(storage, preview, key);
    batch(() => {
      all.value = requests;
      request.value = found;
      left.value = new Set();
      dealt.value = kept === "patch" && !before.length ? "" : kept;
      pasting.receive(found.text);
    });
    const other = asked.peek()?.merge;
    if (other && !dealt.peek()) openMerge(state, other);
  }

  effect(() => {
    const decisions = store.decisions.value;
    untracked(() => {
      if (!request.peek() || decisions === before) return;
      before = decisions;
      const isDone = decisions.length > 0;
      mark(isDone ? "patch" : "");
      keepNote(isDone);
    });
  });

  /** Decides what is asked for; where something stands against it, or is to be chosen, the panel for that opens. */
  async function accept(): Promise<void> {
    const { choices = [], mine = [] } = asked.peek() ?? {};
    const decisions = store.trial((trial) => choices.forEach((choice) => trial.assign(choice)));
    await loadPeople(state.data, decisions).catch(() => {});
    for (const choice of choices) {
      const planned = plan(state, choice);
      if (planned.conflicts.length) return choose(choice.mentions);
      settle(state, planned, letterOf(state, choice.mentions));
    }
    if (!choices.length) choose(mine);
    // On narrow screens the answer and the next request lie in the sheet, which must stay open.
    else if (!state.wide.peek()) state.opened.value = "decisions";
  }

  /** Lets the reviewer choose the author of papers. */
  function choose(keys: readonly string[]): void {
    const { judged } = asked.peek() ?? {};
    batch(() => {
      state.told.value = { orcid: judged?.orcid ?? "", degree: judged?.degree ?? "", target: judged?.person ?? "" };
      state.select(keys);
      preferred.value = judged?.person ? `existing:${judged.person}` : "";
      state.opened.value = "assign";
    });
  }

  /** The next one in the order of the list, with which nothing has been done. */
  const next: ReadonlySignal<Stop | undefined> = computed(() => {
    const own = request.value;
    void dealt.value;
    if (!own) return undefined;
    const kept = readOrder(storage, preview);
    const stops = kept.some(({ key }) => key === own.key) ? kept : all.value.flatMap(({ key, pages: [page] }) =>
      (page?.papers ? [{ key, file: ids.reviewPage(page.id) }] : []));
    return nextStop(stops, own.key, (key) => (key === own.key ? "patch" : dealtWith(storage, preview, key)));
  });

  addEventListener("hashchange", () => void open());
  void open();
  return {
    request, asked, dealt, next, accept, choose,
    answered: () => { if (!dealt.peek()) mark("answered"); },
    leaveOut(key: string): void {
      if (pasting.certain.peek().size) pasting.tick(key, false);
      else left.value = new Set([...left.value, key]);
    },
  };
}

/** What a request comes to as choices: its papers go to their author, `leaving` ones leave a verified page. */
function choicesFor(
  state: ReviewState, judged: Judgement, mine: readonly string[], leaving: readonly string[],
): Pick<Asked, "choices" | "twins"> {
  const choices: Choice[] = [];
  let twins: string[] = [];
  const form = formsOf(state, mine)[0];
  if (mine.length && judged.person) {
    choices.push({ kind: "existing", person: decided(personOf(state, judged.person)), mentions: mine });
  } else if (mine.length && form && judged.state === "ready") {
    const { orcid, degree } = judged;
    const newcomers = newcomersOf(state);
    const { slug, ...name } = form;
    const same = [...newcomers.values()].find((one) => orcid && one.orcid === orcid);
    const { id } = same ?? ids.propose(slug, { degree, orcid }, (other) => people.isTaken(other) || newcomers.has(other));
    twins = sameAs(state, mine, names.full(form)).map(({ person }) => person.id);
    choices.push({ kind: "new", person: { id, names: [name], orcid, degree }, mentions: mine });
  }
  if (leaving.length) choices.push({ kind: "unverified", person: null, mentions: leaving });
  return { choices, twins };
}

/** The request of a page. */
export const requestOf = perPage(create);
