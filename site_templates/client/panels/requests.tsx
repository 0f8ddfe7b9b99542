/** The inbox: each request with its author page, kind, state and age, to filter; a click opens it beside its papers. */

import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import { render, type ComponentChildren, type JSX } from "preact";

import * as load from "../lists/load";
import * as search from "../lists/search";
import type { PaperFacts } from "../model";
import * as ids from "../people/ids";
import { dealtWith, keepOrder, type Dealt } from "../requests/inbox";
import { judge } from "../requests/judge";
import { KINDS, STATES, type CorrectionRequest, type Judgement } from "../requests/shapes";
import { countPapers } from "../state/keys";
import { storage as findStorage } from "../state/storages";
import { read } from "../wording/read";
import { say } from "../words/say";
import { IssueLink } from "./issue_link";
import "./queue.css";
import "../style/filters.css";
import "./requests.css";

/** A request that has been read. */
interface Row {
  request: CorrectionRequest;
  judged: Judgement;
  /** The text that the search goes through. */
  line: string;
  /** Path of the review page, "" if there is none. */
  file: string;
}

/** What is to be seen; "" is no wish. */
interface Wanted {
  text: string;
  state: string;
  kind: string;
  dealt: string;
}

const ANY: Wanted = { text: "", state: "", kind: "", dealt: "" };
const isKey = (key: string): key is keyof Wanted => Object.hasOwn(ANY, key);

function wantedOf(parameters: string): Wanted {
  const wanted = { ...ANY };
  for (const [key, value] of new URLSearchParams(parameters)) if (isKey(key)) wanted[key] = value;
  return wanted;
}

function parametersOf(wanted: Wanted): string {
  return new URLSearchParams(Object.entries<string>({ ...wanted }).filter(([, value]) => value)).toString();
}

function rowOf(request: CorrectionRequest, papers: ReadonlyMap<string, PaperFacts[]>): Row {
  const [page] = request.pages;
  const rows = (page && papers.get(page.id)) ?? [];
  const reading = page && !request.confidential ? read(request.text, rows, page.id) : null;
  const names = request.pages.flatMap(({ id, name }) => [id, name]);
  return {
    request,
    judged: judge(request, reading, rows.map((row) => row.key)),
    line: search.line([request.title, ...names, String(request.number)].join(" ")),
    file: page?.papers ? ids.reviewPage(page.id) : "",
  };
}

/** @param root says in `data-preview` which preview the site shows */
export async function startRequests(root: HTMLElement): Promise<void> {
  const preview = root.dataset.preview ?? "";
  const storage = findStorage();
  const [requests, papers] = await Promise.all([load.requests(), load.requestPapers()]);
  if (!requests.length) return;
  const rows = requests.map((request) => rowOf(request, papers));
  const look = () => new Map(requests.map(({ key }) => [key, dealtWith(storage, preview, key)]));
  const dealt = signal<ReadonlyMap<string, Dealt>>(look());
  const wanted = signal(wantedOf(location.hash.slice(1)));
  const found = computed(() => {
    const { text, state, kind, dealt: how } = wanted.value;
    const words = search.words(text);
    return rows.filter(({ request, judged, line }) =>
      (!state || judged.state === state) && (!kind || judged.kind === kind) &&
      (!how || (dealt.value.get(request.key) || "open") === how) && words.every((word) => line.includes(word)));
  });
  effect(() => {
    const text = parametersOf(wanted.value);
    if (text || location.hash) history.replaceState(history.state, "", text ? `#${text}` : location.pathname + location.search);
    keepOrder(storage, preview, found.value.flatMap(({ request, file }) => (file ? [{ key: request.key, file }] : [])));
  });
  const recount = () => {
    dealt.value = look();
  };
  addEventListener("pageshow", recount);
  addEventListener("storage", recount);
  root.replaceChildren();
  const change = (values: Partial<Wanted>) => {
    wanted.value = { ...wanted.value, ...values };
  };
  render(<Inbox {...{ rows, found, dealt, wanted, change }} />, root);
}

interface InboxProps {
  rows: readonly Row[];
  found: ReadonlySignal<readonly Row[]>;
  dealt: ReadonlySignal<ReadonlyMap<string, Dealt>>;
  wanted: ReadonlySignal<Wanted>;
  change: (values: Partial<Wanted>) => void;
}

function Inbox({ rows, found, dealt, wanted, change }: InboxProps): JSX.Element {
  const done = rows.filter(({ request }) => dealt.value.get(request.key)).length;
  const simple = rows.filter(({ judged }) => judged.simple).length;
  return (
    <>
      <p>{say("requests_count", { n: rows.length, simple, done })}</p>
      <form class="ar-filters" data-ar-request-filters aria-label={say("requests_filter")} onSubmit={(event) => event.preventDefault()}>
        <fieldset>
          <label>
            {say("requests_search")}{" "}
            <input type="search" name="text" spellcheck={false} value={wanted.value.text}
              onInput={(event) => change({ text: event.currentTarget.value })} />
          </label>
          <Choice name="state" value={wanted.value.state} change={change}
            options={STATES.map((state) => [state, say(`request_state_${state}`), count(rows, (row) => row.judged.state === state)])} />
          <Choice name="kind" value={wanted.value.kind} change={change}
            options={KINDS.map((kind) => [kind, say(`request_kind_${kind}`), count(rows, (row) => row.judged.kind === kind)])} />
          <Choice name="dealt" value={wanted.value.dealt} change={change}
            options={[["open", say("request_open")], ["patch", say("request_patch")], ["answered", say("request_answered")]]} />
        </fieldset>
      </form>
      <p class="ar-muted" role="status" data-ar-request-status>
        {found.value.length < rows.length ? say("requests_found", { n: found.value.length }) : ""}
      </p>
      <div class="ar-table">
        {/* As cards on phones the elements are no table any more, but for their roles. */}
        <table class="ar-queue ar-cards" role="table">
          <thead role="rowgroup"><tr role="row">
            {(["request", "page", "papers", "kind", "state", "age"] as const).map((name) => (
              <th scope="col" role="columnheader">{say(`requests_col_${name}`)}</th>
            ))}
          </tr></thead>
          <tbody data-ar-request-rows role="rowgroup">
            {found.value.map((row) => <Line key={row.request.key} row={row} dealt={dealt.value.get(row.request.key) ?? ""} />)}
          </tbody>
        </table>
      </div>
    </>
  );
}

const count = (rows: readonly Row[], fits: (row: Row) => boolean): number => rows.filter(fits).length;

function Choice({ name, value, options, change }: {
  name: "state" | "kind" | "dealt";
  value: string;
  options: readonly (readonly [value: string, text: string, count?: number])[];
  change: (values: Partial<Wanted>) => void;
}): JSX.Element {
  return (
    <label>
      {say(`requests_by_${name}`)}{" "}
      <select name={name} value={value} onChange={(event) => change({ [name]: event.currentTarget.value })}>
        <option value="">{say("requests_all")}</option>
        {options.map(([one, text, n]) => (
          <option key={one} value={one}>{n === undefined ? text : say("requests_option", { text, n })}</option>
        ))}
      </select>
    </label>
  );
}

function Line({ row: { request, judged, file }, dealt }: { row: Row; dealt: Dealt }): JSX.Element {
  const [page] = request.pages;
  const title = request.confidential ? say("request_confidential") : request.title || say("request_untitled");
  const name = <bdi class="ar-requests__title">{title}</bdi>;
  return (
    <tr data-ar-request={request.key} role="row">
      <th scope="row" role="rowheader">
        {file ? <a href={`${file}#request=${request.key}`}>{name}</a> : name}{" "}
        <IssueLink request={request} />
      </th>
      <Cell of="page">
        {page ? <bdi>{page.name}</bdi> : request.missing.length ? say("request_missing", { page: request.missing[0] }) : ""}
        {request.pages.length > 1 && <span class="ar-muted"> {say("request_more_pages", { n: request.pages.length - 1 })}</span>}
      </Cell>
      <Cell of="papers">{papersText(judged)}</Cell>
      <Cell of="kind">{say(`request_kind_${judged.kind}`)}</Cell>
      <Cell of="state">
        <span class={`ar-requests__state ar-requests__state--${judged.state}`}>{say(`request_state_${judged.state}`)}</span>
        {judged.questions.length > 0 && <span class="ar-muted"> {judged.questions.map((one) => say(`request_lacks_${one}`)).join(", ")}</span>}
        {dealt && <>{" "}<b>{say(`request_${dealt}`)}</b></>}
      </Cell>
      <Cell of="age">{request.age < 0 ? "" : say("request_days", { count: request.age })}</Cell>
    </tr>
  );
}

/** A cell that on a card says what it is. */
function Cell({ of, children }: { of: "page" | "papers" | "kind" | "state" | "age"; children: ComponentChildren }): JSX.Element {
  return <td role="cell" data-label={say(`requests_col_${of}`)}>{children}</td>;
}

/** The papers recognised, on each side. */
function papersText({ mine, not, whole }: Judgement): string {
  const parts = [
    mine.length ? say(whole ? "request_all_papers" : "request_papers", { count: countPapers(mine) }) : "",
    not.length ? say("request_not_papers", { count: countPapers(not) }) : "",
  ];
  return parts.filter(Boolean).join(", ");
}
