import {cpSync, mkdtempSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {readKpiCatalog} from "../../pipelines/catalog/kpi-catalog.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const TEMPLATE = join(import.meta.dirname, "../../data/cities/minasato");
const LEAVE = "    unit: 日\n    decimals: 1\n";

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

test("a mean that bureaus are told instead of a sum has one decimal at most", () => {
  expect(() => readKpiCatalog(cityWith(2))).toThrow(
    /^city\/kpis\.yaml の100行目: 指標「annual_leave」の decimals は 1 までです。/,
  );
  for (const decimals of [0, 1])
    expect(readKpiCatalog(cityWith(decimals)).kpis.find(({id}) => id === "annual_leave")?.decimals).toBe(
      decimals,
    );
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
  ["a sum", "{ kind: total, source: leave, field: taken_days, population: annual_leave }", "日"],
] as const;

/** The small city with another measure in place of the mean days of leave. */
function cityMeasuring(measure: string, unit: string, leave?: string): string {
  const city = cityWith(1, leave);
  const kpis = readFileSync(join(city, "kpis.yaml"), "utf8");
  const model = "    model: kpi_annual_leave_days\n";
  expect(kpis.split(model)).toHaveLength(2);
  const measured = kpis
    .replace(model, `    measure: ${measure}\n`)
    .replace(LEAVE, `    unit: ${unit}\n    decimals: 1\n`);
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
  const city = cityWith(1);
  const kpis = readFileSync(join(city, "kpis.yaml"), "utf8");
  writeFileSync(join(city, "kpis.yaml"), kpis.replace(LEAVE, '    unit: "%"\n    decimals: 1\n'));
  expect(() => readKpiCatalog(city)).toThrow(/平均ではないので/);
});
