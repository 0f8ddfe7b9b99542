/** The author search on the home page, and the list of all authors. */

import { signal, type Signal } from "@preact/signals";
import { render } from "preact";

import * as load from "../lists/load";
import type { Author, AuthorList } from "../lists/load";
import { find } from "../page/dom";
import { say } from "../words/say";
import "./author_search.css";

/** Rows of the whole list at first, and so many more each time. */
const STEP = 100;
/** Results below the field of the home page. */
const FEW = 12;

/** @param root has the field, and either a table for the whole list or a list for results */
export function startAuthorSearch(root: HTMLElement): void {
  const box = root.querySelector("input");
  const status = root.querySelector("[role=status]");
  const table = find("rows", root);
  const place = table ?? find("results", root);
  const more = find("more", root);
  if (!box || !status || !place) return;
  const visible: Signal<Author[]> = signal([]);
  let limit = table ? STEP : FEW;
  const tell = (text: string) => {
    status.textContent = text;
  };

  async function update(query: string): Promise<void> {
    let authors: AuthorList;
    try {
      authors = await load.authors();
    } catch {
      tell(say("author_failed"));
      return;
    }
    // What was typed meanwhile has its own turn.
    if (query !== box?.value.trim()) return;
    const found = query || table ? authors.find(query, limit + 1) : [];
    visible.value = found.slice(0, limit);
    if (more) more.hidden = found.length <= limit;
    tell(summary(query, found.length, limit));
  }

  render(<Found authors={visible} isTable={Boolean(table)} />, place);
  box.addEventListener("input", () => {
    if (table) limit = STEP;
    void update(box.value.trim());
  });
  more?.addEventListener("click", () => {
    limit += STEP;
    void update(box.value.trim());
  });
  // The page has the list fetched; it is read at once if it is needed, else when there is nothing better to do.
  const early = () => void load.authors().catch(() => {});
  if (table || box.value.trim()) void update(box.value.trim());
  else if (document.readyState === "complete") early();
  else addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(early), { once: true });
}

function summary(query: string, found: number, limit: number): string {
  if (!query) return "";
  if (found > limit) return say("author_first", { count: limit });
  return found ? say("author_found", { count: found }) : say("author_none");
}

function Found({ authors, isTable }: { authors: Signal<Author[]>; isTable: boolean }) {
  const Shown = isTable ? Row : Item;
  return authors.value.map((author) => <Shown key={author.id} {...author} />);
}

const statusOf = ({ verified }: Author): string => say(verified ? "is_verified" : "not_verified");

/** How many people the page may show. */
function guess({ groups }: Author, isSentence: boolean): string {
  if (!groups) return say("author_too_few");
  return say(isSentence ? "author_perhaps" : "author_people", { count: groups });
}

/** A page without review has no address here. */
const Name = ({ name, file, groups }: Author) =>
  (groups ? <a href={file}><bdi>{name}</bdi></a> : <bdi>{name}</bdi>);

const Row = (author: Author) => (
  <tr>
    <th scope="row"><Name {...author} /></th>
    <td>{statusOf(author)}</td>
    <td>{author.papers}</td>
    <td>{guess(author, false)}</td>
  </tr>
);

const Item = (author: Author) => (
  <li>
    <Name {...author} />{" "}
    <span class="ar-muted">
      {say("author_facts", { status: statusOf(author), count: author.papers, guess: guess(author, true) })}
    </span>
  </li>
);
