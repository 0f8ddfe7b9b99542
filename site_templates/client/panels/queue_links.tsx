/** On a review page: the pages before and after it in the queue as filtered, and a button that ticks this one off. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import * as load from "../lists/load";
import * as queues from "../lists/queue";
import type { Waiting } from "../lists/queue";
import { markSeen } from "../state/decided";
import { readFilter } from "../state/queue_filter";
import type { ReviewState } from "../state/review_state";
import { say, type Word } from "../words/say";
import "./queue_links.css";

/** Where the page stands in the queue. */
interface Place {
  /** From 1 on. */
  at: number;
  all: number;
  isFiltered: boolean;
  previous?: Waiting;
  next?: Waiting;
  /** The next one with which nobody has begun, where `next` isn't that. */
  open?: Waiting;
}

/** Null if the page isn't in the queue. */
function placeOf(id: string, text: string, progress: ReturnType<typeof queues.progressOf>): Place | null {
  const filter = readFilter();
  // A page stands in the queue once for each kind of trouble: its first place counts.
  const lines = queues.linesOf(text);
  const whole = new Map<string, string>();
  for (const line of lines) if (!whole.has(queues.idOf(line))) whole.set(queues.idOf(line), line);
  // How far one has come with a page changes at each step: that part of the filter would lose the place.
  const wanted = { ...queues.read(filter), state: "" };
  // Reading tens of thousands of lines takes longer than all else that a page does: only a filter needs it.
  const all = filter ? queues.choose(lines.map(queues.parse), wanted, progress) : [];
  const chosen = [...new Set(all.map((page) => page.id))];
  const isFiltered = chosen.includes(id);
  const queue = isFiltered ? chosen : [...whole.keys()];
  const index = queue.indexOf(id);
  if (index < 0) return null;
  const page = (one: string | undefined) => {
    const line = one === undefined ? undefined : whole.get(one);
    return line === undefined ? undefined : queues.parse(line);
  };
  const next = page(queue.at(index + 1));
  const isOpen = (one: string) => !progress({ id: one });
  const open = next && progress(next) ? page(queue.slice(index + 2).find(isOpen)) : undefined;
  return { at: index + 1, all: queue.length, isFiltered, previous: page(queue[index - 1]), next, open };
}

export function QueueLinks({ state }: { state: ReviewState }) {
  const { data, storage } = state;
  const { id } = data.page;
  const { preview } = data.base;
  const progress = queues.progressOf(storage, preview);
  const place = useSignal<Place | null>(null);
  const seen = useSignal(progress({ id }) === "seen");

  useEffect(() => {
    void load.queue().then(
      (text) => {
        place.value = placeOf(id, text, progress);
      },
      () => {
        // Without the queue the button remains.
      },
    );
  }, []);

  const mark = () => {
    if (!storage) return;
    seen.value = !seen.value;
    markSeen(storage, preview, id, seen.value ? data.mentions.map((mention) => mention.paper) : null);
  };
  const found = place.value;
  if (!storage && !found) return null;
  return (
    <nav class="ar-queue-nav" data-ar-queue-nav aria-label={say("queue_of_all")}>
      {storage && (
        <button type="button" class="ar-quiet" data-ar-seen aria-pressed={seen.value} onClick={mark}>
          {say(seen.value ? "queue_unmark" : "queue_mark")}
        </button>
      )}
      {found && (
        <span class="ar-queue-nav__links">
          <QueueLink page={found.previous} word="queue_previous" sign="‹" />
          <span class="ar-muted ar-queue-nav__at">
            {say(found.isFiltered ? "queue_at_filtered" : "queue_at", {
              at: found.at.toLocaleString("en"), all: found.all.toLocaleString("en"),
            })}
          </span>
          <QueueLink page={found.next} word="queue_next" sign="›" />
          <QueueLink page={found.open} word="queue_open" sign="»" />
        </span>
      )}
    </nav>
  );
}

function QueueLink({ page, word, sign }: { page: Waiting | undefined; word: Word; sign: string }) {
  if (!page) return null;
  const full = `${say(word)}: ${page.name}`;
  return (
    <a href={page.file.replace("review/", "")} aria-label={full} title={full}>
      {sign !== "‹" || `${sign} `}<bdi>{page.name}</bdi>{sign === "‹" || ` ${sign}`}
    </a>
  );
}
