import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn, wrongRows} from "./models-on.ts";

interface Entry {
  id: string;
  /** Sources that it is made of. */
  of: string[];
  since?: number;
  form?: "stated" | "at_least";
  /** Values that it has: scope and bureau. */
  values?: [scope: string, bureau: string | null][];
}

/** Kinds of files: those of months came to the end of a year, to the third quarter, or not at all. */
const SOURCES = [
  "'roster', false, null",
  "'whole', false, 1",
  "'running', false, 1",
  "'not sent', false, null",
  "'corrections', true, 1",
  "'activity', false, 1",
];

async function without(entries: Entry[]): Promise<string[]> {
  return wrongRows("every_kpi_has_values", {
    "catalog.sources": {
      columns: "source varchar, is_correction boolean, period_months integer",
      rows: SOURCES,
    },
    "raw.current_batches": {
      columns: "source varchar",
      rows: ["roster", "roster", "whole", "running", "activity"].map((source) => `'${source}'`),
    },
    "intermediate.int_reached_quarters": {
      columns: "source varchar, quarter integer",
      rows: ["'whole', 3", "'whole', 4", "'running', 3", "'activity', 4"],
    },
    "intermediate.int_kpi_sources": {
      columns: "kpi_id varchar, source varchar",
      rows: entries.flatMap(({id, of}) => of.map((source) => `'${id}', '${source}'`)),
    },
    "metrics.kpi_sources": {
      columns: "kpi_id varchar, source varchar",
      rows: entries.flatMap(({id, of}) => of.map((source) => `'${id}', '${source}'`)),
    },
    "intermediate.int_figures_not_sent": {columns: "kpi_id varchar", rows: ["'under another name'"]},
    "intermediate.int_activity_gaps": {columns: "period date", rows: ["'2019-04-01'"]},
    "catalog.kpis": {
      columns: "kpi_id varchar, scope_id varchar, cumulative_since integer",
      rows: entries.map(({id, since}) => `'${id}', 'programme', ${since ?? "null"}`),
    },
    "catalog.kpi_targets": {
      columns: "kpi_id varchar, form varchar",
      rows: entries.map(({id, form = "at_least"}) => `'${id}', '${form}'`),
    },
    "metrics.kpi_values": {
      columns: "kpi_id varchar, scope_id varchar, bureau_code varchar",
      rows: entries.flatMap(({id, values = []}) =>
        values.map(([scope, bureau]) => `'${id}', '${scope}', ${bureau ? `'${bureau}'` : "null"}`),
      ),
    },
  });
}

test("an indicator whose files are all there has a value of the city", async () => {
  const told = await without([
    {id: "has one", of: ["roster"], values: [["programme", null]]},
    {id: "has none", of: ["roster"]},
    {id: "of another scope", of: ["roster"], values: [["other", null]]},
    {id: "of a bureau", of: ["roster"], values: [["programme", "10"]]},
    {id: "of a whole year", of: ["whole"]},
    {id: "of nothing", of: []},
    // Corrections need not come.
    {id: "corrected", of: ["whole", "corrections"]},
  ]);
  expect(told).toEqual([
    "corrected",
    "has none",
    "of a bureau",
    "of a whole year",
    "of another scope",
    "of nothing",
  ]);
});

test("nothing is missed while files are to come, of a target in words, or behind a hole that is told already", async () => {
  const told = await without([
    {id: "not sent", of: ["roster", "not sent"]},
    {id: "year not over", of: ["whole", "running"]},
    {id: "in words", of: ["roster"], form: "stated"},
    {id: "under another name", of: ["roster"]},
    {id: "hole in it", of: ["activity"], since: 2019},
    {id: "hole before it", of: ["activity"], since: 2020},
    {id: "of other files", of: ["whole"], since: 2019},
  ]);
  expect(told).toEqual(["hole before it", "of other files"]);
});

test("figures that come ready under another name or for other segments are told with the names that came", async () => {
  const model = "intermediate.int_figures_not_sent";
  const {rows, close} = await modelsOn([model], {
    "catalog.kpi_measures": {
      columns: "kpi_id varchar, measure_kind varchar, indicator varchar, segment varchar",
      rows: [
        "'men', 'figures', '取得率', '男性'",
        "'male', 'figures', '取得率', '男性職員'",
        "'all', 'figures', '取得率', null",
        "'whole', 'figures', '定数', null",
        "'of women', 'figures', '定数', '女性'",
        "'misspelt', 'figures', '定員', null",
        "'counted', 'head_count', null, null",
        // A measure of another kind may say an indicator, too.
        "'surveyed', 'survey_mean', '定員', null",
      ],
    },
    "staging.stg_indicator_figures": {
      columns: "indicator varchar, segment varchar, fiscal_year integer",
      rows: [
        "'取得率', '男性', 2023",
        "'取得率', '女性', 2023",
        "'取得率', '女性', 2024",
        "'定数', null, 2023",
      ],
    },
  });
  const found = await rows(`select * from ${model} order by kpi_id`);
  close();
  expect(lines(found)).toEqual([
    "all 取得率 － 女性、男性",
    "male 取得率 男性職員 女性、男性",
    "misspelt 定員 － 取得率、定数",
    "of women 定数 女性 区分なし",
  ]);
});

test("where no file of figures has come, that is what is told, and no name", async () => {
  const model = "intermediate.int_figures_not_sent";
  const {rows, close} = await modelsOn([model], {
    "catalog.kpi_measures": {
      columns: "kpi_id varchar, measure_kind varchar, indicator varchar, segment varchar",
      rows: ["'whole', 'figures', '定数', null"],
    },
    "staging.stg_indicator_figures": {columns: "indicator varchar, segment varchar", rows: []},
  });
  const found = await rows(`from ${model}`);
  close();
  expect(found).toEqual([]);
});
