"use strict";
var AR = AR || {};

/** Single keys for what one does often, and the sheet that lists them. They can be turned off (WCAG 2.1.4). */
AR.keys = (() => {
  const NAME = "anthology-review-keys";
  let enabled = true;

  /**
   * @param {HTMLElement} root
   * @param {Storage | null} storage
   */
  function start(root, storage) {
    const { find, all } = AR.dom;
    const part = (/** @type {string} */ name) => /** @type {any} */ (find(name, root));
    const sheet = /** @type {HTMLDialogElement} */ (part("keys"));
    const toggle = /** @type {HTMLInputElement} */ (part("keys-on"));
    enabled = storage?.getItem(NAME) !== "off";
    toggle.checked = enabled;
    toggle.addEventListener("change", () => {
      enabled = toggle.checked;
      AR.dom.remember(storage, NAME, enabled ? "on" : "off");
    });
    const press = (/** @type {string} */ name) => {
      const button = part(name);
      if (!button.disabled && !button.hidden) button.click();
    };
    const boxes = () => /** @type {HTMLInputElement[]} */ (all("check", root)).filter((box) => box.checkVisibility());
    const here = () => /** @type {HTMLInputElement | null | undefined} */ (document.activeElement?.closest("[data-ar-paper]")?.querySelector("[data-ar-check]"));

    /** @param {number} by */
    function go(by) {
      const list = boxes();
      const box = here();
      const next = list[box ? list.indexOf(box) + by : by > 0 ? 0 : list.length - 1];
      next?.focus({ preventScroll: true });
      next?.closest("[data-ar-paper]")?.scrollIntoView({ block: "center" });
    }

    /** @type {Record<string, () => void>} */
    const actions = {
      j: () => go(1),
      k: () => go(-1),
      x: () => here()?.click(),
      g: () => /** @type {HTMLElement | null | undefined} */ (here()?.closest("[data-ar-group]")?.querySelector("[data-ar-check-group]"))?.click(),
      a: () => press("open-assign"),
      m: () => press("open-move"),
      c: () => press("open-check"),
      d: () => press("open-decisions"),
      u: () => press("undo"),
      r: () => press("redo"),
      "/": () => press("paste-open"),
      "?": () => sheet.showModal(),
    };

    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || AR.dom.isText(event.target) || sheet.open) return;
      const command = event.ctrlKey || event.metaKey;
      if (command && !event.altKey && ["z", "y"].includes(event.key.toLowerCase())) {
        event.preventDefault();
        press(event.key.toLowerCase() === "y" || event.shiftKey ? "redo" : "undo");
        return;
      }
      const action = command || event.altKey || !enabled ? undefined : actions[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    });
    part("open-keys").addEventListener("click", () => sheet.showModal());
    part("close-keys").addEventListener("click", () => sheet.close());
  }

  return { start, on: () => enabled };
})();
