/** The rows of papers, as the server has written them: what they show, and what script adds to each. */

import * as load from "../lists/load";
import type { PageData, PaperFacts } from "../model";
import { afterPaint } from "../page/after_paint";
import { all, make, markup } from "../page/dom";
import { keyOf, paperOf } from "../state/keys";
import type { SuggestedGroup } from "../state/review_state";
import { say } from "../words/say";

/** The event of an abstract that has come onto the page. */
export const ABSTRACT_SHOWN = "ar-abstract-shown";

/** Key of a row's mention. */
export const keyOfRow = (row: HTMLElement): string => row.dataset.arPaper ?? "";

/** The rows of a page by key, in its order: looked up once, since there may be hundreds. */
export type Rows = ReadonlyMap<string, HTMLElement>;

export const rowsOf = (root: ParentNode): Rows => new Map(all("paper", root).map((row) => [keyOfRow(row), row]));

/** The suggested groups, in the order of the page. */
export function readGroups(root: ParentNode): SuggestedGroup[] {
  return all("group", root).map((section) => ({
    letter: section.dataset.arGroup ?? "",
    keys: all("paper", section).map(keyOfRow),
    reason: section.dataset.arReason ?? "",
    suggested: section.dataset.arSuggested?.split(" ") ?? [],
  }));
}

/** Stands beside names in the list of authors. */
const NOT_A_NAME = "sup, .ar-affiliation";

/** The text of an element without what stands beside the names in it. */
function namesIn(element: Element): string {
  if (!element.querySelector(NOT_A_NAME)) return element.textContent ?? "";
  return Array.from(element.childNodes, (node) => {
    if (!(node instanceof Element)) return node.textContent ?? "";
    return node.matches(NOT_A_NAME) ? "" : namesIn(node);
  }).join("");
}

/** The page's mentions with what only its rows show, as the author page lists them: newest first. */
export function readFacts(rows: Rows, data: PageData): PaperFacts[] {
  const facts = data.mentions.map((m, place) => {
    const key = keyOf(m);
    const row = rows.get(key);
    const names = row?.querySelector(".ar-paper__authors");
    const authors = (names ? namesIn(names) : "").replace(/ \(editors\)$/, "").split(", ").map((name) => name.trim());
    const own = authors.indexOf(names?.querySelector(".ar-self")?.textContent ?? "");
    const venue = row?.querySelector(".ar-paper__venue");
    return {
      place: data.order?.[place] ?? place,
      key,
      paper: m.paper,
      title: m.title,
      year: m.year,
      authors,
      coauthors: authors.filter((name, at) => name && at !== own),
      venue: `${venue?.getAttribute("title") ?? ""} ${venue?.textContent ?? ""}`,
      affiliation: row?.querySelector(".ar-affiliation")?.getAttribute("title") ?? "",
    };
  });
  facts.sort((a, b) => (b.year ?? 0) - (a.year ?? 0) || a.place - b.place);
  return facts.map(({ place: _, ...one }) => one);
}

/**
 * Adds to each row what is the same in each: the PDF's link, the abstract that its title opens, and what a mouse can do
 * with it. What is only seen or heard in the row that one is at comes when one gets there.
 */
export function completeRows(root: HTMLElement, rows: Rows): void {
  root.addEventListener("click", (event) => {
    const title = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-ar-abstract] .ar-paper__title") : null;
    // A new tab or window is the browser's own business.
    if (!title || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    toggleAbstract(title);
  });
  const completed = new WeakSet<Element>();
  const arrive = ({ target }: Event) => {
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-ar-paper]") : null;
    if (!row || completed.has(row)) return;
    completed.add(row);
    addPdf(row);
    addForMouse(row);
  };
  if (matchMedia("(hover: hover)").matches) {
    root.addEventListener("pointerover", arrive);
    root.addEventListener("focusin", arrive);
  } else rows.forEach(addPdf);
  afterPaint(() => {
    for (const row of rows.values()) {
      const title = row.hasAttribute("data-ar-abstract") && row.querySelector(".ar-paper__title:not([aria-expanded])");
      if (title) title.setAttribute("aria-expanded", "false");
    }
  });
}

function addPdf(row: HTMLElement): void {
  const link = row.hasAttribute("data-ar-pdf") && row.querySelector("[data-ar-meta] a");
  if (!link) return;
  const pdf = make("a", { href: `${link.getAttribute("href")?.replace(/\/$/, "")}.pdf` }, "PDF");
  link.after(" ", pdf);
}

/** The grip by which a row is dragged, for which menu and keys do the same, and what the marks of names mean. */
function addForMouse(row: HTMLElement): void {
  row.append(make("span", { class: "ar-grip", draggable: "true", "aria-hidden": "true", title: say("pile_drag") }, "⠿"));
  for (const name of row.querySelectorAll<HTMLElement>(".ar-shared")) {
    name.title = name.dataset.in ? say("row_shared_in", { groups: name.dataset.in }) : say("row_shared");
  }
  for (const name of row.querySelectorAll<HTMLElement>(".ar-elsewhere")) {
    name.title = say("row_elsewhere", { groups: name.querySelector("sup")?.textContent ?? "" });
  }
}

/** Opens or closes the abstract below a title. */
function toggleAbstract(title: HTMLElement): void {
  const row = title.closest<HTMLElement>("[data-ar-paper]");
  const body = row?.querySelector(".ar-paper__body");
  if (!row || !body) return;
  const open = title.getAttribute("aria-expanded") !== "true";
  title.setAttribute("aria-expanded", String(open));
  const there = body.querySelector<HTMLElement>(".ar-abstract");
  if (there) {
    there.hidden = !open;
    if (there.dataset.arLoaded !== undefined) return;
  }
  const text = there ?? make("p", { class: "ar-abstract", role: "status" });
  if (!there) body.append(text);
  text.textContent = say("abstract_loading");
  load.abstract(paperOf(keyOfRow(row))).then((abstract) => {
    // Reduced to a safe set of tags when the site was built.
    text.innerHTML = markup(abstract);
    text.dataset.arLoaded = "";
    text.dispatchEvent(new Event(ABSTRACT_SHOWN, { bubbles: true }));
  }).catch(() => {
    text.textContent = say("abstract_failed");
  });
}
