/** The ground of a figure: pointing at a place, or going there with the arrow keys, tells of it; a click selects it. */

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";

/** A part of a figure that stands for papers; its row and column are counted from 0. */
export interface Place {
  row: number;
  column: number;
  keys: readonly string[];
  /** What is told of it. */
  text: () => string;
}

/** What stands under the name of a figure as long as nothing is pointed at, and what a click on a place does. */
export interface Guide {
  how: string;
  /** How to go about with the keyboard. */
  keyboard: string;
  pick: (keys: readonly string[]) => void;
}

interface Props extends Guide {
  rows: number;
  columns: number;
  /** Row by row. */
  places: readonly Place[];
  /** Stands beside the drawing. */
  beside?: ComponentChildren;
  children: (here: Place | undefined) => ComponentChildren;
}

const ARROWS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);

/** The place to which an arrow key leads. */
function next(places: readonly Place[], from: Place | undefined, key: string): Place | undefined {
  if (!from) return places[0];
  const at = places.indexOf(from);
  if (key === "ArrowLeft") return places[at - 1];
  if (key === "ArrowRight") return places[at + 1];
  const row = key === "ArrowDown"
    ? places.find((place) => place.row > from.row)?.row
    : places.findLast((place) => place.row < from.row)?.row;
  const away = (place: Place) => Math.abs(place.column - from.column);
  return places.filter((place) => place.row === row).sort((a, b) => away(a) - away(b))[0];
}

/** The cell of the grid at which an event points. */
function cellAt(event: JSX.TargetedMouseEvent<HTMLElement>, rows: number, columns: number) {
  const { currentTarget, clientX, clientY } = event;
  const box = currentTarget.getBoundingClientRect();
  return {
    row: Math.floor(((clientY - box.top) / box.height) * rows),
    column: Math.floor(((clientX - box.left) / box.width) * columns),
  };
}

export function Plot({ how, keyboard, pick, rows, columns, places, beside, children }: Props) {
  const [cell, point] = useState<{ row: number; column: number } | null>(null);
  const find = (one: typeof cell) => places.find((place) => place.row === one?.row && place.column === one.column);
  const here = find(cell);

  function press(event: JSX.TargetedKeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ARROWS.has(event.key)) point(next(places, here, event.key) ?? here ?? null);
    else if (here && (event.key === "Enter" || event.key === " ")) pick(here.keys);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <>
      <p class="ar-figure__told ar-muted" role="status">{here ? here.text() : how}</p>
      <div class="ar-figure__row">
        {beside}
        <div
          class={here ? "ar-figure__ground ar-figure__ground--here" : "ar-figure__ground"}
          role="group"
          aria-label={keyboard}
          tabIndex={0}
          onKeyDown={press}
          onFocus={(event) => {
            if (event.currentTarget.matches(":focus-visible")) point(here ?? places[0] ?? null);
          }}
          onBlur={() => point(null)}
          onPointerMove={(event) => {
            const found = cellAt(event, rows, columns);
            if (found.row !== cell?.row || found.column !== cell.column) point(found);
          }}
          onPointerLeave={() => point(null)}
          onClick={(event) => {
            const place = find(cellAt(event, rows, columns));
            if (place) pick(place.keys);
          }}
        >
          {children(here)}
        </div>
      </div>
    </>
  );
}
