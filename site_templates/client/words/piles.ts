/** How people of a page and spans of years are named. */

import { UNDECIDED } from "../state/piles";
import { say } from "./say";

/** "Person A", or "Undecided". */
export const pileName = (letter: string): string => (letter === UNDECIDED ? say("pile_undecided") : say("pile_person", { letter }));

/** "2019–2024", "2019", or "" if no year is known. */
export function yearSpan(years: readonly (number | null | undefined)[]): string {
  const known = years.filter((year) => typeof year === "number");
  const [first, last] = [Math.min(...known), Math.max(...known)];
  return !known.length ? "" : first === last ? String(first) : `${first}–${last}`;
}
