/** The queue's filter: it holds for this tab, also on the pages of the queue. */

const PLACE = "anthology-review-queue";

/** The filter as parameters of an address, "" if all is wanted. */
export function readFilter(): string {
  try {
    return sessionStorage.getItem(PLACE) ?? "";
  } catch {
    // Without storage previous and next go through the whole queue.
    return "";
  }
}

export function keepFilter(text: string): void {
  try {
    sessionStorage.setItem(PLACE, text);
  } catch {
    // Full, or turned off.
  }
}
