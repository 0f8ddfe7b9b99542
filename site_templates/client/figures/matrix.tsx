/** How alike the papers are, pair by pair, with a frame around each person's. */

import { useMemo } from "preact/hooks";

import { say } from "../words/say";
import * as numbers from "./numbers";
import { tone } from "./group_colour";

/** Side of the figure, its margin with the letters, and the most that a cell may take. */
const [SIDE, MARGIN, LARGEST] = [320, 24, 24];
/** Blocks below this have no room for their letter. */
const ROOM = 9;
const round = (value: number) => Math.round(value * 100) / 100;

interface Props {
  data: numbers.Matrix;
  chosen: ReadonlySet<string>;
}

export function Matrix({ data, chosen }: Props) {
  const count = data.keys.length;
  const cell = Math.min(LARGEST, (SIDE - MARGIN - 2) / count);
  const size = count * cell;
  /** One path a shade: thousands of cells as elements would be slow. They don't change with the selection. */
  const cells = useMemo(() => {
    const paths: string[] = Array.from({ length: numbers.SHADES + 1 }, () => "");
    for (const { row, from, to, shade } of data.runs) paths[shade] += `M${from} ${row}h${to - from}v1h${from - to}z`;
    return (
      <g transform={`translate(${MARGIN} ${MARGIN}) scale(${round(cell * 100) / 100})`}>
        {paths.map((d, shade) => d && <path key={shade} class="ar-cell" d={d} fill-opacity={shade / numbers.SHADES} />)}
      </g>
    );
  }, [data]);
  const side = round(MARGIN + size + 2);
  return (
    <svg
      class="ar-figure ar-matrix"
      role="img"
      aria-label={say("look_alike_label", { count })}
      viewBox={`0 0 ${side} ${side}`}
      style={{ maxWidth: `${round(side / 16)}rem` }}
    >
      {cells}
      {data.blocks.map(({ letter, from, to }) => {
        const [start, length] = [round(MARGIN + from * cell), round((to - from) * cell)];
        const middle = start + length / 2;
        return (
          <g key={letter} class={tone(letter)}>
            <rect class="ar-frame" x={start} y={start} width={length} height={length} />
            {length >= ROOM && <text x={middle} y={MARGIN - 10} text-anchor="middle">{letter}</text>}
            {length >= ROOM && <text x={MARGIN - 10} y={middle + 4} text-anchor="end">{letter}</text>}
          </g>
        );
      })}
      {data.keys.map((key, row) => {
        if (!chosen.has(key)) return null;
        const start = round(MARGIN + row * cell);
        return (
          <g key={key} class="ar-chosen">
            <rect x={MARGIN - 7} y={start} width={4} height={round(cell)} />
            <rect x={start} y={MARGIN - 7} width={round(cell)} height={4} />
          </g>
        );
      })}
    </svg>
  );
}
