/** Marks words of an opened abstract that point to the person the paper is with, or to others of the page. */

import * as contrast from "../figures/contrast";
import { make } from "../page/dom";
import type { ReviewState } from "../state/review_state";
import { say } from "../words/say";
import { ABSTRACT_SHOWN, keyOfRow } from "./rows";
import "./marks.css";

/** Splits a text at words that are long enough to tell something; the words stay. */
const WORDS = /([\p{L}\p{N}]{4,})/u;

export function startMarks(root: HTMLElement, state: ReviewState): void {
  root.addEventListener(ABSTRACT_SHOWN, (event) => {
    const text = event.target;
    const row = text instanceof HTMLElement ? text.closest<HTMLElement>("[data-ar-paper]") : null;
    if (!(text instanceof HTMLElement) || !row) return;
    const points = contrast.pointer(keyOfRow(row), state.piles.value, state.facts());
    const seen = new Set<"own" | "other">();
    for (const node of textsIn(text)) {
      const parts = node.data.split(WORDS).map((part) => {
        const where = points(part);
        if (!where) return part;
        seen.add(where);
        return make("mark", { class: `ar-word-${where}` }, part);
      });
      if (parts.some((part) => typeof part !== "string")) node.replaceWith(...parts);
    }
    const legend = (["own", "other"] as const).filter((where) => seen.has(where)).flatMap((where) => [
      make("mark", { class: `ar-word-${where}` }, say(where === "own" ? "word_own" : "word_other")), " ",
    ]);
    if (legend.length) text.append(make("small", { class: "ar-legend" }, ...legend));
  });
}

/** The text nodes of an element, as they are before anything is replaced. */
function textsIn(element: HTMLElement): Text[] {
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walk.nextNode()) if (walk.currentNode instanceof Text) found.push(walk.currentNode);
  return found;
}
