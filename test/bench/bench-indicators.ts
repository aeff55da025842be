import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {parse, stringify} from "yaml";
import {transform} from "../../pipelines/build/transform.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {type Comparison, compare} from "./measure.ts";

const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
const IDENTITY = {releaseId: "2024-10-08-000000", createdOn: "2024-10-08"};
const MORE = 100;

/** Ways of measuring without SQL, of all of which the hundred have some. */
const MEASURES = [
  {kind: "share", population: "everyone", part: "women"},
  {kind: "head_count", population: "women"},
  {kind: "share", population: "men", part: "women", people: "hired"},
  {kind: "tenure", population: "men"},
  {kind: "total", source: "paper", field: "sheets"},
  {kind: "mean", source: "leave", field: "taken_days", population: "everyone"},
  {
    kind: "share_over",
    source: "leave",
    field: "taken_days",
    population: "men",
    threshold: 5,
    compare: "under",
  },
  {kind: "cohort", population: "everyone", after_months: 12, still: true},
];

/** Building every model for a hundred more indicators, against the city's own alone. They may cost what their rows do. */
export async function compareIndicators(home: Home, work: string): Promise<Comparison> {
  const city = mkdtempSync(join(work, "many-"));
  cpSync(home.city, city, {recursive: true});
  writeFileSync(join(city, "kpis.yaml"), withMore(readFileSync(join(city, "kpis.yaml"), "utf8")));
  const many = {...home, city};
  const limit = (await valuesIn(many)) / (await valuesIn(home));
  const built = (of: Home) => async () => async () =>
    (await transform(of, IDENTITY, SILENT)).warehouse.close();
  const comparison = await compare(`${MORE} more indicators`, limit, {
    product: built(many),
    bare: built(home),
  });
  rmSync(city, {recursive: true});
  return comparison;
}

function withMore(written: string): string {
  const {tasks} = parse(written) as {tasks: {no: string}[]};
  const entries = Array.from({length: MORE}, (_, index) => ({
    ...{id: `more_${index}`, measure: MEASURES[index % MEASURES.length]},
    listed: [{task: tasks[0]?.no, label: `追加${index}`}],
    ...{name: `追加の指標${index}`, short_name: `追加${index}`, unit: "件", decimals: 1, direction: "up"},
    ...{base: {value: 1, fiscal_year: 2020}, target: {form: "at_least", value: 2, by: 2030}},
    ...{near_band: 0.1, scope: "programme", privacy: "activity", settled_after_months: 0},
    ...{as_of_rule: "試験", definition: "試験", law: "試験", owner: "試験"},
  }));
  return `${written.trimEnd()}\n${stringify(entries).replace(/^/gm, "  ")}`;
}

async function valuesIn(home: Home): Promise<number> {
  const {warehouse} = await transform(home, IDENTITY, SILENT);
  const [row] = await warehouse.rows("select count(*)::integer as value_count from metrics.kpi_values");
  warehouse.close();
  return Number(row?.value_count);
}
