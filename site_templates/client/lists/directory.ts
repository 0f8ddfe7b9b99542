/** All verified persons, searched by everything that tells them apart. */

import { signal, type Signal } from "@preact/signals";

import { people } from "../people/people";
import * as load from "./load";
import * as search from "./search";

interface Directory {
  find: (query: string, most: number) => load.ListedPerson[];
}
/** All verified persons, once somebody has asked; null if the list can't be loaded. */
export const list: Signal<Directory | null | undefined> = signal(undefined);

export async function open(): Promise<void> {
  if (list.value) return;
  try {
    const persons = await load.verified();
    people.know(persons);
    const text = ({ name, other, id, orcid, institutions, comment }: load.ListedPerson) =>
      [name, ...other, id, orcid, ...institutions, comment].join(" ");
    // Made at the first search: who only looks at the cards doesn't wait for it.
    let find: Directory["find"] | undefined;
    list.value = { find: (query, most) => (find ??= search.over(persons, text))(query, most) };
  } catch {
    list.value = null;
  }
}
