import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, afterEach, beforeAll, expect, test} from "vitest";
import {audit, rulesOf} from "../../pipelines/audit/audit-disclosure.ts";
import {countsHere, over480In} from "../../pipelines/audit/told-overtime.ts";
import {ofIndicators} from "../../pipelines/audit/told-sums.ts";
import {openWritable, type Warehouse} from "../../pipelines/engine/open.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

/** A city whose people over 480 hours are told of a bureau from five on. */
let city: string;
beforeAll(() => {
  city = join(mkdtempSync(join(tmpdir(), "kaikaku-told-")), "city");
  cpSync(SAMPLE_CITY, city, {recursive: true});
  const file = join(city, "privacy.csv");
  writeFileSync(file, readFileSync(file, "utf8").replace("overtime,0,", "overtime,5,"));
});
afterAll(() => rmSync(join(city, ".."), {recursive: true}));

let warehouse: Warehouse | undefined;
afterEach(() => warehouse?.close());

/** What an attack finds of the year 2023 where the indicator withholds A, B, C of a city with 12, and these marts say something of A. */
async function undone(marts: {
  city?: string;
  counts?: string;
  limits?: string;
  warned?: string;
}): Promise<string[]> {
  warehouse = await openWritable(":memory:");
  const keys = "fiscal_year integer, scope_id varchar, bureau_code varchar";
  await warehouse.run(`
    create schema marts;
    create table marts.dim_bureau_names as select 'A' as bureau_code, 'A' as today_code;
    create table marts.fct_kpi_values (kpi_id varchar, fiscal_year integer, period_kind varchar, period_end date, scope_id varchar, bureau_code varchar,
      value double, numerator double, denominator double, observation_status varchar);
    create table marts.fct_kpi_sums (kpi_id varchar, fiscal_year integer, period_start date, period_end date, scope_id varchar,
      group_code varchar, bureau_code varchar, value double, numerator double, denominator double, observation_status varchar);
    create table marts.dim_bureau_groups (group_code varchar, bureau_code varchar, valid_from date, valid_to date);
    create table marts.fct_overtime_counts (${keys}, threshold_hours integer, staff_count integer);
    create table marts.fct_overtime_limits (${keys}, month date, rule_id varchar, staff_count integer);
    create table marts.fct_overtime_early_warning (${keys}, as_of_month date, rule_id varchar, over_count integer);
    insert into marts.fct_kpi_values values
      ('overtime_over_480h', 2023, 'year', '2024-03-31', 'programme', null, ${marts.city ?? 12}, ${marts.city ?? 12}, null, 'final');
    insert into marts.fct_kpi_values
      select 'overtime_over_480h', 2023, 'year', '2024-03-31', 'programme', unnest(['A', 'B', 'C']), null, null, null, 'withheld';
    insert into marts.fct_overtime_counts values
      (2023, 'programme', 'A', 480, ${marts.counts ?? "null"}), (2023, 'programme', 'A', 1000, 1), (2023, 'programme', null, 480, 12);
    insert into marts.fct_overtime_limits values
      (2023, 'programme', 'A', null, 'report_480', ${marts.limits ?? "null"}), (2023, 'programme', 'A', '2023-06-01', 'report_480', 1),
      (2023, 'programme', 'A', null, 'analysis_year_480', 1);
    insert into marts.fct_overtime_early_warning values
      (2023, 'programme', 'A', '2024-03-01', 'report_480', ${marts.warned ?? "null"}), (2023, 'programme', 'A', '2024-03-01', 'other', 1),
      (2023, 'programme', 'A', '2024-02-01', 'report_480', null)`);
  const found = await audit({
    rules: rulesOf(city),
    releases: [ofIndicators(await countsHere(warehouse), over480In(city))],
    before: [],
  });
  return found.flatMap(({attack}) => attack.undone.map(({unit, low, high}) => `${unit} ${low}–${high}`));
}

test("a count that the indicator withholds is found wherever a mart of overtime tells it", async () => {
  expect(await undone({})).toEqual([]);
  warehouse?.close();
  // Nothing is told between two quarters, so that nothing can be expected of it.
  expect(await undone({city: "9"})).toEqual([]);
  warehouse?.close();
  for (const mart of ["counts", "limits", "warned"]) {
    expect(await undone({[mart]: "2"})).toEqual(["A 2–2"]);
    warehouse?.close();
  }
});
