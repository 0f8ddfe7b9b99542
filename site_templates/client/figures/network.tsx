/**
 * Who writes with whom: the co-authors one below the other, those of one person together, arcs between those who stand
 * on one paper. Long arcs tie the co-authors of different persons. Names read better so than around a circle.
 */

import { listing } from "../page/dom";
import { say } from "../words/say";
import type * as numbers from "./numbers";
import { Plot, type Guide, type Place } from "./plot";
import { tone } from "./group_colour";

/** Width of the arcs and height of a name, in the unit of the drawing: a twentieth of a rem. */
const [WIDTH, ROW] = [110, 20];
/** Where the arcs end, and how far the shortest and the longest go out. */
const [DOT, NEAR, FAR] = [100, 12, 126];
/** Letters that have room behind a name. */
const MOST_LETTERS = 4;
const round = (value: number) => Math.round(value * 10) / 10;

/** The most telling nodes only: first those whom several persons share, then those with most papers. */
export function fewer(data: numbers.Network, most: number): numbers.Network {
  if (data.nodes.length <= most) return data;
  const ranked = [...data.nodes].sort((a, b) => b.piles.length - a.piles.length || b.papers - a.papers);
  const kept = new Set(ranked.slice(0, most));
  const nodes = data.nodes.filter((node) => kept.has(node));
  const place = new Map(nodes.map((node, at) => [node, at]));
  const edges = data.edges.flatMap((edge) => {
    const [a, b] = [place.get(data.nodes[edge.a]), place.get(data.nodes[edge.b])];
    return a === undefined || b === undefined ? [] : [{ ...edge, a, b }];
  });
  return { nodes, edges, left: data.left + data.nodes.length - nodes.length };
}

interface Props {
  data: numbers.Network;
  /** Papers with a co-author. */
  keysOf: (name: string) => string[];
  /** Whether something is selected. */
  selecting: boolean;
  guide: Guide;
}

export function Network({ data, keysOf, selecting, guide }: Props) {
  const { nodes } = data;
  const shared = nodes.filter((node) => node.piles.length > 1).length;
  const names = say("look_names", { count: nodes.length });
  const y = (at: number) => (at + 0.5) * ROW;
  const kindOf = (node: numbers.FigureNode) =>
    `${tone(node.piles[0])} ar-node${node.piles.length > 1 ? " ar-node--mixed" : ""}`;
  const faint = (papers: number) => (selecting && !papers ? " ar-faint" : "");
  /** Those with whom a co-author stands on one paper, most papers first. */
  const besides = (at: number) => data.edges.filter((edge) => edge.a === at || edge.b === at)
    .sort((one, other) => other.papers - one.papers).map((edge) => nodes[edge.a === at ? edge.b : edge.a].name);

  const places = nodes.map((node, at): Place => ({
    row: at, column: 0, keys: keysOf(node.name), text: () => {
      const others = besides(at);
      const where = node.piles.join(", ");
      return say("look_node", { name: node.name, count: node.papers, where }) +
        (others.length ? say("look_node_with", { names: listing(others, 4) }) : "");
    },
  }));

  /** Those of several persons last, the weak before the strong: they lie above the others. */
  const edges = [...data.edges].sort((a, b) => Number(a.pile === "") - Number(b.pile === "") || a.papers - b.papers);
  const most = Math.max(1, ...edges.map((edge) => edge.papers));
  const arc = (edge: numbers.FigureEdge, here: Place | undefined) => {
    const [from, to] = [y(edge.a), y(edge.b)];
    const out = round(DOT - NEAR - (FAR - NEAR) * Math.sqrt((edge.b - edge.a) / nodes.length));
    const share = edge.papers / most;
    const at = here?.row;
    const away = at === undefined || at === edge.a || at === edge.b ? "" : " ar-away";
    const kind = edge.pile ? `${tone(edge.pile)} ar-edge` : "ar-edge ar-edge--mixed";
    return (
      <path
        key={`${edge.a} ${edge.b}`}
        class={kind + faint(edge.chosen) + away}
        d={`M${DOT} ${from}C${out} ${from} ${out} ${to} ${DOT} ${to}`}
        stroke-width={round(0.8 + 2.6 * share)}
        stroke-opacity={round(edge.pile ? 0.25 + 0.6 * share : 0.9)}
      />
    );
  };

  return (
    <div class="ar-network">
      <Plot {...guide} rows={nodes.length} columns={1} places={places}>
        {(here) => (
          <>
            <svg
              class="ar-figure"
              role="img"
              aria-label={say("look_people_label", { names, count: shared })}
              viewBox={`0 0 ${WIDTH} ${nodes.length * ROW}`}
              style={{ width: `${WIDTH / 20}rem`, height: `${(nodes.length * ROW) / 20}rem` }}
            >
              {edges.map((edge) => arc(edge, here))}
              {nodes.map((node, at) => (
                <circle
                  key={node.name}
                  class={kindOf(node) + faint(node.chosen)}
                  cx={DOT}
                  cy={y(at)}
                  r={round(Math.min(2 + Math.sqrt(node.papers), 7))}
                />
              ))}
            </svg>
            <ul class="ar-network__names">
              {nodes.map((node, at) => (
                <li
                  key={node.name}
                  class={`${here?.row === at ? "ar-here " : ""}${tone(node.piles[0])}${faint(node.chosen)}`}
                >
                  {node.piles.length > 1 ? <b><bdi>{node.name}</bdi></b> : <bdi>{node.name}</bdi>}
                  <span class="ar-network__of">
                    {node.papers}
                    {node.piles.slice(0, MOST_LETTERS).map((letter) => [
                      " ", <i key={letter} class={tone(letter)}>{letter}</i>,
                    ])}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Plot>
    </div>
  );
}
