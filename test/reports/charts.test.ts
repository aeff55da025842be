import {expect, test} from "vitest";
import {changeBars} from "../../reports/charts/change-bars.ts";
import {groupedBars} from "../../reports/charts/grouped-bars.ts";
import {partsOfBars} from "../../reports/packet/overtime-counts.ts";

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
    years: [2016, 2017, 2018, 2019, 2020, 2021],
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

test.each([
  [[2016, 2018, 2019], "H28…H30R1"],
  [[2016, 2019, 2020], "H28…R1R2"],
  [[2018, 2019, 2020], "H30R1R2"],
])("years that are left out are a gap between bars: %j", (years, places) => {
  const values = years.map((_, index) => 100 + index);
  const svg = groupedBars({
    ...{name: "gap", years, provisional: [false, true, false], breaks: [2], isStacked: true, decimals: 0},
    series: [{name: "支給額", look: "dark", values}],
    size: {width: 490, height: 380},
  });
  const labels = labelsOf(svg);
  const below = labels.filter(({text}) => /^[HR…]/.test(text)).sort((one, other) => one.left - other.left);
  expect(below.map(({text}) => text).join("")).toBe(places);
  // Every bar keeps its number over its own year.
  for (const [index, value] of values.entries()) {
    const year = below.filter(({text}) => text !== "…")[index];
    const number = labels.find(({text}) => text === String(value));
    expect(Math.abs((number?.left ?? 0) - (year?.left ?? 99))).toBeLessThan(12);
  }
});

// Three and more groups of authorities: a city's own list (city.yaml).
test("the parts of a bar are as many as there are authorities, four at most, and differ in grey", () => {
  const groups = ["知事部局", "教育委員会", "警察本部", "企業局", "病院局"];
  const parts = (count: number) => partsOfBars(groups.slice(0, count)).map(({groups}) => groups.join("・"));
  expect([0, 1, 2, 3, 4, 5].map(parts)).toEqual([
    [],
    ["知事部局"],
    ["知事部局", "教育委員会"],
    ["知事部局", "教育委員会", "警察本部"],
    ["知事部局", "教育委員会", "警察本部", "企業局"],
    ["知事部局", "教育委員会", "警察本部", "企業局・病院局"],
  ]);
  const svg = stacked([60, 50, 40, 30]);
  const fills = [...svg.matchAll(/<path d="M[^"]*" fill="(#[0-9a-f]{6})"/g)].map(([, fill = ""]) => fill);
  const greys = [...new Set(fills)].map(lightness);
  expect(greys).toHaveLength(4);
  expect(greys.slice(1).every((grey, index) => grey - (greys[index] ?? 0) > 40)).toBe(true);
});

test("a part that is lower than its number has none", () => {
  const numbers = labelsOf(stacked([610, 5, 90, 3])).map(({text}) => text);
  expect(["610", "5", "90", "3"].filter((number) => numbers.includes(number))).toEqual(["610", "90"]);
});

/** One year of as many parts. */
function stacked(values: number[]): string {
  const looks = partsOfBars(values.map(String)).map(({look}) => look);
  return groupedBars({
    ...{name: "stack", years: [2020], provisional: [], breaks: [], isStacked: true, decimals: 0},
    series: values.map((value, index) => ({
      name: String(value),
      look: looks[index] ?? "dark",
      values: [value],
    })),
    size: {width: 1010, height: 190},
  });
}

/** Of a colour, 0 black to 255 white, as a printer without colours has it. */
function lightness(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

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
