/** What a review page needs only once something is selected, opened or decided: a script of its own, see `page/later.ts`. */

import en from "../words/en.json";
import { AssignPanel } from "./panels/assign";
import { CheckPanel } from "./panels/check";
import { DecisionsPanel } from "./panels/decisions";
import { ElsewherePanel } from "./panels/elsewhere";
import { EntryPanel } from "./panels/entry";
import { MergePanel } from "./panels/merge";
import { MovePanel } from "./panels/move";
import { PastePanel } from "./panels/paste";
import { learn } from "./words/say";

export { showSheet } from "./panels/keys_sheet";
export { RequestCard } from "./panels/request";
export { assignGroup } from "./state/assigning";
export { pastingOf } from "./state/pasting";
export { make as makePatch } from "./state/patch_of_page";

export const panels = {
  assign: AssignPanel,
  move: MovePanel,
  check: CheckPanel,
  decisions: DecisionsPanel,
  entry: EntryPanel,
  merge: MergePanel,
  paste: PastePanel,
  elsewhere: ElsewherePanel,
};

learn(en);
