/** How far one has come with the requests: which are dealt with, and in which order the list shows them. */

/** "patch": what it asks for is decided; "answered": its answer was copied. */
export type Dealt = "" | "patch" | "answered";

const [DEALT, ORDER] = ["anthology-review-request:", "anthology-review-requests:"];

export function dealtWith(storage: Storage | null, preview: string, key: string): Dealt {
  const kept = storage?.getItem(`${DEALT}${preview}:${key}`) ?? "";
  return kept === "patch" || kept === "answered" ? kept : "";
}

export function keepDealt(storage: Storage | null, preview: string, key: string, dealt: Dealt): void {
  try {
    if (dealt) storage?.setItem(`${DEALT}${preview}:${key}`, dealt);
    else storage?.removeItem(`${DEALT}${preview}:${key}`);
  } catch {
    // Full: the list doesn't show it.
  }
}

/** Requests in the order of the list as it was last filtered, with the file of each one's review page. */
export interface Stop {
  key: string;
  file: string;
}

export function keepOrder(storage: Storage | null, preview: string, stops: readonly Stop[]): void {
  try {
    storage?.setItem(ORDER + preview, JSON.stringify(stops));
  } catch {
    // Full: the review page goes by the order of the requests.
  }
}

const isStop = (value: unknown): value is Stop =>
  typeof value === "object" && value !== null && "key" in value && "file" in value &&
  typeof value.key === "string" && typeof value.file === "string" && /^review\/[\w.-]+\.html$/.test(value.file);

export function readOrder(storage: Storage | null, preview: string): Stop[] {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(ORDER + preview) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isStop) : [];
  } catch {
    return [];
  }
}

/** The request after this one with which nothing has been done. */
export function nextStop(stops: readonly Stop[], key: string, dealt: (key: string) => Dealt): Stop | undefined {
  const at = stops.findIndex((stop) => stop.key === key);
  return [...stops.slice(at + 1), ...stops.slice(0, Math.max(at, 0))].find((stop) => !dealt(stop.key));
}
