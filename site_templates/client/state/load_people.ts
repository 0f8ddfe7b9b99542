/** What the rules and the patch have to know of persons comes from the site's lists. */

import * as load from "../lists/load";
import type { Decision, PageData } from "../model";
import { people } from "../people/people";
import * as targets from "../rules/targets";

/** Loads what the rules and the patch have to know of the persons of these decisions. */
export async function loadPeople(data: PageData, decisions: readonly Decision[]): Promise<void> {
  people.know(await load.verified());
  const idsOf = () => [...targets.of(data, decisions, people).targets.keys()];
  const ids = idsOf();
  if (!data.diff || !ids.length) return;
  await load.people(ids);
  const { merging } = targets.of(data, decisions, people);
  // Others name as similar who goes: its entry says who they are.
  const others = merging && people.get(merging.gone)?.similar;
  if (others) await load.people([...idsOf(), ...others]);
}
