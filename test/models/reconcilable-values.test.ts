import {expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";

const MODEL = "metrics.reconcilable_values";

function computed() {
  return modelsOn([MODEL], {
    "metrics.city_values": {
      columns: "kpi_id varchar, fiscal_year integer, period_kind varchar, value double",
      rows: ["'paper_sheets', 2020, 'year', 5", "'paper_sheets', 2020, 'quarter', 3"],
    },
    "metrics.overtime_means": {
      columns: "fiscal_year integer, cause_set varchar, mean_hours double",
      rows: [
        ...["2020, 'all', 100", "2020, 'without_disaster_election', 90"],
        ...["2021, 'all', 110", "2021, 'without_disaster_election', 96"],
      ],
    },
    "metrics.overtime_told": {
      columns:
        "relation varchar, fiscal_year integer, organisation varchar, scope_id varchar, rule_id varchar, threshold_hours integer, bureau_code varchar, staff_count double",
      rows: [
        "'counts_by_organisation', 2020, 'as_reported', 'all_authorities', 'report_480', 480, '1010', 3",
        "'counts_by_organisation', 2020, 'as_reported', 'all_authorities', 'report_480', 480, '1020', 1",
        "'counts_by_organisation', 2020, 'as_reported', 'all_authorities', 'report_480', 480, '2040', 2",
        "'counts_by_organisation', 2020, 'as_reported', 'all_authorities', 'report_1000', 1000, '1010', 1",
        // Of a bureau that had its name then, today's organisation is not what was published; nor another population or threshold.
        "'counts_by_organisation', 2020, 'today', 'all_authorities', 'report_480', 480, '1010', 50",
        "'counts_by_organisation', 2020, 'as_reported', 'programme', 'report_480', 480, '1010', 60",
        // A name of today that no bureau had then: a later report gives the year under it.
        "'counts_by_organisation', 2020, 'today', 'all_authorities', 'report_480', 480, '1021', 4",
        "'counts_by_organisation', 2020, 'as_reported', 'all_authorities', 'report_720', 720, '1010', 70",
        // A bureau of today that had no name of its own in that year, or not over that threshold.
        "'counts_by_organisation', 2021, 'today', 'all_authorities', 'report_480', 480, '1010', 6",
        "'counts_by_organisation', 2020, 'today', 'all_authorities', 'report_1000', 1000, '2040', 8",
        // Of another relation; and of a year in which one bureau is withheld, and its number is the rest's.
        "'counts', 2020, null, 'all_authorities', 'report_480', 480, '1010', 900",
        "'counts', 2022, null, 'all_authorities', 'report_480', 480, '1021', 900",
        "'counts_by_organisation', 2022, 'today', 'all_authorities', 'report_480', 480, '1021', null",
        "'counts_by_organisation', 2022, 'as_reported', 'all_authorities', 'report_480', 480, '1010', 9",
        "'counts_by_organisation', 2022, 'as_reported', 'all_authorities', 'report_480', 480, '2040', null",
        "'counts_by_organisation', 2022, 'as_reported', 'all_authorities', 'report_480', 480, null, 2",
      ],
    },
    "staging.stg_bureaus": {
      columns: "bureau_code varchar, bureau_name varchar, appointing_authority_group varchar",
      rows: [
        "'1010', '総務', '市長事務部局'",
        "'1020', '財政', '市長事務部局'",
        "'2040', '教育', 'その他任命'",
        "'1021', '会計室', '市長事務部局'",
      ],
    },
    "staging.stg_shared_services": {
      columns:
        "task_name varchar, measure varchar, fiscal_year integer, amount integer, unit varchar, method varchar",
      rows: [
        "'旅費', 'saved_hours', 2018, 100, 'hour', 'yearly_report'",
        "'旅費', 'saved_hours', 2019, 50, 'hour', 'yearly_report'",
        "'給与', 'saved_hours', 2019, 7, 'hour', 'yearly_report'",
        "'旅費', 'saved_cost', 2018, 300000, 'thousand_yen', 'yearly_report'",
        "'旅費', 'saved_cost', 2019, 200000, 'thousand_yen', 'yearly_report'",
        "'旅費', 'running_cost', 2019, 100000, 'thousand_yen', 'yearly_report'",
        "'給与', 'running_cost', 2019, 200000, 'thousand_yen', 'yearly_report'",
        "'旅費', 'saved_hours', 2021, 9, 'hour', 'yearly_report'",
        "'旅費', 'running_cost', 2020, 800000, 'thousand_yen', 'yearly_report'",
        "'旅費', 'saved_cost', 2019, 900000, 'thousand_yen', 'programme'",
      ],
    },
    "catalog.published_figures": {
      columns: "series varchar, first_fiscal_year integer, fiscal_year integer",
      rows: [
        "'shared_services_saved_hours', 2018, 2019",
        "'shared_services_saved_cost', 2018, 2019",
        "'shared_services_saved_hours', 2019, 2019",
        "'shared_services_saved_hours', 2021, 2021",
        "'paper_sheets', 2010, 2030",
      ],
    },
    "metrics.overtime_pay": {
      columns:
        "fiscal_year integer, account_group varchar, paid_million_yen double, change_million_yen double, cumulative_change_million_yen double",
      rows: ["2020, 'ordinary', 10, 1, 2", "2020, 'total', 30, 3, 4"],
    },
    "metrics.punctual_leave_days": {
      columns: "held_on date, fiscal_year integer, left_rate double",
      rows: ["'2020-11-04', 2020, 87"],
    },
    "staging.stg_activity": {
      columns: "item varchar, subject varchar, fiscal_year integer, amount integer",
      rows: [
        ...["'training_attendance', '研修', 2020, 30", "'training_attendance', '研修', 2020, 12"],
        "'coaching', '研修', 2020, 900",
      ],
    },
    "staging.stg_telework_devices": {
      columns: "deployed_on date",
      rows: ["'2020-05-01'", "'2021-03-31'", "'2021-04-01'"],
    },
    "intermediate.int_long_term_absence": {
      columns: "fiscal_year integer, cause varchar, person_count integer",
      rows: ["2020, 'other', 20", "2020, 'mental', 30", "2021, 'mental', 0", "2021, 'other', 0"],
    },
  });
}

/** Series, item, first and last year, value. By hand; amounts of money in 億円, as they are published. */
const EXPECTED: Record<string, string[]> = {
  indicators: ["paper_sheets  2020 2020 5"],
  "means of overtime": [
    "mean_hours_increase  2020 2020 －",
    "mean_hours_increase  2021 2021 10",
    "mean_hours_increase_percent  2020 2020 －",
    "mean_hours_increase_percent  2021 2021 10",
    "mean_hours_without_disaster_election  2020 2020 90",
    "mean_hours_without_disaster_election  2021 2021 96",
    "mean_hours_without_disaster_election_increase  2020 2020 －",
    "mean_hours_without_disaster_election_increase  2021 2021 6",
    "mean_hours_without_disaster_election_increase_percent  2020 2020 －",
    "mean_hours_without_disaster_election_increase_percent  2021 2021 6.666667",
  ],
  "people over 480 and 1000 hours": [
    "overtime_over_1000h_by_bureau 教育 2020 2020 8",
    "overtime_over_1000h_by_bureau 総務 2020 2020 1",
    "overtime_over_1000h_by_group 全任命権者 2020 2020 1",
    "overtime_over_1000h_by_group 市長事務部局 2020 2020 1",
    "overtime_over_480h_by_bureau 会計室 2020 2020 4",
    "overtime_over_480h_by_bureau 教育 2020 2020 2",
    "overtime_over_480h_by_bureau 総務 2020 2020 3",
    "overtime_over_480h_by_bureau 財政 2020 2020 1",
    "overtime_over_480h_by_bureau 総務 2021 2021 6",
    "overtime_over_480h_by_bureau 総務 2022 2022 9",
    "overtime_over_480h_by_group その他任命 2020 2020 2",
    "overtime_over_480h_by_group 全任命権者 2020 2020 6",
    "overtime_over_480h_by_group 全任命権者 2022 2022 11",
    "overtime_over_480h_by_group 市長事務部局 2020 2020 4",
    "overtime_over_480h_by_group 市長事務部局 2022 2022 9",
  ],
  "overtime pay": [
    "overtime_pay_change_from_base_year 合計 2020 2020 3",
    "overtime_pay_change_from_base_year 普通会計 2020 2020 1",
    "overtime_pay_cumulative_change 合計 2020 2020 4",
    "overtime_pay_cumulative_change 普通会計 2020 2020 2",
    "overtime_pay_paid 合計 2020 2020 30",
    "overtime_pay_paid 普通会計 2020 2020 10",
  ],
  "days, trainings, devices, absence": [
    "mental_longterm_leave_staff  2020 2020 30",
    "mental_longterm_leave_staff  2021 2021 0",
    "mental_share_of_longterm_leave  2020 2020 60",
    "mental_share_of_longterm_leave  2021 2021 －",
    "punctual_leave_rate 2020-11-04 2020 2020 87",
    "telework_pc_devices  2020 2020 2",
    "telework_pc_devices  2021 2021 1",
    "training_attendance 研修 2020 2020 42",
    "training_sessions 研修 2020 2020 2",
  ],
  "shared services, over the spans that were published": [
    "shared_services_net_effect 計 2018 2019 2",
    "shared_services_net_effect 計 2019 2019 -1",
    "shared_services_running_cost 旅費 2018 2019 1",
    "shared_services_running_cost 旅費 2019 2019 1",
    "shared_services_running_cost 給与 2018 2019 2",
    "shared_services_running_cost 給与 2019 2019 2",
    "shared_services_running_cost 計 2018 2019 3",
    "shared_services_running_cost 計 2019 2019 3",
    "shared_services_saved_cost 旅費 2018 2019 5",
    "shared_services_saved_cost 旅費 2019 2019 2",
    "shared_services_saved_cost 計 2018 2019 5",
    "shared_services_saved_cost 計 2019 2019 2",
    "shared_services_saved_hours 旅費 2018 2019 150",
    "shared_services_saved_hours 旅費 2019 2019 50",
    "shared_services_saved_hours 旅費 2021 2021 9",
    "shared_services_saved_hours 計 2021 2021 9",
    "shared_services_saved_hours 給与 2018 2019 7",
    "shared_services_saved_hours 給与 2019 2019 7",
    "shared_services_saved_hours 計 2018 2019 157",
    "shared_services_saved_hours 計 2019 2019 57",
  ],
};

test("what this release says under the names of the published series", async () => {
  const {rows, close} = await computed();
  const found = lines(
    await rows(
      `select series, item, first_fiscal_year, fiscal_year, round(value, 6) as value from ${MODEL}
       order by series, item, first_fiscal_year, fiscal_year`,
    ),
  );
  close();
  expect(found).toEqual(Object.values(EXPECTED).flat().sort());
});
