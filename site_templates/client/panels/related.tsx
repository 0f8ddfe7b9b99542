/** Pages with a similar name: who they are, once the list is opened. */

import { render } from "preact";

import * as load from "../lists/load";
import { all, find } from "../page/dom";
import type { ReviewState } from "../state/review_state";
import { PersonCard } from "./person_card";

export function startRelated(root: HTMLElement, state: ReviewState): void {
  const fold = find("related", root);
  fold?.addEventListener("toggle", () => {
    for (const link of all("person", fold)) void describe(link, state);
  }, { once: true });
}

/** Puts a verified person's card in the place of the bare link; what can't be loaded stays as it is. */
async function describe(link: HTMLElement, state: ReviewState): Promise<void> {
  const id = link.dataset.arPerson ?? "";
  if (id.endsWith("/unverified")) return;
  const known = state.data.candidates.find((one) => one.id === id);
  const facts = known?.facts ?? (await load.facts(id).catch(() => undefined));
  const item = link.closest("li");
  if (!facts || !item) return;
  const listed = (await load.verified().catch(() => [])).find((one) => one.id === id);
  const person = { id, name: link.textContent ?? "", comment: known?.comment ?? listed?.comment ?? "", orcid: known?.orcid ?? listed?.orcid ?? "", facts };
  const href = link.getAttribute("href") ?? "";
  item.replaceChildren();
  render(<a href={href}><PersonCard card={{ person, fit: undefined, reason: "", shared: [] }} /></a>, item);
}
