/** What the rules and the patch have to know of persons comes from the site's lists. */

import * as load from "../lists/load";
import type { Decision, PageData } from "../model";
import { people } from "../people/people";
import * as targets from "../rules/targets";

/** Loads what the rules and the patch have to know of the persons of these decisions. */
export async function loadPeople(data: PageData, decisions: readonly Decision[]): Promise<void> {
  people.know(await load.verified());
  const ids = [...targets.of(data, decisions, people).targets.keys()];
  if (data.diff && ids.length) await load.people(ids);
}
