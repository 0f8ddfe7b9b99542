/** What the page does once it has answered: nobody waits for it. */

/** Does the work in a task of its own, after the browser has painted; returns what calls it off. */
export function afterPaint(work: () => void): () => void {
  let timer = 0;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(work);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/** Milliseconds after which what has waited for an idle moment is done anyway, and where a browser tells of none. */
const LONGEST_WAIT = 500;

/** Does the work when the page has nothing else to do; returns what calls it off. */
export function whenIdle(work: () => void): () => void {
  // Safari has no idle callbacks.
  if (!("requestIdleCallback" in globalThis)) {
    const timer = setTimeout(work, LONGEST_WAIT);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(work, { timeout: LONGEST_WAIT });
  return () => cancelIdleCallback(idle);
}
