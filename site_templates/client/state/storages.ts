/** The browser's storages, as far as they can be used. */

const PROBE = "anthology-review:probe";

/** The browser's storage, null where it is turned off. */
export function storage(): Storage | null {
  try {
    localStorage.setItem(PROBE, "1");
    localStorage.removeItem(PROBE);
    return localStorage;
  } catch {
    return null;
  }
}

/** All storages that the site uses, as far as the browser allows. */
export function storages(): Storage[] {
  const kept = storage();
  try {
    return kept ? [kept, sessionStorage] : [sessionStorage];
  } catch {
    return kept ? [kept] : [];
  }
}
