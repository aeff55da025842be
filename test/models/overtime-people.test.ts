import {afterAll, beforeAll, expect, test} from "vitest";
import {lines} from "./lines.ts";
import {modelsOn} from "./models-on.ts";
import {NO_TREE} from "./no-tree.ts";
import {POPULATION_MODELS, populationTables} from "./populations-of.ts";

interface OnRoster {
  day: string;
  key: string;
  bureau: string;
  occupation?: string;
  employment?: string;
  isManager?: boolean;
  hired?: string;
  left?: string;
}

const ROSTERS: OnRoster[] = [
  ...["2023-04-01", "2023-10-01", "2024-04-01"].map((day) => ({day, key: "stays", bureau: "1010"})),
  {day: "2023-04-01", key: "moves", bureau: "1010"},
  {day: "2023-10-01", key: "moves", bureau: "1020"},
  {day: "2024-04-01", key: "moves", bureau: "1030"},
  {day: "2023-10-01", key: "hired in June", bureau: "1020", hired: "2023-06-01"},
  {day: "2024-04-01", key: "hired in June", bureau: "1030", hired: "2023-06-01"},
  {day: "2024-04-01", key: "on the last roster only", bureau: "1030", hired: "2023-09-01"},
  // Left in September and came back in November: on the roster of October with the day of leaving.
  {day: "2023-10-01", key: "left and came back", bureau: "1020", left: "2023-09-15"},
  {day: "2024-04-01", key: "left and came back", bureau: "1030", hired: "2023-11-01"},
  // Left in May and came back in August: the roster of October has either hiring.
  {day: "2023-10-01", key: "back since August", bureau: "1010", left: "2023-05-31"},
  {day: "2023-10-01", key: "back since August", bureau: "1020", hired: "2023-08-01"},
  // Came in April, left in May, and came back as a manager: the roster of October has either hiring.
  {day: "2023-10-01", key: "came twice", bureau: "1010", hired: "2023-04-17", left: "2023-05-31"},
  {day: "2023-10-01", key: "came twice", bureau: "1020", hired: "2023-06-02", isManager: true},
  // Left in May and came back on its last day.
  {
    day: "2023-10-01",
    key: "back on the last of May",
    bureau: "1010",
    hired: "2023-04-02",
    left: "2023-05-10",
  },
  {day: "2023-10-01", key: "back on the last of May", bureau: "1020", hired: "2023-05-31"},
  // Hours are noted before either hiring: the first is nearest.
  {day: "2023-10-01", key: "noted too early", bureau: "1010", hired: "2023-06-01", left: "2023-07-31"},
  {day: "2023-10-01", key: "noted too early", bureau: "1020", hired: "2023-09-01"},
  {day: "2023-04-01", key: "manager in autumn", bureau: "1010"},
  {day: "2023-10-01", key: "manager in autumn", bureau: "1020", isManager: true},
  {day: "2024-04-01", key: "manager in autumn", bureau: "1030", isManager: true},
  {day: "2023-04-01", key: "teacher", bureau: "1010", occupation: "教員"},
  {day: "2023-04-01", key: "appointee", bureau: "1010", employment: "fiscal_year_appointee"},
  {day: "2023-04-01", key: "driver", bureau: "1020", occupation: "運転手"},
  {day: "2023-04-01", key: "driver elsewhere", bureau: "1010", occupation: "運転手"},
  {day: "2023-04-01", key: "of the assembly", bureau: "2010"},
  {day: "2023-04-01", key: "left in March", bureau: "1010", left: "2023-03-31"},
  {day: "2023-04-01", key: "of an unknown bureau", bureau: "9999"},
];

function rosterRow({
  day,
  key,
  bureau,
  occupation = "事務",
  employment = "regular",
  ...line
}: OnRoster): string {
  const {isManager = false, hired = "2010-04-01", left} = line;
  return `'${day}', '${key}', '${bureau}', '市長', 'staff', '${occupation}', 'female', '${employment}', 2325, '${isManager ? "manager" : "non_manager"}', '${hired}', ${left ? `'${left}'` : "null"}`;
}

type Worked = [key: string, month: string, minutes: number, kind?: string, cause?: string];

const WORKED: Worked[] = [
  ["stays", "2022-12", 60],
  ["stays", "2023-04", 60],
  ["moves", "2023-04", 100],
  ["moves", "2023-10", 200],
  ["moves", "2024-03", 400],
  ["moves", "2024-04", 800],
  ["hired in June", "2023-07", 60],
  ["on the last roster only", "2023-09", 60],
  ["left and came back", "2023-10", 60],
  ["left and came back", "2023-12", 60],
  ["back since August", "2023-10", 60],
  ["came twice", "2023-05", 7],
  ["came twice", "2023-07", 7],
  ["back on the last of May", "2023-05", 3],
  ["noted too early", "2023-05", 4],
  ["manager in autumn", "2023-05", 100],
  ["manager in autumn", "2023-10", 200],
  ["teacher", "2023-04", 60],
  ["appointee", "2023-04", 60],
  ["driver", "2023-04", 60],
  ["driver elsewhere", "2023-04", 60],
  ["of the assembly", "2023-04", 100, "weekday", "disaster"],
  ["of the assembly", "2023-04", 50, "weekday", "election"],
  ["of the assembly", "2023-04", 30, "public_holiday", "ordinary"],
  ["of the assembly", "2023-04", 20, "transfer_within_week", "ordinary"],
  ["of the assembly", "2023-05", 10, "transfer_within_week", "ordinary"],
  ["of an unknown bureau", "2023-04", 60],
  ["stays", "2023-04", 5, "standby"],
  ["on no roster", "2023-04", 60],
];

const MODELS = [
  "staging.stg_staff",
  "intermediate.int_bureau_successors",
  "intermediate.int_bureaus_today",
  ...POPULATION_MODELS,
  ...["eligible_staff", "rule_scopes", "rule_populations", "staff", "corrected"].map(
    (name) => `intermediate.int_overtime_${name}`,
  ),
  ...["person_months", "person_years", "to_date", "in_scope", "reported_bureaus"].map(
    (name) => `intermediate.int_overtime_${name}`,
  ),
  "intermediate.int_rosters",
  "intermediate.int_roster_months",
  "metrics.overtime_means",
  "metrics.overtime_monthly_means",
];

const OVERTIME =
  "staff_key varchar, month date, fiscal_year integer, hour_kind varchar, cause varchar, worked_minutes integer";

let city: Awaited<ReturnType<typeof modelsOn>>;
beforeAll(async () => {
  city = await modelsOn(MODELS, {
    ...NO_TREE,
    "raw.staff": {
      columns:
        "as_of_date date, staff_key varchar, bureau_code varchar, appointing_authority varchar, grade varchar, occupation varchar, sex varchar, employment_type varchar, weekly_minutes integer, manager_kind varchar, hired_on date, left_on date, service_state varchar, exam_category varchar",
      rows: ROSTERS.map((each) => `${rosterRow(each)}, null, null`),
    },
    "raw.current_periods": {columns: "source varchar, period date", rows: ["'overtime', '2024-04-01'"]},
    "staging.stg_bureaus": {
      columns:
        "bureau_code varchar, appointing_authority_group varchar, valid_from date, valid_to date, successor_code varchar",
      rows: [
        "'1010', '市長事務部局', '1972-04-01', null, null",
        "'1020', '市長事務部局', '1972-04-01', null, null",
        "'1030', '市長事務部局', '1972-04-01', null, null",
        "'2010', 'その他任命', '1972-04-01', null, null",
        // A former bureau of the mayor's office went to one of another authority.
        "'1000', '市長事務部局', '1972-04-01', '2019-03-31', '2010'",
        "'1001', '市長事務部局', '1972-04-01', '2019-03-31', '1010'",
      ],
    },
    "staging.stg_overtime": {
      columns: OVERTIME,
      rows: WORKED.map(
        ([key, month, minutes, kind = "weekday", cause = "ordinary"]) =>
          `'${key}', '${month}-01', fiscal_year_of(date '${month}-01'), '${kind}', '${cause}', ${minutes}`,
      ),
    },
    "staging.stg_overtime_corrections": {
      columns: `${OVERTIME.replace("worked_minutes", "corrected_minutes")}, correction_reason varchar`,
      rows: [
        "'stays', '2023-04-01', 2023, 'weekday', 'ordinary', -20, '二重'",
        "'stays', '2022-12-01', 2022, 'weekday', 'ordinary', 60, '漏れ'",
      ],
    },
    "intermediate.int_loaded_quarters": {
      columns: "source varchar, fiscal_year integer, quarter integer, period_start date, period_end date",
      rows: [
        // No roster tells who was in service on 1 April 2022: there is overtime, and no mean.
        "'overtime', 2022, 4, '2022-04-01', '2023-03-31'",
        "'overtime', 2023, 1, '2023-04-01', '2023-06-30'",
        "'overtime', 2023, 3, '2023-04-01', '2023-12-31'",
        "'overtime', 2023, 4, '2023-04-01', '2024-03-31'",
        "'leave', 2022, 4, '2022-04-01', '2023-03-31'",
      ],
    },
    "catalog.overtime_hour_bases": {
      columns: "basis_id varchar, hour_kind varchar",
      rows: [
        "'report', 'weekday'",
        "'holidays', 'weekday'",
        "'holidays', 'public_holiday'",
        "'standby', 'standby'",
      ],
    },
    "catalog.overtime_causes": {
      columns: "cause varchar, is_disaster_or_election boolean",
      rows: ["'ordinary', false", "'disaster', true", "'election', true"],
    },
    ...populationTables({
      // An indicator over the same people is measured on every roster, their overtime is not.
      measured: ["'kpi', 'all_authorities'"],
      scopes: ["'all_authorities', '', false, null, ''", "'mayors_office', '', true, '市長事務部局', ''"],
      exclusions: [
        "'all_authorities', null, '教員', null",
        "'all_authorities', null, null, 'fiscal_year_appointee'",
        "'mayors_office', '1020', '運転手', null",
      ],
    }),
    "catalog.overtime_rules": {
      columns:
        "rule_id varchar, rule_set varchar, window_kind varchar, basis_id varchar, threshold_hours integer, operator varchar, months_limit integer, is_reference boolean, warns_early boolean, valid_from date, valid_to date",
      rows: [
        "'report_480', 'report', 'year', 'report', 480, '>', null, false, true, '2016-04-01', null",
        "'report_holidays', 'report', 'year', 'holidays', 480, '>', null, false, false, '2016-04-01', null",
        "'of_no_scope', 'of_no_scope', 'month', 'standby', 100, '>=', null, false, false, '2019-04-01', null",
        "'agreement_standby', 'agreement', 'month', 'standby', 100, '>=', null, false, false, '2019-04-01', null",
        "'agreement_100', 'agreement', 'month', 'holidays', 100, '>=', null, false, false, '2019-04-01', null",
      ],
    },
    "catalog.overtime_rule_scopes": {
      columns: "rule_set varchar, scope_id varchar",
      rows: ["'report', 'all_authorities'", "'agreement', 'mayors_office'", "'agreement', 'nobody'"],
    },
  });
});
afterAll(() => city.close());

// 職員名簿 of every half year: the last until the month tells who was where, the first where there is none before.
test("the roster of a month", async () => {
  const found = await city.rows(
    `select strftime(month, '%Y-%m') as month, roster_date::varchar as day from intermediate.int_roster_months
     order by month`,
  );
  expect(lines(found)).toEqual([
    "2022-12 2023-04-01",
    "2023-04 2023-04-01",
    "2023-05 2023-04-01",
    "2023-07 2023-04-01",
    "2023-09 2023-04-01",
    "2023-10 2023-10-01",
    "2023-12 2023-10-01",
    "2024-03 2023-10-01",
    "2024-04 2024-04-01",
  ]);
});

test("a roster stands once, however many are on it", async () => {
  const found = await city.rows("select as_of_date::varchar as day from intermediate.int_rosters order by 1");
  expect(lines(found)).toEqual(["2023-04-01", "2023-10-01", "2024-04-01"]);
});

// Who is not in service on that roster is looked up in the next one that has the person; of two hirings the last counts.
test("who the people with overtime were in the month", async () => {
  const found = await city.rows(
    `select staff_key, strftime(month, '%Y-%m') as month, staff.bureau_code, occupation, employment_type, staff.is_manager
     from intermediate.int_overtime_staff as staff
     left join intermediate.int_staff_profiles as profiles on profiles.profile_id = staff.profile_id
     order by all`,
  );
  expect(lines(found)).toEqual([
    "appointee 2023-04 1010 事務 fiscal_year_appointee false",
    "back on the last of May 2023-05 1020 事務 regular false",
    "back since August 2023-10 1020 事務 regular false",
    "came twice 2023-05 1010 事務 regular false",
    "came twice 2023-07 1020 事務 regular true",
    "driver 2023-04 1020 運転手 regular false",
    "driver elsewhere 2023-04 1010 運転手 regular false",
    "hired in June 2023-07 1020 事務 regular false",
    "left and came back 2023-10 1030 事務 regular false",
    "left and came back 2023-12 1030 事務 regular false",
    "manager in autumn 2023-05 1010 事務 regular false",
    "manager in autumn 2023-10 1020 事務 regular true",
    "moves 2023-04 1010 事務 regular false",
    "moves 2023-10 1020 事務 regular false",
    "moves 2024-03 1020 事務 regular false",
    "moves 2024-04 1030 事務 regular false",
    "noted too early 2023-05 1010 事務 regular false",
    "of the assembly 2023-04 2010 事務 regular false",
    "of the assembly 2023-05 2010 事務 regular false",
    "on the last roster only 2023-09 1030 事務 regular false",
    "stays 2022-12 1010 事務 regular false",
    "stays 2023-04 1010 事務 regular false",
    "teacher 2023-04 1010 教員 regular false",
  ]);
});

// data/catalog/overtime-scopes.csv and overtime-scope-exclusions.csv: an exclusion is of its scope, and of one bureau where it names one.
test("which kinds of staff belong to a scope", async () => {
  const found = await city.rows(
    `select distinct population_id, scopes.bureau_code, occupation, employment_type
     from intermediate.int_population_profiles as scopes
     inner join intermediate.int_staff_profiles as profiles on profiles.profile_id = scopes.profile_id
     order by all`,
  );
  expect(lines(found)).toEqual([
    "all_authorities 1010 事務 regular",
    "all_authorities 1010 運転手 regular",
    "all_authorities 1020 事務 regular",
    "all_authorities 1020 運転手 regular",
    "all_authorities 1030 事務 regular",
    "all_authorities 2010 事務 regular",
    "mayors_office 1010 事務 fiscal_year_appointee",
    "mayors_office 1010 事務 regular",
    "mayors_office 1010 教員 regular",
    "mayors_office 1010 運転手 regular",
    "mayors_office 1020 事務 regular",
    "mayors_office 1030 事務 regular",
  ]);
});

test("a limit is counted over the scopes that its set has and that there are", async () => {
  const found = await city.rows(
    "select rule_id, scope_id from intermediate.int_overtime_rule_scopes order by all",
  );
  expect(lines(found)).toEqual([
    "agreement_100 mayors_office",
    "agreement_standby mayors_office",
    "report_480 all_authorities",
    "report_holidays all_authorities",
  ]);
});

// 年次報告: over the people in service on 1 April. 1 October is no such day, who left in March is not in service.
test("the people whose overtime is averaged", async () => {
  const found = await city.rows("from intermediate.int_overtime_eligible_staff order by all");
  expect(lines(found)).toEqual([
    "2023 all_authorities 6",
    "2023 mayors_office 6",
    "2024 all_authorities 5",
    "2024 mayors_office 6",
  ]);
});

// data/catalog/overtime-hour-bases.csv and overtime-causes.csv: kinds of hours that no basis names count nowhere.
test("minutes of a month by way of counting, disaster and election work by itself", async () => {
  const found = await city.rows(
    `select staff_key, strftime(month, '%Y-%m') as month, basis_id, counted_minutes, disaster_election_minutes
     from intermediate.int_overtime_person_months where staff_key in ('of the assembly', 'stays', 'on no roster')
     order by all`,
  );
  expect(lines(found)).toEqual([
    "of the assembly 2023-04 holidays 180 150",
    "of the assembly 2023-04 report 150 150",
    "stays 2022-12 holidays 120 0",
    "stays 2022-12 report 120 0",
    "stays 2023-04 holidays 40 0",
    "stays 2023-04 report 40 0",
    "stays 2023-04 standby 5 0",
  ]);
  const [none] = await city.rows(
    "select count(*)::integer as rows from intermediate.int_overtime_person_months where basis_id is null",
  );
  expect(none?.rows).toBe(0);
});

const NAMED =
  "inner join intermediate.int_staff_profiles as profiles on profiles.profile_id = sums.profile_id";

// 年次報告: from April to a quarter's end, where the person was in the last month with overtime; months as a manager are left out.
test("overtime from April on, by quarter", async () => {
  const found = await city.rows(
    `select staff_key, fiscal_year, quarter, profiles.bureau_code, counted_minutes
     from intermediate.int_overtime_to_date as sums ${NAMED}
     where staff_key in ('moves', 'manager in autumn', 'stays') and basis_id = 'report' order by all`,
  );
  expect(lines(found)).toEqual([
    "manager in autumn 2023 1 1010 100",
    "manager in autumn 2023 3 1010 100",
    "manager in autumn 2023 4 1010 100",
    "moves 2023 1 1010 100",
    "moves 2023 3 1020 300",
    "moves 2023 4 1020 700",
    "stays 2022 4 1010 120",
    "stays 2023 1 1010 40",
    "stays 2023 3 1010 40",
    "stays 2023 4 1010 40",
  ]);
  const others = await city.rows(
    `select distinct basis_id, fiscal_year from intermediate.int_overtime_to_date order by all`,
  );
  expect(lines(others)).toEqual(["holidays 2022", "holidays 2023", "report 2022", "report 2023"]);
  const scopes = await city.rows(
    `select distinct scope_id, basis_id from intermediate.int_overtime_in_scope order by all`,
  );
  expect(lines(scopes)).toEqual(["all_authorities holidays", "all_authorities report"]);
});

test("overtime of a year, with and without months as a manager", async () => {
  const found = await city.rows(
    `select staff_key, basis_id, includes_managers, fiscal_year, profiles.bureau_code, counted_minutes
     from intermediate.int_overtime_person_years as sums ${NAMED}
     where staff_key in ('moves', 'manager in autumn') order by all`,
  );
  expect(lines(found)).toEqual([
    "manager in autumn holidays false 2023 1010 100",
    "manager in autumn holidays true 2023 1020 300",
    "manager in autumn report false 2023 1010 100",
    "moves holidays false 2023 1020 700",
    "moves holidays false 2024 1030 800",
    "moves holidays true 2023 1020 700",
    "moves holidays true 2024 1030 800",
    "moves report false 2023 1020 700",
    "moves report false 2024 1030 800",
  ]);
});

// 局区の別: the bureau of the roster then, that of the last month with overtime as a non-manager.
test("the bureau that reports a year's overtime", async () => {
  const found = await city.rows(
    `select staff_key, fiscal_year, bureau_code from intermediate.int_overtime_reported_bureaus
     where basis_id = 'report' and staff_key in ('moves', 'manager in autumn', 'of the assembly') order by all`,
  );
  expect(lines(found)).toEqual([
    "manager in autumn 2023 1010",
    "moves 2023 1020",
    "moves 2024 1030",
    "of the assembly 2023 2010",
  ]);
});

// 年次報告: total of the scope over the people in service on 1 April; disaster and election work is told apart.
test("the mean of a year and of its months", async () => {
  const years = await city.rows(
    `select fiscal_year, cause_set, staff_count, total_minutes, round(mean_hours, 6) as mean_hours
     from metrics.overtime_means order by all`,
  );
  expect(lines(years)).toEqual([
    "2023 all 6 1424 3.955556",
    "2023 without_disaster_election 6 1274 3.538889",
  ]);
  const months = await city.rows(
    `select strftime(month, '%Y-%m') as month, staff_count, total_minutes, round(mean_hours, 6) as mean_hours
     from metrics.overtime_monthly_means order by all`,
  );
  expect(lines(months)).toEqual([
    "2023-04 6 410 1.138889",
    "2023-05 6 114 0.316667",
    "2023-07 6 60 0.166667",
    "2023-09 6 60 0.166667",
    "2023-10 6 320 0.888889",
    "2023-12 6 60 0.166667",
    "2024-03 6 400 1.111111",
    "2024-04 5 800 2.666667",
  ]);
});
