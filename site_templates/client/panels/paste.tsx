/**
 * The box that takes a list or a rule in any wording, answers each line, and selects after the user has said whose the
 * papers are.
 */

import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import * as directory from "../lists/directory";
import * as load from "../lists/load";
import { people } from "../people/people";
import { countPapers } from "../state/keys";
import { pastingOf, type Pasting } from "../state/pasting";
import type { ReviewState } from "../state/review_state";
import type { PasteAnswer, Side } from "../wording/shapes";
import { say, type Word } from "../words/say";
import "./paste.css";

/** Milliseconds without a key after which a text is read. */
const PAUSE = 200;
/** Letters of a line that are shown. */
const [LONGEST_LINE, LONGEST_QUOTE] = [300, 200];
const PAPER_ID = /^\d{4}\.\S+\.\d+$|^[A-Z]\d\d-\d{4}$/;

const WHY: Record<string, Word> = {
  unsure: "paste_why_unsure", said: "paste_why_said", heading: "paste_why_heading", rest: "paste_why_rest",
  except: "paste_why_except", relative: "paste_why_relative", beside: "paste_why_beside",
  whose: "paste_why_whose",
};

const sideWords = (side: Side): string => (side ? say(side === "yes" ? "paste_yours" : "paste_not_yours") : "");

export function PastePanel({ state }: { state: ReviewState }): JSX.Element {
  const pasting = pastingOf(state);
  const box = useRef<HTMLTextAreaElement>(null);
  // Whoever opens the box wants to write into it; the next key already goes there.
  useLayoutEffect(() => box.current?.focus({ preventScroll: true }), [pasting.arrivals.value]);
  return (
    <section class="ar-panel ar-paste" id="ar-paste-box" data-ar-paste-box aria-labelledby="ar-paste-label">
      <h3><label id="ar-paste-label" for="ar-paste-text">{say("paste_label")}</label></h3>
      <textarea
        ref={box} id="ar-paste-text" data-ar-paste-text rows={5} spellcheck={false} dir="auto"
        placeholder={say("paste_example")} aria-describedby="ar-paste-help" value={pasting.text.value}
        onInput={(event) => pasting.type(
          event.currentTarget.value,
          event instanceof InputEvent && event.inputType === "insertFromPaste" ? 0 : PAUSE,
        )}
      />
      <Status pasting={pasting} />
      <Question pasting={pasting} />
      <Answers state={state} pasting={pasting} />
      <details class="ar-paste__help">
        <summary>{say("paste_help_title")}</summary>
        <p class="ar-muted" id="ar-paste-help">{say("paste_help")}</p>
      </details>
      <div class="ar-buttons"><button type="button" class="ar-quiet" onClick={() => { state.opened.value = null; }}>{say("back_to_papers")}</button></div>
    </section>
  );
}

/** How much was understood. */
function Status({ pasting }: { pasting: Pasting }): JSX.Element {
  const reading = pasting.reading.value;
  let text = "";
  if (pasting.isTooLong.value) text = say("paste_long");
  else if (reading && !pasting.isBehind.value) {
    const count = (kind: PasteAnswer["kind"]) => reading.answers.filter((answer) => answer.kind === kind).length;
    const parts = [
      [toChoose(pasting).length, "paste_n_choose"], [count("elsewhere"), "paste_n_elsewhere"],
      [count("unknown"), "paste_n_unknown"], [count("part"), "paste_n_part"],
    ] as const;
    const found = say("paste_papers", { count: countPapers([...pasting.certain.value.keys()]) });
    const rest = parts.flatMap(([n, word]) => (n ? [say(word, { n })] : []));
    text = `${say("paste_lines", { count: reading.lines })}: ${[found, ...rest].join(", ")}.`;
  }
  return <p class="ar-paste__status" data-ar-paste-status role="status">{text}</p>;
}

/** Whose the papers are: the question that the text never answers for the user. */
function Question({ pasting }: { pasting: Pasting }): JSX.Element | null {
  const [ticked, others, disowned] = [pasting.ticked, pasting.others, pasting.disowned]
    .map(({ value }) => countPapers(value));
  const reading = pasting.reading.value;
  // The buttons never speak of a text that has changed since it was read.
  if (!reading || pasting.isBehind.value || (!ticked && !disowned)) return null;
  const hint = disowned ? say("paste_said_both", { count: disowned })
    : reading.said === "not" ? say("paste_said_not") : reading.said === "yes" ? say("paste_said_yes") : "";
  // On the page of a verified author what a text disowns is what leaves it.
  const leaves = reading.said === "not" && pasting.isByAuthor.value;
  const isMain = reading.said !== "not" || leaves;
  return (
    <div data-ar-paste-take role="group" aria-label={say("paste_whose")}>
      <p data-ar-paste-ask>{say("paste_ask", { count: ticked })} {hint}</p>
      <div class="ar-buttons">
        <button
          type="button" data-ar-paste-yes disabled={!ticked} class={isMain ? "ar-primary" : ""}
          onClick={() => pasting.take(true)}
        >{say(leaves ? "paste_leaves" : "paste_yes", { count: ticked })}</button>
        <button
          type="button" data-ar-paste-no disabled={!disowned && !others}
          class={isMain ? "" : "ar-primary"} onClick={() => pasting.take(false)}
        >{disowned 
          ? say("paste_no_both", { count: disowned })
          : say("paste_no", { rest: others })}</button>
      </div>
    </div>
  );
}

/** Lines that leave open which paper they mean. */
const toChoose = (pasting: Pasting): PasteAnswer[] =>
  (pasting.reading.value?.answers ?? [])
    .filter((answer) => answer.kind === "choose" && !answer.keys.some((key) => pasting.certain.value.has(key)));

/** What each line means; what needs a look comes first. */
function Answers({ state, pasting }: { state: ReviewState; pasting: Pasting }): JSX.Element | null {
  const reading = pasting.reading.value;
  const why = useComputed(() => reasons(pasting.reading.value?.answers ?? []));
  // Whose the ORCID is, is told before anything is assigned.
  useSignalEffect(() => {
    if (pasting.reading.value?.requester.orcid) void directory.open();
  });
  if (!reading) return null;
  const of = (kind: PasteAnswer["kind"]) => reading.answers.filter((answer) => answer.kind === kind);
  const paper = (key: string, about = "") => (
    <Paper key={key} state={state} pasting={pasting} paper={key} about={about} />
  );
  const { orcid, degree } = reading.requester;
  const owner = orcid ? people.known(people.byOrcid(orcid) ?? "") : undefined;
  const person = ([[owner ? "paste_owner" : "paste_orcid", orcid], ["paste_degree", degree],
    ["paste_target", reading.target], ["paste_targets", reading.targets.join(", ")]] as const).filter(([, value]) => value);
  return (
    <div data-ar-paste-answers>
      <Part title="paste_choose">
        {toChoose(pasting).map((a) => (
          <Line answer={a}><ul class="ar-paste__list">{a.keys.map((key) => paper(key))}</ul></Line>
        ))}
      </Part>
      <Part title="paste_elsewhere">{of("elsewhere").map((a) => <Elsewhere state={state} answer={a} />)}</Part>
      <Part title="paste_unknown">
        {of("unknown").map((a) => (
          <Line answer={a}>{WHY[a.what] && <span class="ar-muted"> {say(WHY[a.what])}</span>}</Line>
        ))}
      </Part>
      <Part title="paste_person">{person.map(([word, value]) => (
        <li key={word}>{say(word, { value, ...(owner && { name: owner.name, id: owner.id }) })}</li>
      ))}</Part>
      <Part title="paste_rules">
        {of("rule").map((a) => (
          <Line answer={a}>
            {" → "}<strong>{a.what}</strong>{": "}
            {[say("paste_papers", { count: countPapers(a.keys) }), sideWords(a.side)].filter(Boolean).join(", ")}
          </Line>
        ))}
      </Part>
      <Part title="paste_found">
        {[...pasting.certain.value.keys()].map((key) => paper(key, [...new Set(why.value.get(key))].join(", ")))}
      </Part>
    </div>
  );
}

/** Which lines name each paper, by key. */
function reasons(answers: readonly PasteAnswer[]): Map<string, string[]> {
  const why = new Map<string, string[]>();
  for (const { kind, keys, off, what, line, text, side } of answers) {
    if (kind !== "found" && kind !== "rule") continue;
    const reason = off ? say("paste_off", { line }) : kind === "rule" ? say("paste_by_rule", { rule: what })
      : say(what ? "paste_like" : "paste_line", { line, text: text.slice(0, LONGEST_QUOTE) });
    for (const key of keys) why.set(key, [...(why.get(key) ?? []), reason, ...[sideWords(side)].filter(Boolean)]);
  }
  return why;
}

function Part({ title, children }: { title: Word; children: JSX.Element[] }): JSX.Element | null {
  if (!children.length) return null;
  return <><h4>{say(title)} ({children.length})</h4><ul class="ar-paste__list">{children}</ul></>;
}

/** A line as it was pasted. */
function Line({ answer, children }: { answer: PasteAnswer; children?: ComponentChildren }): JSX.Element {
  const { line, text } = answer;
  return (
    <li>
      <span class="ar-muted">{say("paste_line", { line })}</span>{" "}
      <bdi>{text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text}</bdi>{children}
    </li>
  );
}

/** A paper with a box to take it out or in. */
function Paper({ state, pasting, paper, about }: {
  state: ReviewState; pasting: Pasting; paper: string; about: string;
}): JSX.Element | null {
  const row = state.facts().find(({ key }) => key === paper);
  if (!row) return null;
  const twins = state.facts().filter((other) => other.paper === row.paper).length > 1;
  const position = Number(paper.slice(paper.lastIndexOf("#") + 1)) + 1;
  const who = twins ? [row.affiliation, say("paste_position", { position })] : [];
  const facts = [row.paper, row.year ?? "", ...who, about];
  return (
    <li>
      <label class="ar-option">
        <input
          type="checkbox" value={paper} data-ar-paste-paper checked={pasting.isTicked(paper)}
          onChange={(event) => pasting.tick(paper, event.currentTarget.checked)}
        />
        <span><bdi>{row.title}</bdi> <span class="ar-muted">{facts.filter(Boolean).join(" · ")}</span></span>
      </label>
    </li>
  );
}

/** A paper that is not on this page, with the page on which it stands if that is known. */
function Elsewhere({ state, answer }: { state: ReviewState; answer: PasteAnswer }): JSX.Element {
  const { what } = answer;
  const file = useSignal("");
  const other = Object.values(state.data.matching).flatMap(({ elsewhere }) => elsewhere)
    .find(({ key }) => key.startsWith(`${what}#`));
  useSignalEffect(() => {
    if (!other) return;
    load.authors().then((list) => {
      const page = list.withId(other.page);
      if (page?.groups) file.value = page.file;
    }, () => {}); // Without the list the page is named, and not linked.
  });
  if (!PAPER_ID.test(what)) {
    const word = /\d{4}-/.test(what) ? "paste_no_key" : "paste_no_paper";
    return <Line answer={answer}> <span class="ar-muted">{say(word, { what })}</span></Line>;
  }
  const stands = other && say("paste_stands", { page: other.page });
  return (
    <Line answer={answer}>
      {" "}<a href={`https://aclanthology.org/${what}/`} rel="noopener">{what}</a>
      {stands && <> {file.value ? <a href={`../${file.value}`}>{stands}</a> : stands}</>}
    </Line>
  );
}
