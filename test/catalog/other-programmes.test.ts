import {readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {readKpiCatalog} from "../../pipelines/catalog/kpi-catalog.ts";
import {modelsFor} from "../../pipelines/catalog/models.ts";
import {populationTables} from "../../pipelines/catalog/populations.ts";
import {openWritable} from "../../pipelines/engine/open.ts";
import {otherProgrammesCity, WRITTEN} from "./other-programmes-city.ts";
import {formWords} from "./target-forms.ts";

const DOCUMENT = readFileSync(join(import.meta.dirname, "../../docs/other-programmes.ja.md"), "utf8");

const ROWS = [...DOCUMENT.matchAll(/^\| +(\d+) \|[^|]*\|[^|]*\| ([^|]*?) +\| ([^|]*?) +\|/gm)];

/** Number → how it is written, as the table says. */
const TABLE = new Map(ROWS.map(([, no, how]) => [Number(no), how ?? ""]));

let city: string;
beforeAll(() => {
  city = otherProgrammesCity();
});

afterAll(() => rmSync(city, {recursive: true}));

test("every indicator that the table says needs no SQL is an entry that is read, over populations that are there", () => {
  const catalog = readKpiCatalog(city);
  const series = WRITTEN.kpis.flatMap(({segments}) => segments ?? [{}]);
  expect(catalog.kpis).toHaveLength(series.length);
  expect(populationTables(city).population_conditions?.rows.length).toBeGreaterThan(20);
});

test("the models of all measures among them are there", async () => {
  const warehouse = await openWritable(":memory:");
  const measured = readKpiCatalog(city).kpis.filter(({measure}) => measure !== undefined);
  const models = await modelsFor(warehouse, city, measured);
  warehouse.close();
  const names = models.map(({name}) => name);
  expect(measured.map(({model}) => `metrics.${model}`).filter((name) => !names.includes(name))).toEqual([]);
});

test("the table and the entries say the same, and the sums above it are those of the table", () => {
  const written = new Map(
    WRITTEN.kpis.map(({no, model, measure}) => {
      if (model !== undefined) return [no, "ある計算式"];
      if (measure === undefined) return [no, "言葉の目標"];
      return [no, measure?.kind === "figures" ? "指標実績" : `計り方（${measure?.kind}）`];
    }),
  );
  const needsNoSql = [...TABLE].filter(([, how]) => how !== "SELECTを書く" && how !== "できない");
  expect(needsNoSql).toEqual([...written]);
  expect(TABLE.size).toBe(99);
  for (const how of ["計り方", "ある計算式", "指標実績", "言葉の目標", "SELECTを書く", "できない"]) {
    const size = [...TABLE.values()].filter((each) => each.startsWith(how)).length;
    expect(DOCUMENT).toMatch(new RegExp(`^\\| ${how} +\\|.*\\| +${size} \\|$`, "m"));
  }
  expect(needsNoSql.length / TABLE.size).toBeGreaterThan(0.6);
  expect([...TABLE.values()].filter((how) => how !== "できない").length / TABLE.size).toBeGreaterThan(0.9);
});

test("the table says of each the form of target with which its entry was read", () => {
  const forms = new Map(WRITTEN.kpis.map((entry) => [entry.no, formWords(entry)]));
  const told = ROWS.map(([, no, , form]) => [Number(no), form]);
  expect(told.filter(([no]) => forms.has(Number(no)))).toEqual([...forms]);
  expect(told.filter(([no]) => !forms.has(Number(no))).map(([, form]) => form)).toEqual(["目標なし"]);
});
