import {cpSync, mkdtempSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {readKpiCatalog} from "../../pipelines/catalog/kpi-catalog.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const TEMPLATE = join(import.meta.dirname, "../../data/cities/minasato");
const LEAVE = "    unit: 日\n    decimals: 0\n";

/** The small city with the mean days of leave told with other digits, and another rule for the domain where one is given. */
function cityWith(decimals: number, leave?: string): string {
  const city = mkdtempSync(join(temporaryFolder(), "city-"));
  cpSync(TEMPLATE, city, {recursive: true});
  const kpis = readFileSync(join(TEMPLATE, "kpis.yaml"), "utf8");
  expect(kpis.split(LEAVE)).toHaveLength(2);
  writeFileSync(join(city, "kpis.yaml"), kpis.replace(LEAVE, `    unit: 日\n    decimals: ${decimals}\n`));
  const defaults = readFileSync(join(TEMPLATE, "../../defaults/privacy.csv"), "utf8");
  if (leave !== undefined)
    writeFileSync(join(city, "privacy.csv"), defaults.replace(/^leave,.*$/m, `leave,${leave},理由`));
  return city;
}

test("a mean that bureaus are told hides what was corrected for one of the fewest people within five of its unit", () => {
  const decimals = (city: string) =>
    readKpiCatalog(city).kpis.find(({id}) => id === "annual_leave")?.decimals;
  for (const [digits, least] of [
    [0, 5],
    [0, 10],
    [1, 50],
    [2, 500],
  ] as const)
    expect(decimals(cityWith(digits, `${least},true,false`))).toBe(digits);
});

test.each([
  [0, 4, "小数0桁では、4人の局区の合計が4日の幅まで", "min_cell を5以上"],
  [1, 4, "小数1桁では、4人の局区の合計が0.4日の幅まで", "min_cell を50以上"],
  [
    1,
    49,
    "小数1桁では、49人の局区の合計が4.9日の幅まで",
    "decimals を 0 にするか、city/privacy.csv の分野「leave」の min_cell を50以上",
  ],
  [
    2,
    499,
    "小数2桁では、499人の局区の合計が4.99日の幅まで",
    "decimals を 1 にするか、city/privacy.csv の分野「leave」の min_cell を500以上",
  ],
] as const)(
  "told with %d decimals over %d people it is refused with its line, and what to write",
  (decimals, least, width, todo) => {
    const read = () => readKpiCatalog(cityWith(decimals, `${least},true,false`));
    expect(read).toThrow(/^city\/kpis\.yaml の100行目: 指標「annual_leave」の平均は、/);
    expect(read).toThrow(width);
    expect(read).toThrow(todo);
    expect(read).toThrow("npx kaikaku city --take privacy.csv");
  },
);

// Five days' work are 38.75 hours: a person's month of overtime would else be told to five hours.
test.each([
  ["時間", 38, 39],
  ["分", 2324, 2325],
])("of %s it asks for five days' work", (unit, few, enough) => {
  const mean = "{ kind: mean, source: overtime, field: hours, item: report, population: annual_leave }";
  expect(() => readKpiCatalog(cityMeasuring(mean, unit, `${few},true,false`, 0))).toThrow(
    `min_cell を${enough}以上`,
  );
  expect(() => readKpiCatalog(cityMeasuring(mean, unit, `${enough},true,false`, 0))).not.toThrow();
});

test("the rules that come with the program, and those of every city that does, hide one person", () => {
  for (const city of ["kawasaki", "minasato", "misakino", "union"])
    expect(() => readKpiCatalog(join(TEMPLATE, "..", city))).not.toThrow();
  expect(() => readKpiCatalog(cityWith(1, "50,true,false"))).not.toThrow();
});

test.each([
  ["bureaus are told nothing", "50,false,false"],
  ["it is about no people", "0,true,false"],
  ["sums are told and protected together", "5,true,true"],
])("with more digits where %s", (_, leave) => {
  expect(() => readKpiCatalog(cityWith(2, leave))).not.toThrow();
});

const NOT_MEANS = [
  [
    "a share of people",
    "{ kind: share_over, source: leave, field: taken_days, population: annual_leave, threshold: 5, compare: under }",
    '"%"',
  ],
  [
    "a count of people",
    "{ kind: count_over, source: leave, field: taken_days, population: annual_leave, threshold: 5, compare: under }",
    "人",
  ],
  [
    "a mean of people, which is a share",
    "{ kind: mean, source: parental_leave, field: people, item: spouse_gave_birth, population: annual_leave }",
    "日",
  ],
  ["a mean in people", "{ kind: mean, source: leave, field: taken_days, population: annual_leave }", "人"],
  ["a sum", "{ kind: total, source: leave, field: taken_days, population: annual_leave }", "日"],
] as const;

/** The small city with another measure in place of the mean days of leave. */
function cityMeasuring(measure: string, unit: string, leave?: string, decimals = 1): string {
  const city = cityWith(decimals, leave);
  const kpis = readFileSync(join(city, "kpis.yaml"), "utf8");
  const model = "    model: kpi_annual_leave_days\n";
  expect(kpis.split(model)).toHaveLength(2);
  const measured = kpis
    .replace(model, `    measure: ${measure}\n`)
    .replace(`    unit: 日\n    decimals: ${decimals}\n`, `    unit: ${unit}\n    decimals: ${decimals}\n`);
  writeFileSync(join(city, "kpis.yaml"), measured);
  return city;
}

// One decimal of a share times the people told beside it is the count of them.
test.each(NOT_MEANS)("where bureaus are told means alone, %s is refused", (_, measure, unit) => {
  expect(() => readKpiCatalog(cityMeasuring(measure, unit))).toThrow(
    /^city\/kpis\.yaml の107行目: 指標「annual_leave」は平均ではないので、分野「leave」では示せません。/,
  );
  expect(() => readKpiCatalog(cityMeasuring(measure, unit, "5,true,true"))).not.toThrow();
  expect(() => readKpiCatalog(cityMeasuring(measure, unit, "50,false,false"))).not.toThrow();
});

test("a model of its own whose unit is % is no mean either", () => {
  const city = cityWith(0);
  const kpis = readFileSync(join(city, "kpis.yaml"), "utf8");
  writeFileSync(join(city, "kpis.yaml"), kpis.replace(LEAVE, '    unit: "%"\n    decimals: 1\n'));
  expect(() => readKpiCatalog(city)).toThrow(/平均ではないので/);
});
