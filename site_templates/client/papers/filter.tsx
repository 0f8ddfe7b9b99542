/**
 * Shows only the papers with some words, and keeps selection and filter in the page's address, so that a link shows
 * others what one sees. A link selects nothing by itself.
 */

import { effect, signal, useSignal } from "@preact/signals";

import { afterPaint } from "../page/after_paint";
import { all } from "../page/dom";
import { keyOf } from "../state/keys";
import type { ReviewState } from "../state/review_state";
import { fold } from "../wording/fold";
import { say } from "../words/say";
import type { Rows } from "./rows";

/** More would make an address that some programs cut. */
const MOST_IN_ADDRESS = 100;
const query = signal("");
/** What the address names, until it is taken or another selection is made. */
const offered = signal<{ keys: string[]; gone: number } | null>(null);

/** What the address says. */
const address = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");

/** Hides the rows that the filter leaves out, and keeps the address. */
export function startFilter(form: HTMLElement, rows: Rows, state: ReviewState): void {
  let texts: Map<string, string> | null = null;
  const known = new Set(state.data.mentions.map(keyOf));
  const given = address();
  query.value = given.get("filter") ?? "";
  const named = (given.get("papers") ?? "").split(" ").filter(Boolean).map((one) => (one.includes("~") ? one.replace("~", "#") : `${one}#0`));
  const here = named.filter((key) => known.has(key));
  if (named.length) offered.value = { keys: here, gone: named.length - here.length };

  effect(() => {
    const words = fold(query.value).split(" ").filter(Boolean);
    if (!words.length) {
      if (state.hidden.peek().size) state.hidden.value = new Set();
      return;
    }
    texts ??= new Map(state.facts().map((one) => [one.key, ` ${fold([one.title, ...one.authors, one.venue, one.affiliation, one.paper].join(" "))}`]));
    const found = texts;
    state.hidden.value = new Set([...found.keys()].filter((key) => !words.every((word) => found.get(key)?.includes(` ${word}`))));
  });
  let drawn: ReadonlySet<string> = new Set();
  effect(() => {
    const hidden = state.hidden.value;
    for (const key of new Set([...drawn, ...hidden])) {
      const row = drawn.has(key) === hidden.has(key) ? undefined : rows.get(key);
      if (row) row.hidden = hidden.has(key);
    }
    drawn = hidden;
    const empty = new Set(state.piles.value.filter(({ keys }) => keys.every((key) => hidden.has(key))).map(({ letter }) => letter));
    for (const section of all("group", form)) section.classList.toggle("ar-group--none", empty.has(section.dataset.arGroup ?? ""));
  });
  effect(() => {
    const keys = state.selection.value;
    const text = query.value.trim();
    if (offered.value && !keys.length) return undefined;
    offered.value = null;
    const values = new URLSearchParams();
    // For which request the page was opened belongs to the address, too.
    const request = address().get("request");
    if (request) values.set("request", request);
    if (text) values.set("filter", text);
    if (keys.length && keys.length <= MOST_IN_ADDRESS) values.set("papers", keys.map((key) => key.replace(/#0$/, "").replace("#", "~")).join(" "));
    const hash = values.toString();
    // An address that points at a person stays until there is something to say.
    if (!hash && !location.hash.includes("=")) return undefined;
    return afterPaint(() => history.replaceState(history.state, "", hash ? `#${hash}` : location.pathname + location.search));
  });
}

/** The field, and how many papers it leaves. */
export function FilterField({ state }: { state: ReviewState }) {
  const typed = useSignal(query.value);
  const timer = useSignal(0);
  const all = state.data.mentions.length;
  return (
    <div class="ar-filter">
      <label for="ar-filter">{say("filter_label")}</label>
      <input type="search" id="ar-filter" data-ar-filter autocomplete="off" spellcheck={false} placeholder={say("filter_hint")}
        value={typed} onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
          clearTimeout(timer.peek());
          timer.value = window.setTimeout(() => { query.value = typed.peek(); }, 60);
        }} />
      <span class="ar-muted" data-ar-filter-status role="status">
        {query.value.trim() ? say("filter_shown", { count: all - state.hidden.value.size, all }) : ""}
      </span>
    </div>
  );
}

/** What the link by which the reader came names. */
export function LinkedPapers({ state }: { state: ReviewState }) {
  const offer = offered.value;
  if (!offer) return null;
  return (
    <p class="ar-notice" data-ar-linked>
      <span>{say("link_names", { count: offer.keys.length })}{offer.gone ? ` ${say("link_gone", { count: offer.gone })}` : ""}</span>{" "}
      <button type="button" onClick={() => state.select(offer.keys)}>{say("link_select")}</button>
    </p>
  );
}
