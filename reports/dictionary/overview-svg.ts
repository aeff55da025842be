import {
  DICTIONARY_LAYERS,
  type DictionaryLayer,
  type Graph,
  type GraphNode,
} from "../../schemas/dictionary.ts";
import {largest} from "../../schemas/extremes.ts";
import {BOX, graphBox} from "./graph-box.ts";
import {LAYER_NAMES} from "./layer-names.ts";
import {escaped} from "./svg-text.ts";

const GAP = {x: 44, y: 7};
const HEAD = 26;
const MARGIN = 4;
const SWEEPS = 6;

/** All relations in columns by layer, each near to what it reads; the page's script shows one's ways when it is pointed at. */
export function overviewSvg(graph: Graph): string {
  const columns = orderedColumns(graph);
  const places = placesOf(columns);
  const width = columns.length * (BOX.width + GAP.x) - GAP.x + 2 * MARGIN;
  const height = HEAD + largest(columns.map(({nodes}) => nodes.length)) * (BOX.height + GAP.y) + MARGIN;
  const heads = columns.map(
    ({layers}, index) =>
      `<text class="head" x="${index * (BOX.width + GAP.x)}" y="14">${layers[0] ? LAYER_NAMES[layers[0]] : ""}</text>`,
  );
  const edges = graph.edges.map(([from, to]) => {
    const path = sideways(places.get(from) ?? ORIGIN, places.get(to) ?? ORIGIN);
    return `<path data-from="${escaped(from)}" data-to="${escaped(to)}" d="${path}"/>`;
  });
  const boxes = graph.nodes.map((node) => graphBox(node, places.get(node.id) ?? ORIGIN));
  return [
    `<svg class="overview" role="img" aria-label="全体の系図" width="${width}" height="${height}"`,
    ` viewBox="${-MARGIN} 0 ${width} ${height}">${heads.join("")}<g class="edges">${edges.join("")}</g>`,
    `${boxes.join("")}</svg>`,
  ].join("");
}

const ORIGIN = {x: 0, y: 0};

interface Column {
  layers: DictionaryLayer[];
  nodes: GraphNode[];
}

/** Restricted models stand with staging: both are the first step after loading. */
function orderedColumns({nodes, edges}: Graph): Column[] {
  const columns = DICTIONARY_LAYERS.filter((layer) => layer !== "restricted")
    .map((layer) => (layer === "staging" ? (["staging", "restricted"] as DictionaryLayer[]) : [layer]))
    .map((layers) => ({layers, nodes: nodes.filter(({layer}) => layers.includes(layer))}))
    .filter((column) => column.nodes.length > 0);
  const neighbours = Map.groupBy(
    edges.flatMap(([from, to]) => [
      {id: from, other: to},
      {id: to, other: from},
    ]),
    ({id}) => id,
  );
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      const share = new Map(
        columns.flatMap((each) => each.nodes.map(({id}, index) => [id, index / each.nodes.length] as const)),
      );
      const wish = ({id}: GraphNode) => {
        const around = (neighbours.get(id) ?? []).map(({other}) => share.get(other) ?? 0);
        return around.length === 0 ? 1 : around.reduce((sum, part) => sum + part, 0) / around.length;
      };
      column.nodes.sort((one, other) => wish(one) - wish(other));
    }
  return columns;
}

function placesOf(columns: Column[]): Map<string, {x: number; y: number}> {
  return new Map(
    columns.flatMap(({nodes}, column) =>
      nodes.map(({id}, row): [string, {x: number; y: number}] => [
        id,
        {x: column * (BOX.width + GAP.x), y: HEAD + row * (BOX.height + GAP.y)},
      ]),
    ),
  );
}

/** From the right side of one box to the left side of the next layer's; within a layer round the right side. */
function sideways(from: {x: number; y: number}, to: {x: number; y: number}): string {
  const start = {x: from.x + BOX.width, y: from.y + BOX.height / 2};
  const isSameLayer = from.x === to.x;
  const end = {x: isSameLayer ? to.x + BOX.width : to.x, y: to.y + BOX.height / 2};
  const bend = isSameLayer ? 22 : (end.x - start.x) / 2;
  const back = isSameLayer ? end.x + 22 : end.x - bend;
  return `M${start.x} ${start.y}C${start.x + bend} ${start.y} ${back} ${end.y} ${end.x} ${end.y}`;
}
