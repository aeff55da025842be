import {expect, test} from "vitest";
import {readKpiCatalog} from "../../pipelines/catalog/kpi-catalog.ts";
import {type SqlFile, sqlFiles} from "../../pipelines/catalog/sql-files.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

/** Files that begin with kpi_ and measure none by themselves. */
const OF_ALL = ["metrics.kpi_values", "metrics.kpi_values_shown", "metrics.kpi_sources"];

interface Indicators {
  ids: string[];
  metrics: Pick<SqlFile, "name" | "text">[];
  union: string;
}

/** One line for each thing that an indicator needs and has not. */
function forgotten({ids, metrics, union}: Indicators): string[] {
  const measured = metrics.map(({name}) => name.replace("metrics.kpi_", ""));
  return [
    ...measured.filter((id) => !ids.includes(id)).map((id) => `indicator ${id}: no entry in city/kpis.yaml`),
    ...ids
      .filter((id) => !measured.includes(id))
      .map((id) => `indicator ${id}: no file sql/metrics/kpi_${id}.sql`),
    ...ids
      .filter((id) => !union.includes(`from metrics.kpi_${id}\n`))
      .map((id) => `indicator ${id}: no line in sql/metrics/kpi_values.sql`),
    ...metrics
      .filter(({text}, index) => !text.includes(`'${measured[index]}'`))
      .map(({name}) => `${name}: its kpi_id is not the one of its name: copied from another?`),
  ];
}

function today(): Indicators {
  const files = sqlFiles("metrics").filter(({name}) => name.startsWith("metrics.kpi_"));
  return {
    ids: readKpiCatalog(SAMPLE_CITY).kpis.map(({id}) => id),
    metrics: files.filter(({name}) => !OF_ALL.includes(name)),
    union: files.find(({name}) => name === "metrics.kpi_values")?.text ?? "",
  };
}

test("every indicator has its entry, its metric under its own name, and its line in the union", () => {
  expect(forgotten(today()).join("\n")).toBe("");
});

test("what a new indicator lacks is named, each in one line", () => {
  const places = (lines: string[]) => lines.map((line) => /kpis\.yaml|kpi_\w+\.sql|kpi_id/.exec(line)?.[0]);
  const bare = {ids: ["lost_property"], metrics: [], union: ""};
  expect(places(forgotten(bare))).toEqual(["kpi_lost_property.sql", "kpi_values.sql"]);
  const copied = {name: "metrics.kpi_lost_property", text: "select 'paper_sheets' as kpi_id"};
  expect(places(forgotten({ids: [], metrics: [copied], union: ""}))).toEqual(["kpis.yaml", "kpi_id"]);
});
