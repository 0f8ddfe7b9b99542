/** The sheet that lists the single keys and turns them off. */

import { render, type JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { find, make, remember } from "../page/dom";
import { say, type Word } from "../words/say";
import { enabled, NAME, shown } from "./keys";
import "./keys.css";

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

/** Puts the sheet into the page if it isn't there; `keys.shown` says whether it is seen. */
export function showSheet(root: HTMLElement, storage: Storage | null): void {
  if (find("keys", root)) return;
  const place = make("div");
  root.append(place);
  render(<Sheet storage={storage} />, place);
}
