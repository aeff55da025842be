import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {type HandMade, modelsOn, wrongRows} from "./models-on.ts";

/** "2024 A 12 6 24": fiscal year, bureau (－: the whole), value, numerator, denominator of the indicator `k`; a day may follow. */
function figures(...said: string[]): HandMade {
  return {
    columns:
      "fiscal_year integer, bureau_code varchar, figure_value double, numerator double, denominator double, as_of_date date, indicator varchar, segment varchar",
    rows: said.map((line) => {
      const [year, bureau, value, numerator, denominator, day = "－"] = line.split(" ");
      const cells = [year, bureau, value, numerator, denominator, day].map((cell) =>
        cell === "－" ? "null" : `'${cell}'`,
      );
      return `${cells.join(", ")}, 'k', null`;
    }),
  };
}

function tables(rows: HandMade, {whole = "added", toldBy = 1, unit = "%"} = {}): Record<string, HandMade> {
  return {
    "staging.stg_indicator_figures": rows,
    "catalog.kpis": {columns: "kpi_id varchar, unit varchar", rows: [`'k', '${unit}'`]},
    "catalog.kpi_measures": {
      columns: "kpi_id varchar, indicator varchar, segment varchar, whole varchar, told_by double",
      rows: [`'k', 'k', null, ${whole === "－" ? "null" : `'${whole}'`}, ${toldBy}`],
    },
  };
}

/** Values of the whole, "2024 － 25 6 24": year, quarter, value, parts. */
async function wholes(rows: HandMade, said?: Parameters<typeof tables>[1]): Promise<string[]> {
  const city = await modelsOn(["metrics.measure_figures"], tables(rows, said));
  const found = await city.rows(
    `select fiscal_year, quarter, value, numerator, denominator from metrics.measure_figures
     where bureau_code is null order by all`,
  );
  city.close();
  return lines(found);
}

test("parts are added and divided once, and counts without parts are added", async () => {
  const rates = figures("2024 A － 1 10", "2024 B － 9 20");
  expect(await wholes(rates)).toEqual(["2024 － 33.333333333333336 10 30"]);
  expect(await wholes(rates, {unit: "日"})).toEqual(["2024 － 0.3333333333333333 10 30"]);
  expect(await wholes(figures("2024 A 3 3 －", "2024 B 4 4 －"), {unit: "人"})).toEqual(["2024 － 7 7 －"]);
});

test("a rate of which somebody does not tell the parts makes no whole, and the check says so", async () => {
  const mixed = figures("2024 A － 1 10", "2024 B 45 － 20");
  expect(await wholes(mixed)).toEqual([]);
  const check = "parts_of_bureaus_are_told";
  expect(await wrongRows(check, tables(mixed), "kpi_id, fiscal_year, bureau_count")).toEqual(["k 2024 2"]);
  expect(await wrongRows(check, tables(mixed, {whole: "median"}), "kpi_id")).toEqual([]);
  expect(await wrongRows(check, tables(figures("2024 A － 1 10", "2024 B － 2 10")), "kpi_id")).toEqual([]);
  expect(await wrongRows(check, tables(figures("2024 A 3 3 －", "2024 B 4 4 －")), "kpi_id")).toEqual([]);
});

test("the median is of the values that are told", async () => {
  const told = figures("2024 A 1 － －", "2024 B 2 － －", "2024 C 30 － －", "2024 D － － －");
  expect(await wholes(told, {whole: "median"})).toEqual(["2024 － 2 － －"]);
  expect(await wholes(told, {whole: "none"})).toEqual([]);
});

test("a whole that was sent stands for itself, beside the bureaus'", async () => {
  expect(await wholes(figures("2024 A － 1 10", "2024 B － 9 20", "2024 － 50 － －"))).toEqual([
    "2024 － 50 － －",
  ]);
});

test("so many of those that ever tell the indicator must tell a period", async () => {
  const some = figures(
    ...["2023 A － 1 10", "2023 B － 1 10", "2023 C － 1 10", "2023 D － 1 10"],
    ...["2024 A － 1 10", "2024 B － 1 10", "2024 C － 1 10"],
  );
  expect(await wholes(some, {toldBy: 0.76})).toEqual(["2023 － 10 4 40"]);
  expect(await wholes(some, {toldBy: 0.75})).toEqual(["2023 － 10 4 40", "2024 － 10 3 30"]);
});

test("each day stands for itself: a quarter's end is the sum to date, another day is the year's", async () => {
  const days = figures("2024 A 3 3 － 2024-06-30", "2024 A 9 9 － 2025-03-31", "2024 A 5 5 － 2024-06-01");
  expect(await wholes(days, {unit: "人"})).toEqual(["2024 1 3 3 －", "2024 4 9 9 －", "2024 － 5 5 －"]);
});

test("where bureaus alone are told, it is said how they make the whole", async () => {
  const check = "figures_of_bureaus_make_the_whole";
  const wrong = (rows: HandMade, whole: string) =>
    wrongRows(check, tables(rows, {whole}), "kpi_id, bureau_count");
  const two = ["2024 A － 1 10", "2024 B － 9 20"];
  expect(await wrong(figures(...two), "－")).toEqual(["k 2"]);
  expect(await wrong(figures(...two), "none")).toEqual([]);
  expect(await wrong(figures(...two, "2024 － 50 － －"), "－")).toEqual([]);
  expect(await wrong(figures("2024 － 50 － －"), "－")).toEqual([]);
});
