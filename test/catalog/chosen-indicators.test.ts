import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Indicator, MEASURED, MEASURED_COLUMNS} from "../../pipelines/catalog/indicator-models.ts";
import {type Model, modelsFor} from "../../pipelines/catalog/models.ts";
import {SQL_FOLDER} from "../../pipelines/catalog/sql-files.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {temporaryFolder} from "../temporary-folder.ts";

let engine: Warehouse;
beforeAll(async () => {
  engine = await openWritable(":memory:");
});
afterAll(() => engine.close());

function indicator(id: string, difference: Partial<Indicator> = {}): Indicator {
  return {id, model: `kpi_${id}`, scope: "programme", cumulative_since: undefined, ...difference};
}

const OWN = "sql/metrics/kpi_lost_property.sql";
const VALUES = `-- 届いた落とし物の数。1行＝年度
-- Lost property. One row per fiscal year.
select
    fiscal_year,
    null as quarter,
    period_start,
    period_end,
    null as scope_id,
    null as bureau_code,
    sum(amount) as value,
    sum(amount) as numerator,
    null as denominator
from intermediate.int_activity_to_date
where item = 'lost_property'
group by all
`;

const MART = "-- 市の表。1行＝全体\n-- grain: one row\nselect 1 as one\n";

/** The models of a city that chose these indicators and has these files of its own. */
async function modelsOf(chosen: Indicator[], own: Record<string, string> = {}): Promise<Model[]> {
  const city = temporaryFolder();
  const entries = chosen.map(({id, model}) => `  - id: ${id}\n    model: ${model}\n`);
  const files = {"kpis.yaml": `# 指標\nkpis:\n${entries.join("")}`, ...own};
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(city, file)), {recursive: true});
    writeFileSync(join(city, file), text);
  }
  return modelsFor(engine, city, chosen);
}

function named(models: Model[], part: string): string[] {
  return models.map(({name}) => name).filter((name) => name.startsWith(part));
}

const OF_ALL = [MEASURED, "metrics.kpi_sources", "metrics.kpi_values", "metrics.kpi_values_shown"];

test("only chosen indicators are computed, under the names that the city gives them", async () => {
  const models = await modelsOf(
    [indicator("leave_taken", {model: "kpi_annual_leave_days"}), indicator("lost_property")],
    {[OWN]: VALUES},
  );
  expect(named(models, "metrics.kpi_").sort()).toEqual(
    [...OF_ALL, "metrics.kpi_annual_leave_days", "metrics.kpi_lost_property"].sort(),
  );
  const measured = models.find(({name}) => name === MEASURED);
  expect(measured?.dependsOn).toEqual(["metrics.kpi_annual_leave_days", "metrics.kpi_lost_property"]);
  expect(measured?.text).toContain("'leave_taken' as kpi_id");
  // Each after those it reads.
  expect(models.findIndex(({name}) => name === "metrics.kpi_lost_property")).toBeLessThan(
    models.findIndex(({name}) => name === MEASURED),
  );
});

test("a model that another indicator is built from stays, chosen or not", async () => {
  const built = `${VALUES}union all\nselect ${MEASURED_COLUMNS.join(", ")} from metrics.kpi_paper_sheets\n`;
  const models = await modelsOf([indicator("lost_property")], {
    [OWN]: built,
  });
  expect(named(models, "metrics.kpi_")).toContain("metrics.kpi_paper_sheets");
});

test.each([0, 1, 2])("%i indicators have rows of one shape, whatever an indicator lacks", async (count) => {
  const chosen = [indicator("lost_property"), indicator("found", {model: "kpi_found"})].slice(0, count);
  const own = Object.fromEntries(chosen.map(({model}) => [`sql/metrics/${model}.sql`, VALUES]));
  const models = await modelsOf(chosen, own);
  const warehouse = await openWritable(":memory:");
  await warehouse.run("create schema metrics");
  for (const {model} of chosen)
    await warehouse.run(`create table metrics.${model} as select 2023 as fiscal_year, null as quarter,
      date '2023-04-01' as period_start, date '2024-03-31' as period_end, null as scope_id, null as bureau_code,
      7 as value, 7 as numerator, null as denominator`);
  const text = models.find(({name}) => name === MEASURED)?.text ?? "";
  const shape = await warehouse.rows(`describe ${text}`);
  expect(shape.map(({column_name, column_type}) => `${column_name} ${column_type}`)).toEqual([
    "kpi_id VARCHAR",
    ...["fiscal_year INTEGER", "quarter INTEGER", "period_start DATE", "period_end DATE"],
    ...["scope_id VARCHAR", "bureau_code VARCHAR"],
    ...["value DOUBLE", "numerator DOUBLE", "denominator DOUBLE"],
  ]);
  expect(await warehouse.rows(`select kpi_id, scope_id, value from (${text}) order by 1`)).toEqual(
    ["found", "lost_property"]
      .filter((name) => chosen.some(({id}) => id === name))
      .map((name) => ({kpi_id: name, scope_id: "programme", value: 7})),
  );
  warehouse.close();
});

const LOST = [indicator("lost_property")];
const CHECK = "sql/checks/lost.sql";
const SAID = `-- warning: 落とし物が多すぎます
-- remedy: 数え直す
-- needs: activity
select kpi_id
from metrics.figures
where value > 1000
`;

test("what only a check of the city's own reads is built", async () => {
  const reads = SAID.replace("metrics.figures", "intermediate.int_measure_arrivals");
  const without = await modelsOf(LOST, {[OWN]: VALUES});
  expect(named(without, "intermediate.int_measure_arrivals")).toEqual([]);
  const models = await modelsOf(LOST, {[OWN]: VALUES, [CHECK]: reads});
  expect(named(models, "intermediate.int_measure_arrivals")).toEqual(["intermediate.int_measure_arrivals"]);
});

test.each<[string, Indicator[], Record<string, string>, RegExp]>([
  [
    "an indicator without a model",
    [indicator("paper_sheets"), indicator("paper", {model: "kpi_paper_sheet"})],
    {},
    /^city\/kpis\.yaml の6行目: .*「paper」の計算式 kpi_paper_sheet がありません。近いもの: kpi_paper_sheets、.*city\/sql\/metrics\/kpi_paper_sheet\.sql/,
  ],
  [
    "a model without an indicator",
    [],
    {[OWN]: VALUES},
    /^city\/sql\/metrics\/kpi_lost_property\.sql の1行目: .*model: kpi_lost_property の指標を書くか/,
  ],
  [
    "a model that yields other columns",
    LOST,
    {[OWN]: VALUES.replace("null as denominator", "null as denominators")},
    /の1行目: .*足りない列: denominator。余る列: denominators。/,
  ],
  ["a model that yields whatever there is", LOST, {[OWN]: "select * from metrics.figures"}, /余る列: \*。/],
  [
    "a running total without its beginning",
    [indicator("bpr_procedures")],
    {},
    /^city\/kpis\.yaml の3行目: .*cumulative_since に書いてください/,
  ],
  [
    "two indicators that would be one",
    [indicator("paper_sheets"), indicator("paper", {model: "kpi_paper_sheets"})],
    {},
    /^city\/kpis\.yaml の6行目: 指標「paper」は、「paper_sheets」と計算式（kpi_paper_sheets）も対象範囲/,
  ],
  [
    "two running totals with two beginnings",
    [
      indicator("bpr_procedures", {cumulative_since: 2018}),
      indicator("others", {model: "kpi_bpr_procedures", scope: "other", cumulative_since: 2019}),
    ],
    {},
    /指標「others」は、同じ計算式（kpi_bpr_procedures）のほかの指標と累計の起点/,
  ],
  [
    "a name of the program's",
    [indicator("paper_sheets")],
    {"sql/metrics/kpi_paper_sheets.sql": VALUES},
    /^city\/sql\/metrics\/kpi_paper_sheets\.sql の1行目: プログラムの sql\/metrics\/kpi_paper_sheets\.sql と同じ名前/,
  ],
  [
    "a name of the program's in capitals",
    LOST,
    {[OWN]: VALUES, "sql/marts/FCT_KPI_VALUES.sql": MART},
    /^city\/sql\/marts\/FCT_KPI_VALUES\.sql の1行目: プログラムの sql\/marts\/fct_kpi_values\.sql と同じ名前/,
  ],
  [
    "the same name twice",
    LOST,
    {[OWN]: VALUES, "sql/marts/Ours.sql": MART, "sql/marts/ours.sql": MART},
    /^city\/sql\/marts\/ours\.sql の1行目: city\/sql\/marts\/Ours\.sql と同じ名前/,
  ],
  // A file's name stands in the statement that makes its relation.
  ...["x as select 1; create or replace table marts.y", "our.s", "our s", "", "1st"].map(
    (name): [string, Indicator[], Record<string, string>, RegExp] => [
      `a name that is no word: ${name}`,
      LOST,
      {[OWN]: VALUES, [`sql/marts/${name}.sql`]: MART},
      /\.sql の1行目: 「.*」という名前は、計算式には使えません/,
    ],
  ),
  ...["(select content from read_text('/etc/passwd'))", "one, count(*)", ""].map(
    (grain): [string, Indicator[], Record<string, string>, RegExp] => [
      `a mart whose rows are told apart by no columns: ${grain}`,
      LOST,
      {[OWN]: VALUES, "sql/marts/ours.sql": MART.replace("grain: one row", `grain: ${grain}`)},
      /^city\/sql\/marts\/ours\.sql の1行目: どの列で1行が決まるかの行がありません。/,
    ],
  ),
  [
    "no SELECT",
    LOST,
    {[OWN]: "-- 一つ。\n-- Two.\nselect one\nfrm here now\n"},
    /kpi_lost_property\.sql の4行目: SELECT文として読めません/,
  ],
  [
    "two SELECTs",
    LOST,
    {[OWN]: `${VALUES};\nselect 1 as one`},
    /の1行目: SELECT文として読めません。1つのファイルには/,
  ],
  [
    "a file of the machine",
    LOST,
    {[OWN]: VALUES.replace("intermediate.int_activity_to_date", "read_csv('/etc/passwd')")},
    /の13行目: 「read_csv」は使えません/,
  ],
  [
    "a file of the machine as if it were a table",
    LOST,
    {[OWN]: VALUES.replace("intermediate.int_activity_to_date", "'/etc/passwd'")},
    /の13行目: 「\/etc\/passwd」という表はありません/,
  ],
  ...[
    // Outside the SELECT that WITH stands in, the name means the file again.
    `exists (with "/etc/passwd" as (select 1) from "/etc/passwd")`,
    "exists (with pragma_database_list as (select 1) from pragma_database_list)",
  ].map((named): [string, Indicator[], Record<string, string>, RegExp] => [
    `what only its WITH is called: ${named}`,
    LOST,
    {[OWN]: VALUES.replace("where ", `where ${named} and `)},
    /の1行目: 「(\/etc\/passwd|pragma_database_list)」という名前は、WITHでは使えません/,
  ]),
  [
    "the ledger itself",
    LOST,
    {[OWN]: VALUES.replace("intermediate.int_activity_to_date", "ledger.raw.overtime")},
    /の13行目: 「ledger\.raw\.overtime」という表はありません/,
  ],
  [
    "rows as they came",
    LOST,
    {[OWN]: VALUES.replace("intermediate.int_activity_to_date", "raw.activity")},
    /の13行目: metrics の計算式からは「raw\.activity」を読めません/,
  ],
  [
    "a later layer",
    LOST,
    {[OWN]: VALUES, "sql/intermediate/int_lost.sql": "select count(*) as value from metrics.figures"},
    /^city\/sql\/intermediate\/int_lost\.sql の1行目: intermediate の計算式からは「metrics\.figures」を読めません/,
  ],
  [
    "single people's health",
    LOST,
    {[OWN]: VALUES, "sql/staging/stg_ill.sql": "select staff_key from raw.sick_leave"},
    /^city\/sql\/staging\/stg_ill\.sql の1行目: 「raw\.sick_leave」は健康や障害/,
  ],
  [
    "single people's health in capitals",
    LOST,
    {[OWN]: VALUES, "sql/staging/stg_ill.sql": "select staff_key from raw.SICK_Leave"},
    /^city\/sql\/staging\/stg_ill\.sql の1行目: 「raw\.SICK_Leave」は健康や障害/,
  ],
  [
    "a statement in the name of a table",
    LOST,
    {[OWN]: VALUES.replace("intermediate.int_activity_to_date", 'catalog."x; copy (select 1) to y"')},
    /の13行目: 「catalog\.x; copy \(select 1\) to y」という表はありません/,
  ],
  [
    "what the program's own may read, in the very words of the program's",
    LOST,
    {
      [OWN]: VALUES,
      "sql/intermediate/int_ill.sql": readFileSync(
        join(SQL_FOLDER, "intermediate/int_long_term_absence.sql"),
        "utf8",
      ),
    },
    /^city\/sql\/intermediate\/int_ill\.sql の\d+行目: .*は健康や障害/,
  ],
  [
    "a restricted model of its own",
    LOST,
    {[OWN]: VALUES, "sql/restricted/ill.sql": "select 1 as one"},
    /^city\/sql\/restricted\/ill\.sql の1行目: restricted のフォルダーには、市の計算式を置けません/,
  ],
  [
    "a check that does not say what is wrong",
    LOST,
    {[OWN]: VALUES, [CHECK]: SAID.replace("-- warning: 落とし物が多すぎます\n", "")},
    /^city\/sql\/checks\/lost\.sql の1行目: 何が起きたかの行がありません。.*「-- blocking: …」/,
  ],
  [
    "a check that does not say what to do",
    LOST,
    {[OWN]: VALUES, [CHECK]: SAID.replace("-- remedy: 数え直す\n", "")},
    /^city\/sql\/checks\/lost\.sql の1行目: どう直すかの行がありません/,
  ],
  [
    "a check with a line that there is not",
    LOST,
    {[OWN]: VALUES, [CHECK]: SAID.replace("needs:", "need:")},
    /^city\/sql\/checks\/lost\.sql の3行目: 「-- need:」という行はありません。近いもの: needs/,
  ],
  [
    "a check of files that there are not",
    LOST,
    {[OWN]: VALUES, [CHECK]: SAID.replace("activity", "activities")},
    /^city\/sql\/checks\/lost\.sql の3行目: 「-- needs: activities」というファイルの種類はありません。近いもの: activity/,
  ],
  [
    "a check that is no SELECT",
    LOST,
    {[OWN]: VALUES, [CHECK]: SAID.replace("select", "delete")},
    /^city\/sql\/checks\/lost\.sql の4行目: SELECT文として読めません/,
  ],
  [
    "a check of single people's health",
    LOST,
    {[OWN]: VALUES, [CHECK]: SAID.replace("metrics.figures", "restricted.disability_counted")},
    /^city\/sql\/checks\/lost\.sql の5行目: 「restricted\.disability_counted」は健康や障害/,
  ],
  [
    "a check of another check",
    LOST,
    {[OWN]: VALUES, [CHECK]: SAID.replace("metrics.figures", "checks.kpi_values_are_in_range")},
    /^city\/sql\/checks\/lost\.sql の5行目: 「checks\.kpi_values_are_in_range」という表はありません/,
  ],
  [
    "a check with a name of the program's",
    LOST,
    {[OWN]: VALUES, "sql/checks/kpi_values_are_in_range.sql": SAID},
    /^city\/sql\/checks\/kpi_values_are_in_range\.sql の1行目: プログラムの sql\/checks\/kpi_values_are_in_range\.sql と同じ名前/,
  ],
  [
    "what the machine is",
    LOST,
    {[OWN]: VALUES.replace("sum(amount) as value", "getenv('HOME') as value")},
    /の10行目: 関数「getenv」は使えません/,
  ],
])("%s is refused with its place and what to do", async (_, chosen, own, message) => {
  await expect(modelsOf(chosen, own)).rejects.toThrow(
    expect.objectContaining({name: "UserError", message: expect.stringMatching(message)}),
  );
});
