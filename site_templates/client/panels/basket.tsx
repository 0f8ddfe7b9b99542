/** "Your patch": the decisions of all pages, and patch files of others, in one patch. */

import { signal, type Signal } from "@preact/signals";
import { render } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

import * as load from "../lists/load";
import type { PageData, Patch } from "../model";
import { save } from "../page/dom";
import { file } from "../patch/build";
import * as diffs from "../patch/diff";
import { of as inverseOf } from "../patch/invert";
import * as parts from "../patch/parts";
import * as names from "../people/names";
import { createBasket, type Basket, type Whole } from "../state/basket";
import { countSecret, type Source } from "../state/basket_sources";
import { chosenOf } from "../state/canonical";
import * as session from "../state/session";
import { storage as findStorage, storages } from "../state/storages";
import * as words from "../words/basket";
import { say, tell } from "../words/say";
import { BasketFiles } from "./basket_files";
import { BasketList } from "./basket_list";
import { Outputs } from "./outputs";
import "./basket.css";

/** @param root says in `data-preview` which preview the site shows */
export function startBasket(root: HTMLElement): void {
  const storage = findStorage();
  const basket = createBasket(root.dataset.preview ?? "", storage, storages().find((one) => one !== storage) ?? null);
  // Another tab decided, or one comes back from a page.
  addEventListener("storage", basket.refresh);
  addEventListener("pageshow", basket.refresh);
  const signals = { status: signal(""), asking: signal(""), focus: signal("") };
  render(<BasketPage basket={basket} {...signals} />, root);
  root.hidden = false;
}

interface Signals {
  status: Signal<string>;
  asking: Signal<string>;
  focus: Signal<string>;
}

function BasketPage({ basket, status, asking, focus }: Signals & { basket: Basket }) {
  // Read here: a layout effect alone would not draw the page anew when the focus is to move.
  const wanted = focus.value;
  const sources = basket.sources.value;
  const whole = basket.whole.value;
  const own = useRef<HTMLDivElement>(null);
  const patches = [...(whole.patch ? [whole.patch] : []), ...sources.flatMap((source) => source.patch ?? [])];
  const labels = words.sourceLabels(sources, patches);
  const person = (id: string) => words.personOf(id, patches, sources);
  const data = parts.join(whole.sources.flatMap((source) => source.part ?? []));
  const stem = `assignment-${basket.preview.replace(/[^\w.-]+/g, "-") || "joined"}`;
  const secret = countSecret(basket.storage, basket.preview);

  useLayoutEffect(() => {
    if (!wanted) return;
    const buttons = own.current?.querySelectorAll<HTMLElement>("[data-key]") ?? [];
    [...buttons].find((one) => one.dataset.key === wanted)?.focus();
    focus.value = "";
  });

  const download = (patch: Patch, name: string) => {
    const made = file(patch);
    status.value = "text" in made ? save(`${name}.json`, made.text) : made.error;
  };
  const invert = (source: Source) => {
    if (!source.patch) return;
    const result = inverseOf(source.patch);
    if ("patch" in result) download(result.patch, `${source.file}-inverse`);
    else status.value = result.error;
  };

  return (
    <div ref={own}>
      {!sources.length && (
        <p data-ar-basket-empty>
          {say("basket_empty")} <a href="index.html">{say("basket_choose_page")}</a>
        </p>
      )}
      <BasketList {...{ basket, labels, person, asking, focus, status, invert }} />
      <BasketOutcome {...{ basket, whole, labels, person }} />
      {secret > 0 && <p class="ar-muted">{say("basket_secret", { count: secret })}</p>}
      <Downloads {...{ basket, whole, data, stem, status }} download={(patch) => download(patch, stem)} />
      <p class="ar-muted ar-basket__status" role="status" data-ar-basket-status>{status.value}</p>
      <BasketFiles basket={basket} status={status} />
      <Outputs data={data} outcome={null} patch={whole.patch} />
      <KeptHere basket={basket} status={status} stem={stem} />
    </div>
  );
}

/** How many papers are in the patch, what is not and why, and what names new authors get. */
function BasketOutcome({ basket, whole, labels, person }: {
  basket: Basket; whole: Whole; labels: ReadonlyMap<string, string>; person: (id: string) => string;
}) {
  const { sources, patch, error, choices, confirmed, contradictions } = whole;
  const label = (index: number) => labels.get(sources[index].key) ?? sources[index].key;
  const lines: string[] = [];
  if (error) lines.push(error);
  else if (patch && sources.length) {
    const from = sources.length === 1 ? label(0) : say("basket_lists", { count: sources.length });
    lines.push(say("basket_joined", { count: patch.assignments.length, sources: from }));
    if (confirmed) lines.push(say("basket_confirmed", { count: confirmed }));
  }
  if (patch?.decided) lines.push(say("basket_remembers"));
  if (contradictions.length) lines.push(say("basket_blocked"));
  const missing = basket.sources.value.length - sources.length;
  if (missing) lines.push(say("basket_unfinished", { count: missing }));
  return (
    <>
      <div data-ar-basket-outcome aria-live="polite">
        {lines.length > 0 && <p class="ar-consequence">{lines.join(" ")}</p>}
        {contradictions.map((one) => <p class="ar-conflict">{words.contradiction(one, person, label)}</p>)}
      </div>
      {patch && choices.map((choice) => (
        <fieldset class="ar-names" key={choice.id} data-ar-names={choice.id}>
          <legend>{say("basket_names", { person: person(choice.id) })}</legend>
          {choice.names.map((name) => {
            const text = names.full(name);
            return (
              <label class="ar-option" key={text}>
                <input
                  type="radio" name={`name-${choice.id}`} value={text}
                  checked={names.same(chosenOf(choice, basket.chosen.value), name)}
                  onChange={() => basket.choose(choice.id, text)}
                />{" "}
                <bdi>{text}</bdi>
              </label>
            );
          })}
        </fieldset>
      ))}
    </>
  );
}

function Downloads({ basket, whole, data, stem, status, download }: {
  basket: Basket; whole: Whole; data: PageData; stem: string; status: Signal<string>; download: (patch: Patch) => void;
}) {
  const { patch, sources } = whole;
  const lacks = sources.some((source) => !source.part);
  const canDiff = Boolean(patch) && data.diff && !lacks;
  const why = patch && !canDiff ? say(sources.some((source) => source.json) ? "basket_no_diff" : "no_data") : "";

  async function downloadDiff(): Promise<void> {
    if (!patch) return;
    await Promise.all([basket.loadPeople(), load.lines(data, patch)]).catch(() => {});
    const made = diffs.build(data, patch);
    status.value = "text" in made ? save(`${stem}.diff`, made.text) : tell(made.error);
  }

  return (
    <>
      <div class="ar-buttons">
        <button
          type="button" class="ar-primary" data-ar-basket-download disabled={!patch}
          onClick={() => patch && download(patch)}
        >
          {say("basket_download")}
        </button>
        <button type="button" data-ar-basket-diff disabled={!canDiff} onClick={downloadDiff}>
          {say("basket_download_diff")}
        </button>
      </div>
      <p class="ar-muted" data-ar-basket-diff-note>{why}</p>
    </>
  );
}

/** To go on elsewhere, or to forget. */
function KeptHere({ basket, status, stem }: { basket: Basket; status: Signal<string>; stem: string }) {
  const { storage, preview } = basket;
  if (!storage) return null;
  const others = session.others(storage, preview);
  const keep = () => {
    status.value = save(`${stem}-unfinished.json`, session.pack(storage, preview), say("session_saved"));
  };
  const forget = () => {
    if (!confirm(say("session_forget"))) return;
    session.clear(storages(), preview, new URL(".", location.href).pathname);
    basket.forget();
    status.value = say("session_forgotten");
  };
  const forgetOthers = () => {
    if (!confirm(say("session_forget_others", { count: others }))) return;
    session.clearOthers(storage, preview);
    basket.refresh();
    status.value = say("session_forgotten_others");
  };
  return (
    <details class="ar-why">
      <summary>{say("basket_more")}</summary>
      <p>{say("basket_more_about")}</p>
      <div class="ar-buttons">
        <button type="button" data-ar-basket-keep onClick={keep}>{say("basket_save")}</button>
        <button type="button" data-ar-basket-forget onClick={forget}>{say("basket_forget")}</button>
        {others > 0 && (
          <button type="button" data-ar-basket-forget-others onClick={forgetOthers}>
            {say("session_others", { count: others })}
          </button>
        )}
      </div>
    </details>
  );
}
