/** Papers a year, a row of bars a person. */

import { say } from "../words/say";
import { pileName } from "../words/piles";
import type * as numbers from "./numbers";
import { Plot, type Guide, type Place } from "./plot";
import { tone } from "./group_colour";

/** So few years at least have room, else a bar would be as wide as the figure. */
const FEWEST_YEARS = 8;
/** More labels don't fit side by side. */
const MOST_LABELS = 7;
/** Share of a row's height and of a year's width that a bar fills at most; and of the height that one always fills. */
const [TALLEST, WIDEST, LOWEST] = [0.84, 0.8, 0.12];
const round = (value: number) => Math.round(value * 1000) / 1000;

interface Props {
  data: numbers.Timeline;
  /** Papers of a person, in a year or at all. */
  keysOf: (letter: string, year?: number) => string[];
  titlesOf: (keys: readonly string[]) => string;
  chosen: ReadonlySet<string>;
  guide: Guide;
}

export function Timeline({ data, keysOf, titlesOf, chosen, guide }: Props) {
  const { last, top, rows } = data;
  const first = Math.min(data.first, last - FEWEST_YEARS + 1);
  const columns = last - first + 1;
  const every = [1, 2, 5, 10, 20].find((n) => columns / n <= MOST_LABELS) ?? 50;
  const labels = Array.from({ length: columns }, (_, at) => first + at).filter((year) => year % every === 0);
  const places = rows.flatMap((row, at) => row.years.map(({ year }): Place => {
    const keys = keysOf(row.letter, year);
    const text = () => say("look_bar", { where: pileName(row.letter), year, titles: titlesOf(keys) });
    return { row: at, column: year - first, keys, text };
  }));

  /** The height grows with the square root: one paper is to be seen beside fifty. */
  const tall = (papers: number) => LOWEST + (TALLEST - LOWEST) * Math.sqrt(papers / top);
  const bar = (at: number, year: number, height: number, kind: string) => {
    const x = year - first + (1 - WIDEST) / 2;
    const y = round(at + 1 - height);
    return <rect key={`${year}${kind}`} class={kind} x={round(x)} y={y} width={WIDEST} height={round(height)} />;
  };

  const letters = rows.map(({ letter, papers }) => {
    const keys = keysOf(letter);
    return (
      <button
        key={letter}
        type="button"
        class={`ar-timeline__letter ${tone(letter)}`}
        data-ar-figure-person={letter}
        aria-label={say("look_years_select", { where: pileName(letter), count: papers })}
        aria-pressed={keys.length === chosen.size && keys.every((key) => chosen.has(key))}
        onClick={() => guide.pick(keys)}
      >
        {letter}
      </button>
    );
  });

  const label = say("look_years_label", { count: rows.length, first: data.first, last });
  return (
    <div class="ar-timeline">
      <Plot {...guide} rows={rows.length} columns={columns} places={places} beside={<div>{letters}</div>}>
        {(here) => (
          <svg
            class="ar-figure"
            role="img"
            aria-label={label}
            viewBox={`0 0 ${columns} ${rows.length}`}
            preserveAspectRatio="none"
            style={{ height: `${rows.length * 1.3}rem` }}
          >
            {labels.map((year) => {
              const x = year - first + 0.5;
              return <line key={year} class="ar-figure__grid" x1={x} x2={x} y1={0} y2={rows.length} />;
            })}
            {here && <rect class="ar-figure__here" x={here.column} y={here.row} width={1} height={1} />}
            {rows.map((row, at) => (
              <g key={row.letter} class={tone(row.letter)}>
                <line class="ar-figure__base" x1={0} x2={columns} y1={at + 1} y2={at + 1} />
                {row.years.map(({ year, papers }) => bar(at, year, tall(papers), "ar-bar-all"))}
                {row.years.map(({ year, papers, chosen: some }) =>
                  some > 0 && bar(at, year, (tall(papers) * some) / papers, "ar-bar-chosen"))}
              </g>
            ))}
          </svg>
        )}
      </Plot>
      <div class="ar-timeline__years" aria-hidden="true">
        {labels.map((year) => (
          <span key={year} style={{ left: `${round((100 * (year - first + 0.5)) / columns)}%` }}>{year}</span>
        ))}
      </div>
    </div>
  );
}
