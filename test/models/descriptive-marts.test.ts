import {afterAll, beforeAll, expect, test} from "vitest";
import {noteRepeatedRows} from "../../pipelines/build/repeated-rows.ts";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";
import {BUREAUS, buildTinyCity, HEADINGS, rosterLine, type TinyCity} from "./tiny-city.ts";

let city: TinyCity;
beforeAll(async () => {
  city = await buildTinyCity({
    "局区.csv": `${BUREAUS}\n1001,旧局,市長事務部局,1972-04-01,2020-03-31,1010,,9`,
    "名簿.csv": [HEADINGS.staff, rosterLine({day: "2023-04-01", person: "000001"})].join("\n"),
    "時間外.csv": [
      HEADINGS.overtime,
      ...["2023-04", "2023-05", "2023-06"].map((month) => `000001,${month},平日時間外,通常,1:00`),
    ].join("\n"),
  });
});
afterAll(() => city?.close());

test("no mart of a city has a row twice", async () => {
  await noteRepeatedRows(city.warehouse, city.models);
  expect(await city.rows("from catalog.repeated_mart_rows")).toEqual([]);
});

test("running totals are those with a start year, and an indicator has its first task sheet", async () => {
  const rows = await city.rows(
    "select kpi_id, cumulative_since, task_no from marts.dim_kpis where is_cumulative order by display_order",
  );
  // city/kpis.yaml
  expect(lines(rows)).toEqual([
    "rpa_process_kinds 2019 2-(1)-2",
    "shared_services_disability_staff 2019 2-(1)-2",
    "consolidation_saving 2019 2-(1)-2",
    "bpr_procedures 2018 2-(2)-1",
    "bpr_time_reduction 2018 2-(2)-1",
    "coaching_sessions 2018 2-(2)-2",
  ]);
  const listedTwice = await city.rows(
    "select kpi_id, task_no from marts.dim_kpis where kpi_id in ('overtime_over_480h', 'job_satisfaction') order by 1",
  );
  expect(lines(listedTwice)).toEqual(["job_satisfaction 4-(4)-1", "overtime_over_480h 2-(1)-1"]);
});

test("a measure that is repeated takes the words of its source, of its own year", async () => {
  const measure = (year: number, id: string, part: number, title: string, repeats: string) =>
    `'main', ${year}, '${id}', ${part}, 1, '方向', 1, '節', 1, ${title}, ${repeats}, '計画', '結果'`;
  const {rows, close} = await modelsOn(["marts.dim_initiatives"], {
    "catalog.initiatives": {
      columns: `programme_id varchar, fiscal_year integer, initiative_id varchar, part_no integer, direction_no integer, direction_name varchar,
        section_no integer, section_name varchar, measure_no integer, title varchar, repeats_id varchar, plan varchar, result varchar`,
      rows: [
        measure(2021, "a", 0, "'もと'", "null"),
        measure(2021, "a", 1, "'内訳'", "null"),
        measure(2021, "b", 0, "null", "'a'"),
        measure(2021, "c", 0, "'自分の名'", "'a'"),
        measure(2020, "a", 0, "'前の年'", "null"),
        measure(2020, "b", 0, "null", "'a'"),
        // What another programme calls by the same id.
        measure(2021, "a", 0, "'よその計画'", "null").replace("main", "other"),
      ],
    },
  });
  const found = await rows(
    "select fiscal_year, initiative_id, part_no, title from marts.dim_initiatives where programme_id = 'main' order by all",
  );
  close();
  expect(lines(found)).toEqual([
    ...["2020 a 0 前の年", "2020 b 0 前の年"],
    ...["2021 a 0 もと", "2021 a 1 内訳", "2021 b 0 もと", "2021 c 0 自分の名"],
  ]);
});

test("a packet prints the published counts of the series that it names", async () => {
  const figure = (series: string, year: number, value: number) =>
    `'${series}', '名', ${year}, ${value}, 0, '人', '年次報告', '1頁', 'final', ''`;
  const {rows, close} = await modelsOn(["marts.fct_packet_references"], {
    "catalog.packet_references": {
      columns:
        "programme_id varchar, fiscal_year integer, place varchar, display_order integer, series varchar",
      rows: ["'main', 2021, '章', 1, 'a'"],
    },
    "catalog.published_figures": {
      columns: `series varchar, series_name varchar, fiscal_year integer, value double, decimals integer, unit varchar,
        document varchar, location varchar, status varchar, note varchar`,
      rows: [figure("a", 2020, 1), figure("a", 2021, 2), figure("b", 2021, 3)],
    },
  });
  const found = await rows(
    "select series, published_fiscal_year, value from marts.fct_packet_references order by all",
  );
  close();
  expect(lines(found)).toEqual(["a 2020 1", "a 2021 2"]);
});

test("a related task has the name of its direction, or else that of its sheet", async () => {
  const {rows, close} = await modelsOn(["marts.dim_related_tasks"], {
    "catalog.related_tasks": {
      columns:
        "programme_id varchar, display_order integer, group_name varchar, task_no varchar, task_name varchar",
      rows: ["'main', 1, '働き方', '2-(1)-1', null", "'main', 2, '働き方', '9-1', 'ほかの課題'"],
    },
    "catalog.tasks": {
      columns: "programme_id varchar, task_no varchar, task_name varchar",
      // Another programme has a task of the same number.
      rows: [
        "'main', '2-(1)-1', '長時間勤務の是正'",
        "'main', '2-(1)-2', '総務事務'",
        "'other', '2-(1)-1', '登用'",
      ],
    },
  });
  const found = await rows("select task_no, task_name from marts.dim_related_tasks order by 1");
  close();
  expect(lines(found)).toEqual(["2-(1)-1 長時間勤務の是正", "9-1 ほかの課題"]);
});
