import {expect, test} from "vitest";
import {changeBars} from "../../reports/charts/change-bars.ts";
import {groupedBars} from "../../reports/charts/grouped-bars.ts";

interface Label {
  text: string;
  left: number;
  right: number;
  y: number;
}

/** Digits and points of the documents' typeface are about so many ems wide, Japanese signs one. */
const DIGIT_EMS = 0.62;

/** Where the words of a picture stand (CSS pixels), as wide as the typeface makes them. */
function labelsOf(svg: string): Label[] {
  const found = svg.matchAll(
    /<text[^>]*text-anchor="(\w+)"[^>]*font-size:(\d+)px[^>]*translate\(([\d.]+) ([\d.]+)\)[^>]*>([^<]*)</g,
  );
  return [...found].map(([, anchor, size, x, y, text = ""]) => {
    const ems = [...text].reduce((sum, sign) => sum + (/[\d.,]/.test(sign) ? DIGIT_EMS : 1), 0);
    const width = ems * Number(size);
    const share = {start: 0, middle: 0.5, end: 1}[anchor ?? "start"] ?? 0;
    const left = Number(x) - share * width;
    return {text, left, right: left + width, y: Number(y)};
  });
}

/** Pairs of words at the same height that touch. */
function touching(labels: Label[]): string[] {
  const gap = 1;
  return labels.flatMap((one, index) =>
    labels
      .slice(index + 1)
      .filter(
        (other) =>
          Math.abs(one.y - other.y) < 8 && one.left < other.right + gap && other.left < one.right + gap,
      )
      .map((other) => `${one.text} ${other.text}`),
  );
}

test("numbers on bars that stand side by side do not touch, six pairs of years across half a page", () => {
  const svg = groupedBars({
    name: "pairs",
    categories: ["H28", "H29", "H30", "R1", "R2", "R3"],
    series: [
      {name: "年間平均", look: "dark", values: [166.3, 150.8, 143.6, 149.9, 141.5, 158.2]},
      {name: "災害対応・選挙事務を除く", look: "pale", values: [164.4, 146.9, 142.8, 143.2, 141, 154.2]},
    ],
    provisional: [],
    breaks: [],
    isStacked: false,
    decimals: 1,
    size: {width: 490, height: 350},
  });
  const labels = labelsOf(svg);
  expect(labels.map(({text}) => text)).toEqual(expect.arrayContaining(["143.6", "142.8"]));
  expect(touching(labels)).toEqual([]);
});

test.each<[string, number[]]>([
  ["decreases alone", [-1, -3, -4]],
  ["increases alone", [22, 5, 1]],
  ["both", [22, 1, -24]],
])("numbers beside bars of change do not reach the names: %s", (_, changes) => {
  const names = ["選挙管理委員会事務局", "臨海部国際戦略本部", "人事委員会事務局"];
  const svg = changeBars({
    name: "changes",
    changes: changes.map((change, index) => ({name: names[index] ?? "", change})),
    size: {width: 490, height: 64},
  });
  const labels = labelsOf(svg);
  expect(labels).toHaveLength(2 * changes.length);
  expect(touching(labels)).toEqual([]);
});
