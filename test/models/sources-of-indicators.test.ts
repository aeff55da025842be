import {expect, test} from "vitest";
import {modelSources} from "../../pipelines/build/model-sources.ts";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

/** In the order in which they are built. */
const MODELS = [
  {name: "staging.stg_leave", dependsOn: ["raw.leave"]},
  {name: "staging.stg_staff", dependsOn: ["raw.staff"]},
  {name: "staging.stg_paper", dependsOn: ["raw.paper"]},
  // No indicator reads it.
  {name: "staging.stg_survey", dependsOn: ["raw.survey"]},
  {name: "intermediate.int_staff", dependsOn: ["staging.stg_staff"]},
  {name: "intermediate.int_leave", dependsOn: ["staging.stg_leave", "intermediate.int_staff"]},
  {name: "metrics.kpi_leave", dependsOn: ["intermediate.int_leave", "intermediate.int_staff"]},
  {name: "metrics.kpi_paper", dependsOn: ["staging.stg_paper", "staging.stg_leave"]},
  // None has come.
  {name: "metrics.kpi_sessions", dependsOn: ["raw.activity"]},
  // Measures read every source; an indicator rests on those that it names.
  {name: "metrics.measure_mean", dependsOn: ["raw.survey", "raw.leave"]},
];

const LINEAGE = {
  "catalog.kpis": {
    columns: "kpi_id varchar, model varchar",
    rows: [
      "'days_off', 'kpi_leave'",
      "'paper', 'kpi_paper'",
      "'sessions', 'kpi_sessions'",
      "'mean', 'measure_mean'",
    ],
  },
  "catalog.model_sources": {
    columns: "relation varchar, source varchar",
    rows: modelSources(MODELS).map(({relation, source}) => `'${relation}', '${source}'`),
  },
  "catalog.kpi_measure_sources": {columns: "kpi_id varchar, source varchar", rows: ["'mean', 'leave'"]},
  "catalog.sources": {
    columns: "source varchar, source_title varchar, is_correction boolean",
    rows: [
      "'leave', '年休', false",
      "'staff', '名簿', true",
      "'paper', '用紙', false",
      "'survey', '調査', false",
      "'activity', '活動', false",
    ],
  },
};

test("the files that an indicator rests on, found from model to model", async () => {
  const {rows, close} = await modelsOn(["intermediate.int_kpi_sources", "metrics.kpi_sources"], {
    ...LINEAGE,
    "raw.current_batches": {
      columns:
        "batch_id integer, source varchar, file_name varchar, received_at timestamp, accepted_count integer, last_period date",
      rows: [
        // The latest is that of the latest period; of two, the one that came last.
        "1, 'leave', 'z.csv', '2024-05-01 16:00:00', 100, '2024-01-01'",
        "2, 'leave', 'a.csv', '2024-05-02 14:59:00', 20, '2024-04-01'",
        "3, 'leave', 'b.csv', '2024-05-03 15:00:00', 3, '2024-04-01'",
        "4, 'leave', 'y.csv', '2024-05-04 16:00:00', 4000, '2023-10-01'",
        "5, 'staff', 's.csv', '2024-05-05 01:00:00', 50, '2024-04-01'",
        "6, 'paper', 'p.csv', '2024-05-06 01:00:00', 60, '2024-04-01'",
        "7, 'survey', 'q.csv', '2024-05-07 01:00:00', 70, '2024-04-01'",
      ],
    },
  });
  const kinds = lines(await rows("select kpi_id, source from intermediate.int_kpi_sources order by all"));
  const found = lines(
    await rows(
      `select kpi_id, source, source_title, file_count, row_count, latest_file_name,
         latest_received_on::varchar as latest_received_on, latest_row_count
       from metrics.kpi_sources order by 1, 2`,
    ),
  );
  close();
  expect(kinds).toEqual([
    "days_off leave",
    "days_off staff",
    "mean leave",
    "paper leave",
    "paper paper",
    "sessions activity",
  ]);
  // 15:00 in UTC on the third is midnight in Japan: the fourth.
  expect(found).toEqual([
    "days_off leave 年休 4 4123 b.csv 2024-05-04 3",
    "days_off staff 名簿 1 50 s.csv 2024-05-05 50",
    "mean leave 年休 4 4123 b.csv 2024-05-04 3",
    "paper leave 年休 4 4123 b.csv 2024-05-04 3",
    "paper paper 用紙 1 60 p.csv 2024-05-06 60",
  ]);
});

/** Kinds of files that have come, indicators that have a value, and columns that none has: "paper leave 付与日数". */
async function awaited(come: string[], withValue: string[], columns: string[] = []): Promise<string[]> {
  const {rows, close} = await modelsOn(["intermediate.int_kpi_sources", "metrics.awaited_sources"], {
    ...LINEAGE,
    "raw.current_periods": {columns: "source varchar", rows: come.map((source) => `'${source}'`)},
    "intermediate.int_awaited_columns": {
      columns: "kpi_id varchar, source varchar, heading varchar",
      rows: columns.map((line) => `'${line.replaceAll(" ", "', '")}'`),
    },
    "metrics.kpi_values": {columns: "kpi_id varchar", rows: [...withValue, "mean"].map((kpi) => `'${kpi}'`)},
  });
  const found = lines(await rows("from metrics.awaited_sources order by all"));
  close();
  return found;
}

// What only corrects another kind (here: 名簿) is awaited by nobody.
test("kinds of files that an indicator without a value waits for", async () => {
  expect(await awaited([], ["sessions"])).toEqual([
    "days_off leave 年休",
    "paper leave 年休",
    "paper paper 用紙",
  ]);
  expect(await awaited(["leave"], [])).toEqual(["paper paper 用紙", "sessions activity 活動"]);
  expect(await awaited(["paper"], ["paper", "sessions"])).toEqual(["days_off leave 年休"]);
  expect(await awaited(["leave", "paper", "activity"], [])).toEqual([]);
});

test("a file that came is awaited for the columns that it lacks, one that never came for itself", async () => {
  const columns = ["paper leave 付与日数", "paper leave 取得日数", "days_off leave 付与日数"];
  expect(await awaited(["leave", "paper"], ["days_off", "sessions"], columns)).toEqual([
    "paper leave 年休の「付与日数」「取得日数」の列",
  ]);
  expect(await awaited(["paper"], ["days_off", "sessions"], columns)).toEqual(["paper leave 年休"]);
});

// 指標実績: one file has the figures of many indicators, so that it may come without those of one.
test("figures that come ready are awaited by the measure that takes them, and by no model that reads the whole list", async () => {
  const {rows, close} = await modelsOn(["metrics.awaited_sources"], {
    "intermediate.int_kpi_sources": {
      columns: "kpi_id varchar, source varchar, source_title varchar, is_correction boolean",
      rows: [
        ...["measured", "modelled"].map((kpi) => `'${kpi}', 'indicator_figures', '指標実績', false`),
        "'measured', 'leave', '年休', false",
      ],
    },
    "catalog.kpi_measure_sources": {columns: "kpi_id varchar, source varchar", rows: ["'measured', 'leave'"]},
    "raw.current_periods": {columns: "source varchar", rows: ["'indicator_figures'", "'leave'", "'leave'"]},
    "intermediate.int_awaited_columns": {
      columns: "kpi_id varchar, source varchar, heading varchar",
      rows: [],
    },
    "metrics.kpi_values": {columns: "kpi_id varchar", rows: []},
  });
  const found = lines(await rows("from metrics.awaited_sources order by all"));
  close();
  expect(found).toEqual(["measured indicator_figures 指標実績"]);
});

test("how far a release's data reach", async () => {
  const {rows, close} = await modelsOn(["metrics.release_facts"], {
    "catalog.releases": {columns: "release_id varchar, created_on date", rows: ["'r', '2024-10-08'"]},
    // One file of the sample city is enough for all pages to say so.
    "raw.current_batches": {columns: "is_sample boolean", rows: ["false", "true"]},
    "raw.current_periods": {
      columns: "source varchar, period date",
      rows: ["'overtime', '2024-05-01'", "'overtime', '2024-07-01'", "'paper', '2024-09-01'"],
    },
    "intermediate.int_board_quarters": {
      columns: "period_end date",
      rows: ["'2024-03-31'", "'2024-06-30'"],
    },
  });
  const found = await rows(
    `select release_id, created_on::varchar as created_on, is_sample, latest_month::varchar as latest_month,
       latest_as_of_date::varchar as latest_as_of_date from metrics.release_facts`,
  );
  close();
  expect(lines(found)).toEqual(["r 2024-10-08 true 2024-07-01 2024-06-30"]);
});
