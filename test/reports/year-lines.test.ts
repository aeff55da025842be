import {expect, test} from "vitest";
import {type LineMark, yearLines} from "../../reports/charts/year-lines.ts";

/** Texts of the marks with their places, over three lines of which two meet in the first point. */
function signs(marks: LineMark[]): {text: string; x: number; y: number}[] {
  const svg = yearLines({
    name: "course",
    points: ["6月末", "9月末", "12月末", "3月末"],
    isNamed: false,
    lines: [
      {name: "R4", values: [10, 20, 30, 40]},
      {name: "R5", values: [10, 24, 36, 44]},
      {name: "R6", values: [100, 12, null, null]},
    ],
    marks,
    size: {width: 318, height: 80},
  });
  return [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>([①-⑳]+)</g)].map(([, x, y, text = ""]) => ({
    ...{text, x: Number(x), y: Number(y)},
  }));
}

test("a mark stands over its point of its line, and nothing where the line has no value", () => {
  const [first, last, ...others] = signs([
    {line: 0, point: 0, text: "①"},
    {line: 0, point: 3, text: "②"},
    {line: 2, point: 3, text: "③"},
  ]);
  expect([first?.text, last?.text, others.length]).toEqual(["①", "②", 0]);
  expect(last?.x).toBeGreaterThan((first?.x ?? 0) + 200);
  expect(last?.y).toBeLessThan(first?.y ?? 0);
});

test("marks over one place along the year do not stand on one another, nor outside of the picture", () => {
  const ys = signs([
    {line: 0, point: 0, text: "①"},
    {line: 1, point: 0, text: "②"},
    {line: 2, point: 0, text: "③"},
  ]).map(({y}) => y);
  expect(ys).toHaveLength(3);
  const sorted = ys.toSorted((one, other) => one - other);
  for (const [index, y] of sorted.entries()) expect(y - (sorted[index - 1] ?? -1)).toBeGreaterThanOrEqual(9);
});
