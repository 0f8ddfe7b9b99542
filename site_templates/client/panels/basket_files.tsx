/** Files into "Your patch": patches of others, and unfinished reviews of another browser. */

import { useSignal, type Signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import * as document from "../patch/document";
import type { Basket } from "../state/basket";
import { fromFile } from "../state/basket_sources";
import * as session from "../state/session";
import { say, tell } from "../words/say";

/** More than any unfinished review has. */
const MOST_BYTES = 1e8;

/** Takes a file in; returns what to say. */
async function add(basket: Basket, file: File): Promise<string> {
  const { storage, preview, files } = basket;
  const source = say("basket_file", { name: file.name });
  const text = storage && file.size < MOST_BYTES ? await file.text() : "";
  if (storage && session.is(text)) return unfinished(source, session.unpack(text, storage, preview));
  const result = await document.file(file);
  if ("error" in result) return say("basket_refused", { source, why: result.error });
  if (files.peek().some((one) => one.json === result.json)) return say("basket_same", { source });
  let added = fromFile(file.name, result.patch, result.json);
  for (let n = 2; files.peek().some((one) => one.key === added.key); n++) {
    added = fromFile(`${file.name} (${n})`, result.patch, result.json);
  }
  files.value = [...files.peek(), added];
  return say("basket_added", { source: say("basket_file", { name: added.fileName }), count: added.count });
}

function unfinished(source: string, result: ReturnType<typeof session.unpack>): string {
  if ("code" in result) return say("basket_refused", { source, why: tell(result) });
  const { taken, left, refused } = result;
  const lines = [say("session_taken", { count: taken.length })];
  if (left.length) lines.push(say("session_left", { pages: left.join(", ") }));
  if (refused) lines.push(say("session_refused", { count: refused }));
  return lines.join(" ");
}

export function BasketFiles({ basket, status }: { basket: Basket; status: Signal<string> }) {
  const over = useSignal(false);

  const take = async (chosen: Iterable<File>) => {
    const said: string[] = [];
    for (const file of chosen) said.push(await add(basket, file));
    basket.refresh();
    status.value = said.join(" ");
  };

  useEffect(() => {
    // Anywhere on the page: a file that misses the area must not replace the page.
    const receive = (event: DragEvent) => {
      event.preventDefault();
      over.value = event.type === "dragover";
      if (event.type === "drop") void take([...(event.dataTransfer?.files ?? [])]);
    };
    const kinds = ["dragover", "dragleave", "drop"] as const;
    for (const kind of kinds) addEventListener(kind, receive);
    return () => {
      for (const kind of kinds) removeEventListener(kind, receive);
    };
  }, []);

  return (
    <div class={`ar-drop${over.value ? " ar-drop--over" : ""}`} data-ar-basket-drop>
      <label for="ar-basket-input">{say("basket_add")}</label>
      <input
        type="file" id="ar-basket-input" data-ar-basket-input accept=".json,application/json" multiple
        aria-describedby="ar-basket-note"
        onChange={async ({ currentTarget }) => {
          await take([...(currentTarget.files ?? [])]);
          currentTarget.value = "";
        }}
      />
      <p id="ar-basket-note" class="ar-muted">{say("basket_add_note")}</p>
    </div>
  );
}
