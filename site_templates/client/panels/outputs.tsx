/** A patch in other forms: before and after of each page, an issue's text, the maintainers' commands, its base. */

import type { ComponentChildren, JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";

import type { Decision, Outcome, PageData, Patch } from "../model";
import { copy, listing } from "../page/dom";
import { commands } from "../patch/commands";
import { issue } from "../patch/issue";
import { keyOf, paperOf } from "../state/keys";
import { pageLabel } from "../words/labels";
import { say } from "../words/say";
import "./outputs.css";

interface Props {
  data: PageData;
  decisions?: readonly Decision[];
  /** Null: before and after are not shown. */
  outcome: Outcome | null;
  /** Null while something stands in its way. */
  patch: Patch | null;
}

export function Outputs({ data, decisions = [], outcome, patch }: Props): JSX.Element {
  return (
    <div class="ar-outputs" data-ar-outputs>
      {outcome && outcome.pages.length > 0 && <BeforeAfter data={data} decisions={decisions} outcome={outcome} />}
      {patch && <IssueText data={data} patch={patch} />}
      {patch && <CommandLines data={data} patch={patch} />}
      {patch && <Base data={data} patch={patch} />}
    </div>
  );
}

function Fold({ summary, children }: { summary: string; children: ComponentChildren }): JSX.Element {
  return (
    <details class="ar-why">
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

interface PagesProps {
  data: PageData;
  decisions: readonly Decision[];
  outcome: Outcome;
}

function BeforeAfter({ data, decisions, outcome }: PagesProps): JSX.Element {
  const titles = new Map(data.mentions.map((m) => [keyOf(m), m.title]));
  const list = (style: string, keys: readonly string[]) =>
    keys.map((key) => <li class={style} key={key}><bdi>{titles.get(key) || paperOf(key)}</bdi></li>);
  return (
    <Fold summary={say("pages_change", { count: outcome.pages.length })}>
      <ul>
        {outcome.pages.map(({ id, gains, loses }) => {
          const counts = [
            ...(loses.length ? [say("loses", { count: loses.length })] : []),
            ...(gains.length ? [say("gains", { count: gains.length })] : []),
          ];
          return (
            <li key={id}>
              <b><bdi>{pageLabel(data, decisions, id)}</bdi></b>: {counts.join(", ")}
              <ul>{list("ar-for", gains)}{list("ar-against", loses)}</ul>
            </li>
          );
        })}
      </ul>
    </Fold>
  );
}

interface PatchProps {
  data: PageData;
  patch: Patch;
}

function IssueText({ data, patch }: PatchProps): JSX.Element {
  const { title, body, information, url, form, boxes } = useMemo(() => issue(data, patch), [data, patch]);
  const field = useRef<HTMLTextAreaElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  return (
    <Fold summary={say("as_issue")}>
      <textarea readOnly rows={8} aria-label={say("issue_text")} value={`${title}\n\n${body}`} ref={field} />
      <div class="ar-buttons">
        <button type="button" onClick={() => {
          if (field.current && status.current) void copy(body, field.current, status.current);
        }}>{say("copy_issue")}</button>
        {!url && (
          <button type="button" data-ar-copy-information onClick={() => {
            if (field.current && status.current) void copy(information, field.current, status.current);
          }}>{say("copy_information")}</button>
        )}
        <a href={url ?? form} target="_blank" rel="noopener noreferrer" data-ar-form-link>{say("open_issue")}</a>
      </div>
      {!url && <p>{say("issue_too_long")}</p>}
      {boxes.length > 0 && (
        <p data-ar-boxes>{say("issue_boxes", { boxes: listing(boxes.map((box) => `“${say(box).split(":")[0]}”`)) })}</p>
      )}
      <p role="status" class="ar-muted" ref={status} />
    </Fold>
  );
}

/** Only what the Anthology's scripts can do; what they can't is said beside it. */
function CommandLines({ data, patch }: PatchProps): JSX.Element | null {
  const made = useMemo(() => commands(data, patch), [data, patch]);
  if (!made.commands.length) return null;
  return (
    <Fold summary={say("as_commands")}>
      {/* It scrolls, so the keyboard must reach it. */}
      <pre tabIndex={0}><code>{made.commands.join("\n")}</code></pre>
      {made.uncovered.length > 0 && <p>{say("uncovered", { count: made.uncovered.length })}</p>}
      {made.entries.length > 0 && <p>{say("uncovered_entries", { persons: made.entries.join(", ") })}</p>}
    </Fold>
  );
}

/** What was looked at, so that a maintainer sees whether it still is so. */
function Base({ data, patch: { base, generator, created } }: PatchProps): JSX.Element {
  return (
    <Fold summary={say("base")}>
      <ul>
        <li>{say("base_page", { page: data.page.id, count: data.mentions.length })}</li>
        <li>{say("base_preview", { preview: base.preview || "–" })}</li>
        <li>{say("base_made", { created, generator })}</li>
      </ul>
    </Fold>
  );
}
