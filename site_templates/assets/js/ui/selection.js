"use strict";
var AR = AR || {};

/**
 * Which papers are ticked: by paper, by group, by range with Shift, all, none, invert.
 * The check boxes are the state; nothing is ticked that the user did not tick.
 * @param {HTMLElement} root
 * @param {(keys: string[]) => void} changed called with the ticked mentions, in page order
 */
AR.selection = (root, changed) => {
  // Asked anew each time: papers move between persons, and a filter hides some of them.
  const shown = (/** @type {HTMLInputElement[]} */ list) => list.filter((box) => !box.closest("[hidden]"));
  const boxes = () => /** @type {HTMLInputElement[]} */ (AR.dom.all("check", root));
  const groupBoxes = () => /** @type {HTMLInputElement[]} */ (AR.dom.all("check-group", root));
  const members = (/** @type {Element} */ group) =>
    /** @type {HTMLInputElement[]} */ (AR.dom.all("check", /** @type {HTMLElement} */ (group.closest("[data-ar-group]"))));
  /** @type {HTMLInputElement | null} */
  let last = null;
  let shift = false;
  /** @type {string | null} */
  let before = null;

  const keys = () => boxes().filter((box) => box.checked).map((box) => box.value);
  const refresh = () => {
    for (const group of groupBoxes()) {
      const own = shown(members(group));
      const ticked = own.filter((box) => box.checked).length;
      group.checked = ticked > 0 && ticked === own.length;
      group.indeterminate = ticked > 0 && ticked < own.length;
    }
    const ticked = keys();
    const now = [...ticked].sort().join();
    if (now === before) return;
    before = now;
    changed(ticked);
  };
  /** @param {(box: HTMLInputElement) => boolean} wanted */
  const set = (wanted) => {
    for (const box of boxes()) box.checked = wanted(box);
    refresh();
  };

  // A click on a label arrives at the box without its modifier keys, so Shift is watched on its own.
  root.addEventListener("click", (event) => { shift = event.shiftKey; }, true);
  root.addEventListener("keydown", (event) => { shift = event.shiftKey; }, true);
  root.addEventListener("mousedown", (event) => {
    // Without this a range selection would also mark the text between.
    if (event.shiftKey && (/** @type {Element} */ (event.target)).closest("label")) event.preventDefault();
  });
  root.addEventListener("change", (event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    if ("arCheckGroup" in box.dataset) {
      for (const own of shown(members(box))) own.checked = box.checked;
    } else if ("arCheck" in box.dataset) {
      const every = shown(boxes());
      if (shift && last && last !== box) {
        const [from, to] = [every.indexOf(last), every.indexOf(box)].sort((a, b) => a - b);
        for (const between of every.slice(from, to + 1)) between.checked = box.checked;
      }
      last = box;
    } else {
      return;
    }
    refresh();
  });
  for (const button of AR.dom.all("select", root)) {
    button.addEventListener("click", () => {
      const how = button.dataset.arSelect;
      // What a filter hides is not meant by "all".
      const meant = new Set(how === "none" ? boxes() : shown(boxes()));
      set((box) => (!meant.has(box) ? box.checked : how === "all" ? true : how === "invert" ? !box.checked : false));
    });
  }
  for (const box of [...boxes(), ...groupBoxes()]) box.disabled = false;
  // A browser may restore ticks on reload; nothing is ticked beforehand here.
  set(() => false);
  return {
    keys,
    refresh,
    clear: () => set(() => false),
    /** @param {string[]} wanted */
    choose: (wanted) => set((box) => wanted.includes(box.value)),
  };
};
