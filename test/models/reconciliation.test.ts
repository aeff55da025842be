import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

/** Units of what is counted in people and things. */
const COUNTED = ["名", "件", "回", "種類", "台", "組", "職場", "部署", "施設", "局", "事業所", "通"];

/** "series item first year value decimals slip → what the program computes" */
const PUBLISHED = [
  ["equal", "", 2020, 2020, 12.3, 1, "", 12.25],
  // One unit of the last printed digit is rounding, two are not.
  ["rounding", "", 2020, 2020, 12.3, 1, "", 12.44],
  ["rounding_below", "", 2020, 2020, 12.3, 1, "", 12.2],
  ["unexplained", "", 2020, 2020, 12.3, 1, "", 12.5],
  ["unexplained_below", "", 2020, 2020, 12.3, 1, "", 12.1],
  // A note of a slip covers the one value that it calls right, 99, and no other.
  ["slip", "", 2020, 2020, 12.3, 1, "印刷の誤り", 99],
  ["slip_of_another", "", 2020, 2020, 12.3, 1, "印刷の誤り", 98],
  ["not_computed", "", 2020, 2020, 12.3, 1, "印刷の誤り", null],
  // People are counted, never rounded: one more is a difference. A mean of hours may be.
  ["people", "", 2020, 2020, 58, 0, "", 59],
  ["people_equal", "", 2020, 2020, 58, 0, "", 58],
  ["hours", "", 2020, 2020, 58, 0, "", 59],
  // A reason for one item, for one year, for all of a series.
  ["by_item", "a", 2020, 2020, 1, 0, "", 5],
  ["by_item", "b", 2020, 2020, 1, 0, "", 5],
  ["by_year", "a", 2020, 2020, 1, 0, "", 5],
  ["by_year", "a", 2021, 2021, 1, 0, "", 5],
  ["by_series", "a", 2020, 2020, 1, 0, "印刷の誤り", 5],
  ["by_series", "b", 2021, 2021, 1, 0, "", 1],
  // A span of years is another figure than its last year.
  ["span", "", 2018, 2020, 30, 0, "", 30],
  ["span", "", 2018, 2019, 25, 0, "", 25],
  ["span", "", 2020, 2020, 12, 0, "", 12],
  ...COUNTED.map((unit) => [`counted ${unit}`, "", 2020, 2020, 58, 0, "", 59] as const),
] as const;

function unitOf(series: string): string {
  if (series.startsWith("people")) return "人";
  return series.startsWith("counted") ? series.slice("counted ".length) : "時間";
}

const IDENTITY = "series varchar, item varchar, first_fiscal_year integer, fiscal_year integer, value double";

function text(values: readonly (string | number | null)[]): string {
  return values.map((value) => (typeof value === "string" ? `'${value}'` : String(value))).join(", ");
}

test("every published figure is judged beside the computed one", async () => {
  const {rows, close} = await modelsOn(["metrics.reconciliation"], {
    "catalog.published_figures": {
      columns: `${IDENTITY}, decimals integer, slip varchar, slip_value double, unit varchar, document varchar, location varchar, status varchar, note varchar`,
      rows: PUBLISHED.map(([series, item, first, year, value, decimals, slip]) =>
        text([
          ...[series, item, first, year, value, decimals, slip, slip === "" ? null : 99],
          ...[unitOf(series), "年次報告", "1頁", "final", ""],
        ]),
      ),
    },
    "metrics.reconcilable_values": {
      columns: IDENTITY,
      rows: PUBLISHED.flatMap(([series, item, first, year, , , , computed]) =>
        computed === null ? [] : [text([series, item, first, year, computed])],
      ),
    },
    "catalog.explained_differences": {
      columns: "series varchar, item varchar, fiscal_year integer, verdict varchar, reason varchar",
      rows: [
        "'by_item', 'a', null, 'definition', '項目'",
        "'by_year', null, 2021, 'sample', '年度'",
        "'by_series', null, null, 'definition', '系列'",
      ],
    },
  });
  const found = lines(
    await rows(
      `select series, item, fiscal_year, verdict, explanation from metrics.reconciliation order by series, item, first_fiscal_year, fiscal_year`,
    ),
  );
  close();
  expect(found).toEqual([
    "by_item a 2020 definition 項目",
    "by_item b 2020 unexplained －",
    "by_series a 2020 definition 系列",
    // A reason is none for what agrees.
    "by_series b 2021 equal 系列",
    "by_year a 2020 unexplained －",
    "by_year a 2021 sample 年度",
    ...COUNTED.map((unit) => `counted ${unit}  2020 unexplained －`).sort(),
    "equal  2020 equal －",
    "hours  2020 rounding －",
    "not_computed  2020 not_computed －",
    "people  2020 unexplained －",
    "people_equal  2020 equal －",
    "rounding  2020 rounding －",
    "rounding_below  2020 rounding －",
    "slip  2020 slip －",
    "slip_of_another  2020 unexplained －",
    "span  2019 equal －",
    "span  2020 equal －",
    "span  2020 equal －",
    "unexplained  2020 unexplained －",
    "unexplained_below  2020 unexplained －",
  ]);
});
