/** The script of review pages. */

import "./style/theme.css";
import "./style/controls.css";
import "./style/layout.css";
import "./papers/papers.css";

import { render } from "preact";

import { pageData } from "./page/page_data";
import { all, find } from "./page/dom";
import { later } from "./page/later";
import { startArranging } from "./papers/arrange";
import { startDecided } from "./papers/decided";
import { startFilter } from "./papers/filter";
import { startMarks } from "./papers/marks";
import { startPasting } from "./papers/pasting";
import { completeRows, readFacts, readGroups, rowsOf } from "./papers/rows";
import { startSelection } from "./papers/selection";
import { Context } from "./panels/context";
import { startApart } from "./panels/apart";
import { startKeys } from "./panels/keys";
import { People } from "./panels/people";
import { startRelated } from "./panels/related";
import { ToolsColumn } from "./panels/tools";
import { keepPatch } from "./state/keep";
import { createReviewState } from "./state/review_state";
import { storage } from "./state/storages";
import { startMerging } from "./state/twin";

function startReview(root: HTMLElement): void {
  const form = find("form", root);
  const [people, context, tools] = ["people", "context", "tools"].map((name) => find(name, root));
  if (!form || !people || !context || !tools) return;
  const rows = rowsOf(root);
  const data = pageData(JSON.parse(find("data", root)?.textContent ?? ""), root);
  completeRows(root, rows);
  const state = createReviewState(data, readGroups(root), () => readFacts(rows, data), storage());
  // The filter rewrites the address.
  startMerging(state);
  startSelection(form, rows, state);
  startArranging(root, form, rows, state);
  startFilter(form, rows, state);
  startDecided(rows, state);
  startMarks(root, state);
  startPasting(state);
  startRelated(root, state);
  startApart(root, state);
  // A confidential change is all that a page with one is about.
  if (state.store.secret.peek() && !state.opened.peek()) state.opened.value = "elsewhere";
  startKeys(root, state);
  render(<People state={state} />, people);
  render(<Context state={state} />, context);
  render(<ToolsColumn state={state} />, tools);
  keepPatch(state);
  // A page that was opened for a request shows it at once.
  if (/[#&]request=/.test(location.hash)) void later.load().catch(() => {});
  // Who points, touches or types will want to select: the second script is there when they do.
  for (const event of ["pointermove", "pointerdown", "keydown"]) {
    addEventListener(event, () => void later.load().catch(() => {}), { once: true, passive: true });
  }
  addEventListener("storage", (event) => {
    const { store } = state;
    if (event.storageArea === state.storage && event.key === store.name && event.newValue !== store.serialise()) store.adopt(event.newValue);
  });
}

for (const root of all("review")) startReview(root);
