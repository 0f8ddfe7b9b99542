/** The rows of papers, as the server has written them: what they show, and what script adds to each. */

import * as load from "../lists/load";
import type { PageData, PaperFacts } from "../model";
import { all, make, markup } from "../page/dom";
import { keyOf, paperOf } from "../state/keys";
import type { SuggestedGroup } from "../state/review_state";
import { say } from "../words/say";

/** The event of an abstract that has come onto the page. */
export const ABSTRACT_SHOWN = "ar-abstract-shown";

/** Key of a row's mention. */
export const keyOfRow = (row: HTMLElement): string => row.dataset.arPaper ?? "";

/** The suggested groups, in the order of the page. */
export function readGroups(root: ParentNode): SuggestedGroup[] {
  return all("group", root).map((section) => ({
    letter: section.dataset.arGroup ?? "",
    keys: all("paper", section).map(keyOfRow),
    reason: section.dataset.arReason ?? "",
    suggested: section.dataset.arSuggested?.split(" ") ?? [],
  }));
}

const NOT_NAMES = "sup, .ar-affiliation";

/** The authors of a row, without what stands beside their names. */
function namesOf(row: HTMLElement): Element | null {
  const shown = row.querySelector(".ar-paper__authors");
  if (!shown?.querySelector(NOT_NAMES)) return shown;
  const names = shown.cloneNode(true);
  if (!(names instanceof Element)) return null;
  for (const extra of names.querySelectorAll(NOT_NAMES)) extra.remove();
  return names;
}

/** The page's mentions with what only its rows show, as the author page lists them: newest first. */
export function readFacts(root: ParentNode, data: PageData): PaperFacts[] {
  const shown = new Map(all("paper", root).map((row) => [keyOfRow(row), row]));
  const facts = data.mentions.map((m, place) => {
    const key = keyOf(m);
    const row = shown.get(key);
    const names = row && namesOf(row);
    const authors = (names?.textContent ?? "").replace(/ \(editors\)$/, "").split(", ").map((name) => name.trim());
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

/** Adds to each row what is the same in each: the PDF's link, and the abstract that its title opens. */
export function completeRows(root: HTMLElement): void {
  for (const row of all("paper", root)) {
    const link = row.hasAttribute("data-ar-pdf") && row.querySelector("[data-ar-meta] a");
    if (link) {
      const pdf = make("a", { href: `${link.getAttribute("href")?.replace(/\/$/, "")}.pdf` }, "PDF");
      link.after(" ", pdf);
    }
    if (row.hasAttribute("data-ar-abstract")) row.querySelector(".ar-paper__title")?.setAttribute("aria-expanded", "false");
  }
  for (const name of root.querySelectorAll<HTMLElement>(".ar-shared")) {
    name.title = name.dataset.in ? say("row_shared_in", { groups: name.dataset.in }) : say("row_shared");
  }
  for (const name of root.querySelectorAll<HTMLElement>(".ar-elsewhere")) {
    name.title = say("row_elsewhere", { groups: name.querySelector("sup")?.textContent ?? "" });
  }
  root.addEventListener("click", (event) => {
    const title = event.target instanceof Element ? event.target.closest<HTMLElement>(".ar-paper__title[aria-expanded]") : null;
    // A new tab or window is the browser's own business.
    if (!title || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    toggleAbstract(title);
  });
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
