import type {Graph} from "../../schemas/dictionary.ts";
import {BOX, graphBox} from "./graph-box.ts";
import {layeredLayout} from "./layered-layout.ts";
import {escaped} from "./svg-text.ts";

const SPACE = {gapX: 12, gapY: 30};
const MARGIN = 4;

/** One indicator's way from its files down to the documents, as an SVG picture of its natural size. */
export function lineageSvg(graph: Graph, title: string): string {
  const layout = layeredLayout(graph, {...BOX, ...SPACE});
  const width = layout.width + 2 * MARGIN;
  const height = layout.height + 2 * MARGIN;
  const edges = layout.edges.map(({points}) => `<path d="${downward(points)}"/>`);
  const boxes = graph.nodes.map((node) => graphBox(node, layout.boxes.get(node.id) ?? {x: 0, y: 0}));
  return [
    `<svg class="lineage" role="img" aria-label="${escaped(title)}" width="${width}" height="${height}"`,
    ` viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}"><g class="edges">${edges.join("")}</g>`,
    `${boxes.join("")}</svg>`,
  ].join("");
}

/** A line through the points that leaves and reaches every one of them straight down. */
function downward(points: {x: number; y: number}[]): string {
  const [start, ...rest] = points;
  if (!start) return "";
  let from = start;
  const parts = [`M${start.x} ${start.y}`];
  for (const to of rest) {
    const half = (from.y + to.y) / 2;
    parts.push(from.x === to.x ? `V${to.y}` : `C${from.x} ${half} ${to.x} ${half} ${to.x} ${to.y}`);
    from = to;
  }
  return parts.join("");
}
