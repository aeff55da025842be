import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {roundHalfUp} from "../../schemas/number-text.ts";
import {buildOvertimeCity, bureauOf, months2020, type OvertimeCase} from "./overtime-cases.ts";
import type {TinyCity} from "./tiny-city.ts";

const twelve = (time: string) => Array.from({length: 12}, () => time);
const clerkOfFy2020 = (hours: string[]): OvertimeCase => ({months: months2020(hours)});

const cases = {
  "480:00 in the year": clerkOfFy2020(twelve("40:00")),
  "480:01 in the year": clerkOfFy2020([...twelve("40:00").slice(1), "40:01"]),
  "720:00 in the year": clerkOfFy2020(twelve("60:00")),
  "720:01 in the year": clerkOfFy2020([...twelve("60:00").slice(1), "60:01"]),
  "70:00 in June": {months: {"2020-06": "70:00"}},
  "70:01 in June": {months: {"2020-06": "70:01"}},
  "99:59 in June": {months: {"2020-06": "99:59"}},
  "100:00 in June": {months: {"2020-06": "100:00"}},
  "the published example": {
    months: {
      "2020-11": "45:00",
      "2020-12": "55:00",
      "2021-01": "30:00",
      "2021-02": "20:00",
      "2021-03": "45:00",
      "2021-04": "80:00",
    },
  },
  "mean of exactly 80": {months: {"2020-06": "80:00", "2020-07": "80:00"}},
  "mean a minute over 80": {months: {"2020-06": "80:00", "2020-07": "80:01"}},
  "six months over 45": clerkOfFy2020([...Array(6).fill("45:01"), ...Array(6).fill("45:00")]),
  "seven months over 45": clerkOfFy2020([...Array(7).fill("45:01"), ...Array(5).fill("45:00")]),
  "over 80 only across 31 March": {months: {"2020-03": "90:00", "2020-04": "75:00"}},
  "hired in October": {
    since: "2020-10-01",
    rosters: {"": {hired: "2020-10-01"}},
    months: {"2020-10": "95:00", "2020-11": "70:00"},
  },
  "in service long before October": {months: {"2020-10": "95:00", "2020-11": "60:00"}},
  "a month of 170 hours, then none": {months: {"2020-06": "170:00"}},
  "a month of 170 hours, then gone": {
    rosters: {"2020-10-01": {left: "2020-06-30"}},
    months: {"2020-06": "170:00"},
  },
  "transferred in October": {
    rosters: {"2020-10-01": {bureau: "3000"}},
    months: months2020(twelve("41:00")),
  },
  "manager from October": {
    rosters: {"2020-10-01": {isManager: true}},
    months: months2020(twelve("50:00")),
  },
  "public holidays in August": {
    months: {"2020-08": {平日時間外: "80:00", 週休日勤務: "10:00", 休日勤務: "10:00"}},
  },
  "days off and transfers": {
    months: {"2020-08": {平日時間外: "50:00", 週休日勤務: "10:00", 同一週外振替: "10:01"}},
  },
  "480:00 and public holidays": {
    months: {...months2020(twelve("40:00")), "2020-08": {平日時間外: "40:00", 休日勤務: "20:00"}},
  },
  "another appointing authority": {group: "その他任命", months: months2020(twelve("100:00"))},
  "a teacher": {rosters: {"": {occupation: "教員"}}, months: months2020(twelve("100:00"))},
} satisfies Record<string, OvertimeCase>;
type CaseName = keyof typeof cases;

let city: TinyCity;
beforeAll(async () => {
  city = await buildOvertimeCity(cases);
});
afterAll(() => city?.close());

/** Rules of a set that the person is over in a fiscal year ("2020") or month ("2020-06"). */
async function over(name: CaseName, period: string, ruleSet: string): Promise<string[]> {
  const when = period.length === 4 ? `month is null and fiscal_year = ${period}` : `month = '${period}-01'`;
  const rows = await city.rows(
    `select limits.rule_id, max(staff_count) as staff_count
     from metrics.overtime_limits as limits
     inner join marts.dim_overtime_rules as rules using (rule_id)
     where ${when} and bureau_code = '${bureauOf(cases, name)}' and rule_set = '${ruleSet}'
     group by 1 having max(staff_count) > 0 order by 1`,
  );
  for (const {staff_count} of rows) expect(staff_count).toBe(1);
  return rows.map(({rule_id}) => String(rule_id).slice(ruleSet.length + 1));
}

describe("limits", () => {
  const oracle: [CaseName, string, string, string[]][] = [
    ["480:00 in the year", "2020", "report", []],
    ["480:01 in the year", "2020", "report", ["480"]],
    ["480:00 in the year", "2020", "analysis", []],
    ["480:01 in the year", "2020", "analysis", ["year_480"]],
    ["480:01 in the year", "2020", "agreement36", ["year_360", "year_480"]],
    ["480:01 in the year", "2019", "report", []],
    ["720:00 in the year", "2020", "personnel_commission", ["month_45", "months_over_45", "year_360"]],
    [
      "720:01 in the year",
      "2020",
      "personnel_commission",
      ["month_45", "months_over_45", "year_360", "year_720"],
    ],
    ["70:00 in June", "2020-06", "analysis", []],
    ["70:01 in June", "2020-06", "analysis", ["month_70"]],
    ["70:01 in June", "2020-07", "analysis", []],
    ["70:01 in June", "2020", "analysis", ["month_70"]],
    ["99:59 in June", "2020-06", "personnel_commission", ["month_45"]],
    ["100:00 in June", "2020-06", "personnel_commission", ["month_100", "month_45"]],
    ["100:00 in June", "2020-06", "agreement36", ["month_100", "month_45"]],
    ["the published example", "2021-04", "personnel_commission", ["month_45"]],
    ["mean of exactly 80", "2020-07", "analysis", ["month_70"]],
    ["mean a minute over 80", "2020-07", "analysis", ["mean_80", "month_70"]],
    ["mean a minute over 80", "2020-06", "analysis", ["month_70"]],
    ["mean a minute over 80", "2020-08", "analysis", []],
    ["mean a minute over 80", "2020", "personnel_commission", ["mean_80", "month_45"]],
    ["six months over 45", "2020", "analysis", ["year_480"]],
    ["seven months over 45", "2020", "analysis", ["months_over_45", "year_480"]],
    ["over 80 only across 31 March", "2020-03", "analysis", ["month_70"]],
    ["over 80 only across 31 March", "2020-04", "analysis", ["mean_80", "month_70"]],
    ["over 80 only across 31 March", "2019", "analysis", ["month_70"]],
    ["over 80 only across 31 March", "2020", "analysis", ["mean_80", "month_70"]],
    ["hired in October", "2020-10", "personnel_commission", ["month_45"]],
    ["hired in October", "2020-11", "personnel_commission", ["mean_80", "month_45"]],
    ["hired in October", "2020-12", "personnel_commission", []],
    ["in service long before October", "2020-11", "personnel_commission", ["month_45"]],
    ["a month of 170 hours, then none", "2020-06", "agreement36", ["mean_80", "month_100", "month_45"]],
    ["a month of 170 hours, then none", "2020-07", "agreement36", ["mean_80"]],
    ["a month of 170 hours, then none", "2020-08", "agreement36", []],
    ["a month of 170 hours, then gone", "2020-06", "agreement36", ["mean_80", "month_100", "month_45"]],
    ["a month of 170 hours, then gone", "2020-07", "agreement36", []],
    ["transferred in October", "2020", "report", []],
    ["manager from October", "2020", "report", []],
    ["manager from October", "2020", "personnel_commission", ["month_45"]],
    ["manager from October", "2020-10", "personnel_commission", []],
    ["manager from October", "2020", "analysis", ["months_over_45", "year_480"]],
    ["public holidays in August", "2020-08", "personnel_commission", ["month_45"]],
    ["public holidays in August", "2020-08", "agreement36", ["month_100", "month_45"]],
    ["days off and transfers", "2020-08", "analysis", ["month_70"]],
    ["480:00 and public holidays", "2020", "report", []],
    ["480:00 and public holidays", "2020", "agreement36", ["year_360"]],
    ["another appointing authority", "2020", "agreement36", []],
    ["another appointing authority", "2020", "report", ["1000", "480"]],
    ["a teacher", "2020", "report", []],
    ["a teacher", "2020", "analysis", []],
  ];

  test.each(oracle)("%s: in %s over these of %s: %j", async (name, period, ruleSet, rules) => {
    expect(await over(name, period, ruleSet)).toEqual(rules);
  });

  test("someone transferred is counted once, with all hours, where he or she was last", async () => {
    const rows = await city.rows(
      `select bureau_code, staff_count from metrics.overtime_limits
       where rule_id = 'report_480' and scope_id = 'programme' and month is null and fiscal_year = 2020
         and bureau_code in ('3000', '${bureauOf(cases, "transferred in October")}') order by all`,
    );
    expect(rows.map(({staff_count}) => staff_count)).toEqual([1, 0]);
  });

  test("means of the published example at April 2021", async () => {
    const rows = await city.rows(
      `select month_count, counted_minutes::integer as minutes
       from intermediate.int_overtime_trailing_totals inner join intermediate.int_staff_profiles using (profile_id)
       where rule_id = 'personnel_commission_mean_80' and month = '2021-04-01'
         and bureau_code = '${bureauOf(cases, "the published example")}'
       order by month_count`,
    );
    const means = rows.map(({month_count, minutes}) =>
      roundHalfUp(Number(minutes) / 60 / Number(month_count), 2),
    );
    expect(means).toEqual([62.5, 48.33, 43.75, 46, 45.83]);
  });

  test("months before the hiring are no part of a window", async () => {
    const rows = await city.rows(
      `select month::varchar as month, month_count, counted_minutes::integer as minutes
       from intermediate.int_overtime_trailing_totals inner join intermediate.int_staff_profiles using (profile_id)
       where rule_id = 'analysis_mean_80' and month <= '2020-12-01'
         and bureau_code = '${bureauOf(cases, "hired in October")}'
       order by month, month_count`,
    );
    expect(rows.map(Object.values)).toEqual([
      ["2020-11-01", 2, 9900],
      ["2020-12-01", 2, 4200],
      ["2020-12-01", 3, 9900],
    ]);
  });
});

describe("what follows from the limits", () => {
  test("those over an analysis limit are to be analysed by 30 September", async () => {
    const rows = await city.rows(
      `select due_on::varchar as due_on, staff_count from metrics.overtime_analysis_due
       where fiscal_year = 2020 and bureau_code in
         ('${bureauOf(cases, "manager from October")}', '${bureauOf(cases, "480:00 in the year")}')
       order by staff_count`,
    );
    expect(rows).toEqual([
      {due_on: "2021-09-30", staff_count: 0},
      {due_on: "2021-09-30", staff_count: 1},
    ]);
  });

  test("the warning looks at the latest year only, month by month", async () => {
    const rows = await city.rows(
      "select distinct as_of_month::varchar as month from metrics.overtime_early_warning order by 1",
    );
    expect(rows.map(({month}) => month)).toEqual(["2021-04-01", "2021-05-01", "2021-06-01"]);
  });
});
