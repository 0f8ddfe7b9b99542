/**
 * Single keys for what one does often, and the sheet that lists them. They can be turned off (WCAG 2.1.4). Keys act on
 * the state; only those that move the focus look at the rows.
 */

import { signal, type Signal } from "@preact/signals";
import { render, type JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { all, find, isText, make, remember } from "../page/dom";
import type { Panel, ReviewState } from "../state/review_state";
import { say, type Word } from "../words/say";
import "./keys.css";

const NAME = "anthology-review-keys";

/** Whether single keys work. */
export const enabled: Signal<boolean> = signal(true);
/** Whether the sheet is shown. */
export const shown: Signal<boolean> = signal(false);

/** What the sheet lists: keys, where several do the same, and what they do. */
const LIST: readonly (readonly [(readonly string[])[], Word])[] = [
  [[["j", "k"]], "keys_row"],
  [[["x"], ["Space"]], "keys_tick"],
  [[["g"]], "keys_group"],
  [[["a"]], "keys_assign"],
  [[["m"]], "keys_move"],
  [[["c"]], "keys_check"],
  [[["u", "r"], ["Ctrl+z", "Ctrl+y"]], "keys_undo"],
  [[["d"]], "keys_decisions"],
  [[["/"]], "keys_paste"],
  [[["Esc"]], "keys_close"],
];

/** The button that opens the sheet. */
export function Keys(_: { state: ReviewState }): JSX.Element {
  const show = () => { shown.value = true; };
  return <button type="button" data-ar-open-keys aria-haspopup="dialog" onClick={show}>{say("keys_title")}</button>;
}

function Sheet({ storage }: { storage: Storage | null }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const isShown = shown.value;
  useEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);
  const turn = (on: boolean) => {
    enabled.value = on;
    remember(storage, NAME, on ? "on" : "off");
  };
  const hide = () => { shown.value = false; };
  return (
    <dialog class="ar-keys" data-ar-keys aria-labelledby="keys-title" ref={dialog} onClose={hide}>
      <h3 id="keys-title">{say("keys_title")}</h3>
      <dl>
        {LIST.map(([ways, word]) => (
          <div key={word}>
            <dt>
              {ways.map((keys, at) => <>
                {at > 0 && ` ${say("keys_or")} `}
                {keys.map((key, i) => <>{i > 0 && " "}<kbd>{key}</kbd></>)}
              </>)}
            </dt>
            <dd>{say(word)}</dd>
          </div>
        ))}
      </dl>
      <label class="ar-option">
        <input
          type="checkbox" data-ar-keys-on checked={enabled.value}
          onChange={(event) => turn(event.currentTarget.checked)}
        />{" "}
        <span>{say("keys_on")}</span>
      </label>
      <div class="ar-buttons">
        <button type="button" data-ar-close-keys onClick={() => dialog.current?.close()}>{say("keys_shut")}</button>
      </div>
    </dialog>
  );
}

const isBox = (element: Element | null | undefined): element is HTMLInputElement => element instanceof HTMLInputElement;

/** Starts the keys of a review page and puts their sheet into it. */
export function startKeys(root: HTMLElement, state: ReviewState): void {
  const { storage, store } = state;
  enabled.value = storage?.getItem(NAME) !== "off";
  const place = make("div");
  root.append(place);
  render(<Sheet storage={storage} />, place);

  const row = () => document.activeElement?.closest<HTMLElement>("[data-ar-paper]");
  const here = () => {
    const box = row()?.querySelector("[data-ar-check]");
    return isBox(box) ? box : null;
  };

  /** Moves the focus by rows; into the first or last one if it is in none. */
  function go(by: number): void {
    const list = all("check", root).filter((box) => box.checkVisibility());
    const box = here();
    const next = list[box ? list.indexOf(box) + by : by > 0 ? 0 : list.length - 1];
    next?.focus({ preventScroll: true });
    next?.closest("[data-ar-paper]")?.scrollIntoView({ block: "center" });
  }

  /** Ticks the papers of the person with whom the paper in focus is, or takes the ticks off; hidden ones stay. */
  function tickGroup(): void {
    const key = here()?.value;
    const pile = state.piles.value.find(({ keys }) => key !== undefined && keys.includes(key));
    const keys = (pile?.keys ?? []).filter((one) => !state.hidden.value.has(one));
    const ticked = new Set(state.selection.value);
    const on = keys.some((one) => !ticked.has(one));
    for (const one of keys) {
      if (on) ticked.add(one);
      else ticked.delete(one);
    }
    state.select(ticked);
  }

  /** Opens a panel; those that speak of a selection need one. */
  function open(panel: Panel): void {
    if (["assign", "move", "check"].includes(panel) && !state.selection.value.length) return;
    if (["move", "check"].includes(panel) && state.data.mentions.length < 2) return;
    state.opened.value = panel;
  }

  const actions: Readonly<Record<string, () => void>> = {
    j: () => go(1),
    k: () => go(-1),
    x: () => here()?.click(),
    g: tickGroup,
    a: () => open("assign"),
    m: () => open("move"),
    c: () => open("check"),
    d: () => state.toggle("decisions"),
    u: () => store.undo(),
    r: () => store.redo(),
    "/": () => open("paste"),
    "?": () => { shown.value = true; },
  };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isText(event.target) || find("keys", root)?.matches("[open]")) return;
    const key = event.key.toLowerCase();
    const command = event.ctrlKey || event.metaKey;
    if (command && !event.altKey && ["z", "y"].includes(key)) {
      event.preventDefault();
      if (key === "y" || event.shiftKey) store.redo();
      else store.undo();
    } else if (event.key === "Escape" && state.opened.value) {
      event.preventDefault();
      state.opened.value = null;
    } else if (!command && !event.altKey && enabled.value && Object.hasOwn(actions, event.key)) {
      event.preventDefault();
      actions[event.key]();
    }
  });
}
