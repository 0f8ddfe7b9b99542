/** The pages and files of "Your patch", and what was just taken out of it. */

import type { Signal } from "@preact/signals";

import * as ids from "../people/ids";
import type { Basket, Taken } from "../state/basket";
import type { Source } from "../state/basket_sources";
import { effects } from "../words/basket";
import { say } from "../words/say";

export interface ListProps {
  basket: Basket;
  labels: ReadonlyMap<string, string>;
  /** Names a person. */
  person: (id: string) => string;
  /** Key of the source that shall be taken out, once that is confirmed. */
  asking: Signal<string>;
  /** Key of the button that gets the focus next. */
  focus: Signal<string>;
  status: Signal<string>;
  invert: (source: Source) => void;
}

export function BasketList(props: ListProps) {
  const { basket } = props;
  return (
    <ol class="ar-decisions" role="list" aria-label={say("basket_list")} data-ar-basket-list>
      {basket.sources.value.map((source) => <Row key={source.key} {...props} source={source} />)}
      {basket.taken.value.map((gone) => <GoneRow key={`gone:${gone.source.key}`} {...props} gone={gone} />)}
    </ol>
  );
}

function Row({ source, ...props }: ListProps & { source: Source }) {
  const { basket, labels, person } = props;
  const { key, page, patch, decisions, count, refused, json } = source;
  const label = labels.get(key) ?? key;
  const lines = patch ? effects(patch, person) : decisions.length ? [say("basket_decided", { count })] : [];
  const why = basket.reason(source);
  const waits = why === say("basket_making");
  const preview = patch?.base.preview ?? "";
  return (
    <li data-ar-source={page || undefined}>
      <div class="ar-basket__text">
        {page ? <a href={ids.reviewPage(page)} title={page}><bdi>{label}</bdi></a> : <b><bdi>{label}</bdi></b>}
        {lines.length > 0 && <p>{lines.join("; ")}</p>}
        {why && <p class={waits ? "ar-muted" : "ar-warning"}>{why}</p>}
        {refused > 0 && decisions.length > 0 && <p class="ar-warning">{say("basket_broken")}</p>}
        {json && preview !== basket.preview && (
          <p class="ar-muted">
            {say("basket_other_preview", { source: label, preview: preview || say("basket_unnamed") })}
          </p>
        )}
      </div>
      <RowButtons {...props} source={source} label={label} />
    </li>
  );
}

function RowButtons({ source, label, basket, asking, focus, status, invert }: ListProps & {
  source: Source; label: string;
}) {
  const { key, patch, count } = source;
  if (asking.value === key) {
    const question = say("basket_take", { count, source: label });
    const takeOut = () => {
      asking.value = "";
      basket.takeOut(source, label);
      focus.value = `undo:${key}`;
      status.value = say("basket_taken", { source: label });
    };
    const keep = () => {
      asking.value = "";
      focus.value = `out:${key}`;
    };
    return (
      <div class="ar-buttons">
        <span>{question}</span>
        <button type="button" data-key={`sure:${key}`} aria-label={say("basket_sure", { question })} onClick={takeOut}>
          {say("basket_out")}
        </button>
        <button type="button" onClick={keep}>{say("basket_keep")}</button>
      </div>
    );
  }
  const ask = () => {
    asking.value = key;
    focus.value = `sure:${key}`;
  };
  return (
    <div class="ar-buttons">
      <button
        type="button" disabled={!patch} aria-label={say("basket_inverse_of", { source: label })}
        onClick={() => invert(source)}
      >
        {say("basket_inverse")}
      </button>
      <button
        type="button" data-key={`out:${key}`} aria-label={say("basket_out_of", { source: label })} onClick={ask}
      >
        {say("basket_out")}
      </button>
    </div>
  );
}

function GoneRow({ gone, basket, focus, status }: ListProps & { gone: Taken }) {
  const { source, label } = gone;
  const undo = () => {
    basket.putBack(gone);
    focus.value = `out:${source.key}`;
    status.value = say("basket_back", { source: label });
  };
  return (
    <li class="ar-muted">
      <span>{say("basket_taken", { source: label })}</span>
      <div class="ar-buttons">
        <button
          type="button" data-key={`undo:${source.key}`} aria-label={say("basket_undo", { source: label })}
          onClick={undo}
        >
          {say("undo")}
        </button>
      </div>
    </li>
  );
}
