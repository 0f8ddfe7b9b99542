/** The work queue on the home page: filters and one's own progress. The first rows are the server's. */

import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { render } from "preact";

import * as load from "../lists/load";
import * as queues from "../lists/queue";
import type { Progress, Waiting, Wanted } from "../lists/queue";
import { find, make } from "../page/dom";
import { keepFilter, readFilter } from "../state/queue_filter";
import { storage as findStorage } from "../state/storages";
import { say } from "../words/say";
import "../style/filters.css";
import "./queue.css";

/** So many rows at first, as many as the server writes, and so many more each time. */
const STEP = 50;

/** @param root has the table, and says in `data-preview` which preview the site shows */
export async function startQueue(root: HTMLElement): Promise<void> {
  const form = find("queue-filters", root);
  const rows = find("queue-rows", root);
  const more = find("queue-more", root);
  if (!(form instanceof HTMLFormElement) || !rows || !more) return;
  const pages = queues.linesOf(await load.queue().catch(() => "")).map(queues.parse);
  if (!pages.length) return;

  const progressNow = queues.progressOf(findStorage(), root.dataset.preview ?? "");
  const look = () => new Map(pages.map((page) => [page.id, progressNow(page)]));
  /** How far one has come; looked up when one arrives or another tab decides, not at each key. */
  const states = signal(look());
  const shown = signal(STEP);
  fill(form, queues.read(location.hash.slice(1) || readFilter()));
  offerVenues(root, pages);
  const wanted = signal(read(form));
  const found = computed(() => queues.choose(pages, wanted.value, ({ id }) => states.value.get(id) ?? ""));

  const kinds = new Map<string, string>();
  for (const field of form.querySelectorAll<HTMLElement>("[data-ar-kind]")) {
    kinds.set(field.getAttribute("value") ?? "", field.dataset.arKind ?? "");
  }
  // What the server wrote is replaced: whoever filters may find none of it.
  rows.replaceChildren();
  render(<Rows found={found} shown={shown} states={states} kinds={kinds} />, rows);
  effect(() => {
    more.hidden = found.value.length <= shown.value;
  });
  effect(() => tellProgress(root, states.value));
  effect(() => {
    const text = queues.write(wanted.value);
    const status = find("queue-status", root);
    if (status) status.textContent = text ? say("queue_found", { count: found.value.length }) : "";
    keepFilter(text);
    if (!text && !location.hash) return;
    history.replaceState(history.state, "", text ? `#${text}` : location.pathname + location.search);
  });

  const change = () => {
    shown.value = STEP;
    wanted.value = read(form);
  };
  form.querySelector("fieldset")?.removeAttribute("disabled");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", change);
  // The search field stands elsewhere on the page, and has results of its own.
  const search = form.elements.namedItem("name");
  const tellSearch = () => search instanceof HTMLElement && search.dispatchEvent(new Event("input"));
  if (search instanceof HTMLElement) search.addEventListener("input", change);
  if (wanted.value.name) tellSearch();
  // The fields are empty only after the event.
  form.addEventListener("reset", () => setTimeout(tellSearch));
  more.addEventListener("click", () => {
    shown.value += STEP;
  });
  const recount = () => {
    states.value = look();
  };
  addEventListener("pageshow", recount);
  addEventListener("storage", recount);
}

/** What the fields say. */
function read(form: HTMLFormElement): Wanted {
  const values = [...new FormData(form)].map(([key, value]) => [key, String(value)]);
  return queues.read(new URLSearchParams(Object.fromEntries(values)).toString());
}

function fill(form: HTMLFormElement, wanted: Wanted): void {
  // A field that is off gives no value.
  form.querySelector("fieldset")?.removeAttribute("disabled");
  for (const [key, value] of Object.entries<string>({ ...wanted })) {
    const field = form.elements.namedItem(key);
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = Boolean(value);
    else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
    else if (field instanceof RadioNodeList) field.value = value;
    const fold = value && field instanceof HTMLElement ? field.closest("details") : null;
    if (fold) fold.open = true;
  }
}

/** Venues to choose from, most pages first. */
function offerVenues(root: HTMLElement, pages: readonly Waiting[]): void {
  const counts = new Map<string, number>();
  for (const page of pages) for (const venue of page.venues) counts.set(venue, (counts.get(venue) ?? 0) + 1);
  const venues = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  find("queue-venues", root)?.replaceChildren(...venues.map(([venue]) => make("option", { value: venue })));
}

function tellProgress(root: HTMLElement, states: ReadonlyMap<string, Progress>): void {
  const [progress, bar, text] = ["queue-progress", "queue-bar", "queue-done"].map((name) => find(name, root));
  const all = [...states.values()];
  const patch = all.filter((state) => state === "patch").length;
  const done = patch + all.filter((state) => state === "seen").length;
  if (progress) progress.hidden = !all.some(Boolean);
  if (bar instanceof HTMLProgressElement) {
    bar.max = all.length;
    bar.value = done;
  }
  const params = { done, count: all.length, all: all.length.toLocaleString("en"), patch };
  if (text) text.textContent = say("queue_done", params);
}

function Rows({ found, shown, states, kinds }: {
  found: ReadonlySignal<Waiting[]>;
  shown: ReadonlySignal<number>;
  states: ReadonlySignal<ReadonlyMap<string, Progress>>;
  kinds: ReadonlyMap<string, string>;
}) {
  return found.value.slice(0, shown.value).map((page) => (
    <Row key={`${page.id} ${page.kind}`} page={page} kind={kinds.get(page.kind) ?? ""} state={states.value.get(page.id) ?? ""} />
  ));
}

function Row({ page, kind, state }: { page: Waiting; kind: string; state: Progress }) {
  const { file, name, verified, papers, persons, reason, changed } = page;
  return (
    <tr>
      <th scope="row">
        <a href={file}><bdi>{name}</bdi></a>{" "}
        <span class="ar-muted">{say(verified ? "is_verified" : "not_verified")}</span>
      </th>
      <td>{papers}</td>
      <td>{say("queue_people", { count: persons })}</td>
      <td>
        {changed && <><b class="ar-changed">{say("queue_changed")}</b>{` ${changed}${reason ? "; " : ""}`}</>}
        {reason && <>{kind && <b>{kind}:</b>}{` ${reason}`}</>}
        {state && <>{" "}<b>{say(`queue_${state}`)}</b></>}
      </td>
    </tr>
  );
}
