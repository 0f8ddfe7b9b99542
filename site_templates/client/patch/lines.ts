/**
 * The lines of the data around slots, which come in files that pages share (generator/site/shared_files/lines.py writes
 * them).
 */

import type { Lines, PageData } from "../model";

/** Lines of one XML file. */
export interface Bundle {
  file: string;
  windows: Lines[];
  /**
   * By paper and role. Authors mostly stand on lines of their own, one below the other: line of the first, column, how
   * many.
   */
  slots: Record<string, [line: number, column: number, count: number][]>;
}

/** The file that has a paper: up to a hundred papers of a volume are in one. */
export function bundle(paper: string): string {
  const number = /^(.+\.[a-z0-9]+-[a-z0-9]+)\.(\d+)$/.exec(paper);
  if (number) return `${number[1]}.${Math.floor(Number(number[2]) / 100)}`;
  return paper.includes(".") ? paper : paper.slice(0, -2);
}

/** Puts lines, and the slots' places in them, into the page's data. */
export function place(data: PageData, bundles: readonly Bundle[]): void {
  for (const { file, windows } of bundles) data.windows[file] = [...(data.windows[file] ?? []), ...windows];
  for (const m of data.mentions) {
    let nth = m.position;
    for (const part of bundles) {
      for (const [line, column, count] of part.slots[`${m.paper}/${m.role}`] ?? []) {
        if (m.slot && nth >= 0 && nth < count) Object.assign(m.slot, { file: part.file, line: line + nth, column });
        nth -= count;
      }
    }
  }
}
