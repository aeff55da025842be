import fc from "fast-check";
import {expect, test} from "vitest";
import {layeredLayout} from "../../../reports/dictionary/layered-layout.ts";
import type {Graph} from "../../../schemas/dictionary.ts";

const SIZE = {width: 100, height: 40, gapX: 10, gapY: 20};

/** Graphs without circles: an edge always leads to a later node. */
const graphs = fc.integer({min: 1, max: 14}).chain((count) =>
  fc
    .uniqueArray(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), {maxLength: 30, selector: String})
    .map((pairs): Graph => {
      const id = (index: number) => `metrics.n${index}`;
      return {
        nodes: Array.from({length: count}, (_, index) => ({
          id: id(index),
          layer: "metrics",
          title: id(index),
        })),
        edges: pairs.filter(([from, to]) => from < to).map(([from, to]) => [id(from), id(to)]),
      };
    }),
);

test("no boxes overlap, every edge leads down from box to box, and the same graph gives the same picture", () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const layout = layeredLayout(graph, SIZE);
      const boxes = [...layout.boxes.values()];
      expect(boxes).toHaveLength(graph.nodes.length);
      for (const [index, box] of boxes.entries()) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + SIZE.width).toBeLessThanOrEqual(layout.width + 1);
        for (const other of boxes.slice(index + 1))
          if (other.y === box.y) expect(Math.abs(other.x - box.x)).toBeGreaterThanOrEqual(SIZE.width);
      }
      for (const {from, to, points} of layout.edges) {
        expect(points.at(0)?.y).toBe((layout.boxes.get(from)?.y ?? 0) + SIZE.height);
        expect(points.at(-1)?.y).toBe(layout.boxes.get(to)?.y);
        const heights = points.map(({y}) => y);
        expect(heights).toEqual(heights.toSorted((one, other) => one - other));
      }
      expect(layeredLayout(graph, SIZE)).toEqual(layout);
    }),
    {numRuns: 60},
  );
});

test("edges that can be drawn without a crossing are", () => {
  const layout = layeredLayout(
    {
      nodes: ["a", "b", "c", "d"].map((id) => ({id, layer: "metrics", title: id})),
      edges: [
        ["a", "d"],
        ["b", "c"],
      ],
    },
    SIZE,
  );
  const x = (id: string) => layout.boxes.get(id)?.x ?? 0;
  expect(Math.sign(x("a") - x("b"))).toBe(Math.sign(x("d") - x("c")));
});
