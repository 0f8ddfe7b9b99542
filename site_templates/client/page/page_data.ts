/**
 * The page's data in full. In the page they are short, since there are tens of thousands of pages: what the rows say
 * is read from the rows, what is the same everywhere is left out (generator/review/page_data.py writes them).
 */

import type { Mention, PageData, PersonName, Slot } from "../model";
import { all } from "./dom";

export interface PackedMention {
  /** Which of the forms is printed, 0 if left out. */
  f?: number;
  /** Year. */
  y?: number;
  /** Title, where the row's text differs. */
  t?: string;
  /** An editor. */
  e?: 1;
  /** The slot carries an ID. */
  x?: 1;
  /** The slot's own ORCID. */
  o?: string;
  /** Who stands in the other slots, places in `people`. */
  w?: number[];
  /** The element in the data without the usual tags around it; left out without data. */
  s?: string;
}

export type PackedPageData = Omit<PageData, "mentions" | "windows"> & {
  /** By key. */
  mentions: Record<string, PackedMention>;
  /** Page IDs, "/" at the end for "/unverified". */
  people: string[];
};

const escape = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** @param root has the rows */
export function pageData(packed: PackedPageData, root: ParentNode): PageData {
  const { mentions, people, ...data } = packed;
  const persons = people.map((id) => (id.endsWith("/") ? `${id}unverified` : id));
  const rows = new Map(all("paper", root).map((row) => [row.dataset.arPaper || "", row]));

  function slot(m: PackedMention, name: PersonName, paper: string): Slot | null {
    if (m.s === undefined) return null;
    const tag = m.e ? "editor" : "author";
    const first = name.first ? `<first>${escape(name.first)}</first>` : "";
    const ids = (m.x ? ` id="${data.page.id}"` : "") + (m.o ? ` orcid="${m.o}"` : "");
    const usual = () => `<${tag}${ids}>${first}<last>${escape(name.last)}</last>${m.s}</${tag}>`;
    const text = m.s.startsWith(`<${tag}`) ? m.s : usual();
    return { file: `xml/${paper.split("-")[0]}.xml`, line: 0, column: 0, text };
  }

  function mention([key, m]: [string, PackedMention]): Mention {
    const [paper, position] = key.split("#");
    const { slug, ...name } = data.forms[m.f || 0];
    return {
      paper,
      role: m.e ? "editor" : "author",
      position: Number(position),
      name,
      slug,
      title: m.t ?? rows.get(key)?.querySelector(".ar-paper__title")?.textContent ?? "",
      year: m.y ?? null,
      from: data.page.id,
      explicit: Boolean(m.x),
      orcid: m.o ?? "",
      others: (m.w ?? []).map((place) => persons[place]),
      slot: slot(m, name, paper),
    };
  }

  return { ...data, windows: {}, mentions: Object.entries(mentions).map(mention) };
}
