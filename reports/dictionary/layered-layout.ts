import type {Graph} from "../../schemas/dictionary.ts";
import {largest, smallest} from "../../schemas/extremes.ts";
import {type Rows, rowsOfGraph} from "./rows-of-graph.ts";

/** A graph on paper, in pixels: boxes by their upper left corner, edges as the points they pass. */
export interface Layout {
  width: number;
  height: number;
  boxes: Map<string, {x: number; y: number}>;
  edges: {from: string; to: string; points: {x: number; y: number}[]}[];
}

export interface BoxSize {
  width: number;
  height: number;
  /** Between boxes of a row, and between rows. */
  gapX: number;
  gapY: number;
}

/** What stands in a row: a box, or the place where a long edge passes. */
interface Slot {
  id: string;
  row: number;
  isBox: boolean;
  width: number;
  x: number;
  above: Slot[];
  below: Slot[];
}

const PASSING = 12;
const SWEEPS = 12;

/** Layered drawing from top to bottom: rows, an order with few crossings, then places near the neighbours. The same graph gives the same picture. */
export function layeredLayout(graph: Graph, size: BoxSize): Layout {
  const rows = slotRows(graph, rowsOfGraph(graph), size.width);
  orderSlots(rows);
  placeSlots(rows, size.gapX);
  return asLayout(graph, rows, size);
}

function slotRows(graph: Graph, rowOf: Rows, width: number): Slot[][] {
  const count = largest(rowOf.values(), 0) + 1;
  const rows: Slot[][] = Array.from({length: count}, () => []);
  const add = (id: string, row: number, isBox: boolean): Slot => {
    const slot: Slot = {id, row, isBox, width: isBox ? width : PASSING, x: 0, above: [], below: []};
    rows[row]?.push(slot);
    return slot;
  };
  const boxes = new Map(graph.nodes.map(({id}) => [id, add(id, rowOf.get(id) ?? 0, true)]));
  for (const [from, to] of graph.edges) {
    const end = boxes.get(to);
    let previous = boxes.get(from);
    if (!previous || !end) continue;
    for (let row = previous.row + 1; row <= end.row; row++) {
      const next = row === end.row ? end : add(passing(from, to, row), row, false);
      previous.below.push(next);
      next.above.push(previous);
      previous = next;
    }
  }
  return rows;
}

function passing(from: string, to: string, row: number): string {
  return `${from} ${to} ${row}`;
}

/** Sorts each row by the mean place of the neighbours above, then below, and keeps the order with the fewest crossings. */
function orderSlots(rows: Slot[][]): void {
  let best = rows.map((row) => [...row]);
  let fewest = crossings(rows);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isDown = sweep % 2 === 0;
    for (const row of isDown ? rows : rows.toReversed()) sortByNeighbours(row, rows, isDown);
    const count = crossings(rows);
    if (count < fewest) {
      fewest = count;
      best = rows.map((row) => [...row]);
    }
  }
  for (const [index, row] of best.entries()) rows[index] = row;
}

function sortByNeighbours(row: Slot[], rows: Slot[][], isDown: boolean): void {
  const places = new Map(rows.flatMap((slots) => slots.map((slot, index) => [slot, index] as const)));
  const wish = new Map(
    row.map((slot, index) => {
      const neighbours = (isDown ? slot.above : slot.below).map((other) => places.get(other) ?? 0);
      return [slot, neighbours.length > 0 ? mean(neighbours) : index];
    }),
  );
  row.sort((one, other) => (wish.get(one) ?? 0) - (wish.get(other) ?? 0));
}

function crossings(rows: Slot[][]): number {
  const places = new Map(rows.flatMap((slots) => slots.map((slot, index) => [slot, index] as const)));
  return rows.reduce((sum, row) => {
    const pairs = row.flatMap((slot, index) =>
      slot.below.map((other) => [index, places.get(other) ?? 0] as const),
    );
    const crossed = pairs.flatMap(([a, b], at) =>
      pairs.slice(at + 1).filter(([c, d]) => (a - c) * (b - d) < 0),
    );
    return sum + crossed.length;
  }, 0);
}

/** Each slot as near to the middle of its neighbours as its row's order and gaps allow. */
function placeSlots(rows: Slot[][], gap: number): void {
  for (const row of rows)
    settle(
      row,
      row.map((_, index) => index),
      gap,
    );
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    const isDown = sweep % 2 === 0;
    for (const row of isDown ? rows : rows.toReversed()) {
      const wishes = row.map((slot) => {
        const neighbours = isDown ? slot.above : slot.below;
        return neighbours.length > 0 ? mean(neighbours.map(({x}) => x)) : slot.x;
      });
      settle(row, wishes, gap);
    }
  }
}

/** Centres as wished, pushed apart to the gaps: the mean of pushing to the right and pushing to the left. */
function settle(row: Slot[], wishes: number[], gap: number): void {
  const apart = (one: Slot, other: Slot) => (one.width + other.width) / 2 + gap;
  const right = [...wishes];
  const left = [...wishes];
  for (const [index, slot] of row.entries()) {
    const before = row[index - 1];
    if (before) right[index] = Math.max(right[index] ?? 0, (right[index - 1] ?? 0) + apart(before, slot));
  }
  for (const [index, slot] of [...row.entries()].reverse()) {
    const after = row[index + 1];
    if (after) left[index] = Math.min(left[index] ?? 0, (left[index + 1] ?? 0) - apart(slot, after));
  }
  for (const [index, slot] of row.entries()) slot.x = ((right[index] ?? 0) + (left[index] ?? 0)) / 2;
}

function mean(numbers: number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function asLayout(graph: Graph, rows: Slot[][], {height, gapY}: BoxSize): Layout {
  const slots = rows.flat();
  const leftmost = smallest(slots.map(({x, width}) => x - width / 2));
  const centre = new Map(slots.map((slot) => [slot.id, Math.round(slot.x - leftmost)]));
  const top = (row: number) => row * (height + gapY);
  const boxes = slots.filter(({isBox}) => isBox);
  const rowOf = new Map(boxes.map(({id, row}) => [id, row]));
  return {
    width: largest(slots.map(({x, width}) => Math.round(x - leftmost + width / 2))),
    height: top(rows.length - 1) + height,
    boxes: new Map(
      boxes.map(({id, row, width}) => [id, {x: (centre.get(id) ?? 0) - width / 2, y: top(row)}]),
    ),
    edges: graph.edges.map(([from, to]) => {
      const first = rowOf.get(from) ?? 0;
      const last = rowOf.get(to) ?? 0;
      const between = Array.from({length: Math.max(0, last - first - 1)}, (_, index) => {
        const row = first + 1 + index;
        return [
          {x: centre.get(passing(from, to, row)) ?? 0, y: top(row)},
          {x: centre.get(passing(from, to, row)) ?? 0, y: top(row) + height},
        ];
      });
      const start = {x: centre.get(from) ?? 0, y: top(first) + height};
      const end = {x: centre.get(to) ?? 0, y: top(last)};
      return {from, to, points: [start, ...between.flat(), end]};
    }),
  };
}
