/** One Tab stop for a list of buttons and links, with the arrow keys between them: https://www.w3.org/WAI/ARIA/apg/practices/keyboard-interface/ */

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity };

/** Keeps one of the elements in the Tab order; to be called again when they have changed. */
export function oneTabStop(list: HTMLElement): void {
  const items = itemsOf(list);
  const current = items.find((item) => item === document.activeElement) ?? items.find((item) => item.tabIndex === 0) ?? items[0];
  for (const item of items) item.tabIndex = item === current ? 0 : -1;
}

/** Moves the focus for an arrow key. */
export function moveFocus(list: HTMLElement, event: KeyboardEvent): void {
  const step = STEPS[event.key];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const items = itemsOf(list);
  const at = items.findIndex((item) => item === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  const next = items[Math.max(0, Math.min(items.length - 1, at + step))];
  for (const item of items) item.tabIndex = item === next ? 0 : -1;
  next?.focus();
}

const itemsOf = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>("a[href], button:not([disabled])")];
