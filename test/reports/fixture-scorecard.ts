import type {MartRow} from "../../schemas/marts.ts";
import {dimensionRows, FIRST_YEAR, sidesOf} from "./fixture-dimensions.ts";
import type {FixtureIndicator} from "./fixture-indicators.ts";
import type {FixtureRows} from "./fixture-release.ts";

const BUREAUS = [
  "総務企画局",
  "健康福祉局",
  "こども未来局",
  "まちづくり局",
  "教育委員会事務局",
  "臨海部国際戦略本部",
  "消防局",
];
/** Rows of a release for the second quarter of R6, all invented. */
export function scorecardRows(indicators: FixtureIndicator[], isSample: boolean): FixtureRows {
  const inOrder = [...indicators].sort((one, other) =>
    one.task < other.task ? -1 : one.task > other.task ? 1 : 0,
  );
  return {
    ...dimensionRows(inOrder),
    "marts.dim_bureaus": BUREAUS.map(bureauRow),
    "marts.dim_scopes": [
      {
        scope_id: "programme",
        scope_name: "第3期プログラムの対象範囲",
        scope_note: "交通局の自動車運転手と病院局の医師等を除く。",
      },
      {
        scope_id: "all_authorities",
        scope_name: "全任命権者",
        scope_note: "管理職を除く全任命権者の職員。教員と会計年度任用職員は含まない。",
      },
    ],
    "marts.fct_kpi_values": inOrder.flatMap(valueRows),
    "marts.fct_scoreboard": inOrder.map(scoreRow),
    "marts.fct_overtime_counts": overtimeCounts(),
    "marts.fct_overtime_means": overtimeMeans(),
    "marts.fct_kpi_sources": inOrder.map(sourceRow),
    "marts.release_info": [
      {
        release_id: "2024-10-15-3f9c1a",
        created_on: "2024-10-15",
        is_sample: isSample,
        latest_month: "2024-09-01",
        latest_as_of_date: "2024-10-01",
      },
    ],
  };
}

function bureauRow(name: string, index: number): MartRow<"marts.dim_bureaus"> {
  return {
    bureau_code: String(index + 1).padStart(2, "0"),
    bureau_name: name,
    appointing_authority_group: index < 4 ? "市長事務部局" : "その他任命",
    valid_from: "2016-04-01",
    valid_to: null,
    successor_code: null,
    display_order: index + 1,
  };
}

function valueRows(indicator: FixtureIndicator): MartRow<"marts.fct_kpi_values">[] {
  return indicator.years.flatMap((value, index) => {
    if (value === null) return [];
    const fiscalYear = FIRST_YEAR + index;
    const city = yearRow(indicator, fiscalYear, value);
    const bureaus = BUREAUS.map((_, place) => bureauYear(city, place));
    return [city, ...bureaus];
  });
}

function yearRow(
  indicator: FixtureIndicator,
  fiscalYear: number,
  value: number,
): MartRow<"marts.fct_kpi_values"> {
  const isRate = indicator.unit === "%";
  return {
    kpi_id: indicator.id,
    fiscal_year: fiscalYear,
    period_kind: "year",
    period_start: `${fiscalYear}-04-01`,
    period_end: `${fiscalYear + 1}-03-31`,
    scope_id: "programme",
    bureau_code: null,
    value,
    numerator: isRate ? Math.round(value * 123) : value,
    denominator: isRate ? 12300 : null,
    observation_status: fiscalYear === 2023 ? "provisional" : "final",
    settled_from: `${fiscalYear + 1}-06-01`,
  };
}

/** Seven bureaus, the fourth withheld until R4, the third one in all years. */
function bureauYear(city: MartRow<"marts.fct_kpi_values">, place: number): MartRow<"marts.fct_kpi_values"> {
  const isWithheld = place === 2 || (place === 3 && city.fiscal_year < 2023);
  const value = ((city.value ?? 0) * (place + 2)) / 14;
  return {
    ...city,
    bureau_code: String(place + 1).padStart(2, "0"),
    value: isWithheld ? null : value,
    observation_status: isWithheld ? "withheld" : city.observation_status,
  };
}

function yearEndOf({yearEnd}: FixtureIndicator): YearEnd {
  if (!yearEnd) return NO_YEAR_END;
  const [value, low, high, required, status] = yearEnd;
  return {
    ...NO_YEAR_END,
    ...{year_end_value: value, year_end_low: low, year_end_high: high, year_end_required: required},
    ...{year_end_method: "on_course", year_end_years_before: 5},
    ...{year_end_status: status, year_end_status_low: status, year_end_status_high: status},
  };
}

type Score = MartRow<"marts.fct_scoreboard">;
type YearEnd = Pick<Score, Extract<keyof Score, `year_end_${string}`> | "on_course_count">;

const NO_YEAR_END: YearEnd = {
  year_end_value: null,
  year_end_low: null,
  year_end_high: null,
  year_end_method: null,
  year_end_years_before: null,
  year_end_required: null,
  year_end_status: null,
  year_end_status_low: null,
  year_end_status_high: null,
  on_course_count: null,
};

function scoreRow(indicator: FixtureIndicator): MartRow<"marts.fct_scoreboard"> {
  const value = indicator.years.at(-1) ?? null;
  const target = indicator.revisedTarget ?? indicator.target;
  const [forecast = null, low = null, high = null, outlook = "none"] = indicator.forecast ?? [];
  const base = indicator.base ?? indicator.years.find((year) => year !== null) ?? null;
  const share = (level: number | null) =>
    level === null || base === null ? null : (level - base) / (target - base);
  return {
    kpi_id: indicator.id,
    programme_id: "main",
    as_of_fiscal_year: 2024,
    as_of_quarter: 2,
    as_of_date: "2024-09-30",
    scope_id: "programme",
    provisional_until: "2025-02-28",
    provisional_sent_until: "2024-09-01",
    provisional_missing: null,
    provisional_lacks_roster: false,
    base_value: indicator.base,
    base_fiscal_year: 2020,
    value,
    value_fiscal_year: value === null ? null : 2023,
    value_date: value === null ? null : "2024-03-31",
    observation_status: value === null ? null : "provisional",
    previous_value: indicator.years.at(-2) ?? null,
    required_value: indicator.required,
    target_value: target,
    target_fiscal_year: 2025,
    ...sidesOf(indicator.direction, target),
    required_low: indicator.direction === "up" ? indicator.required : null,
    required_high: indicator.direction === "up" ? null : indicator.required,
    judged_on: null,
    judged_by: null,
    judgement_note: null,
    progress_share: share(value),
    required_share: share(indicator.required),
    status: indicator.status,
    accepted_until: indicator.accepted?.until ?? null,
    accepted_reason: indicator.accepted?.reason ?? null,
    computed_status: indicator.accepted ? "behind" : indicator.status,
    accepted_limit: null,
    ...yearEndOf(indicator),
    to_date_value: indicator.toDate?.[0] ?? null,
    to_date_previous_value: indicator.toDate?.[1] ?? null,
    forecast_value: forecast,
    forecast_low: low,
    forecast_high: high,
    forecast_outlook: outlook,
  };
}

function overtimeCounts(): MartRow<"marts.fct_overtime_counts">[] {
  const city: Record<number, number[]> = {480: [623, 664, 771, 752, 721], 1000: [42, 49, 64, 47, 24]};
  return [480, 1000].flatMap((threshold_hours) =>
    (city[threshold_hours] ?? []).flatMap((people, index) =>
      [people - 11, 11].map((staff_count, place) => ({
        fiscal_year: FIRST_YEAR + index,
        bureau_code: String(place + 1).padStart(2, "0"),
        scope_id: "all_authorities",
        threshold_hours,
        staff_count,
      })),
    ),
  );
}

function overtimeMeans(): MartRow<"marts.fct_overtime_means">[] {
  const means = {
    all: [147.2, 141.9, 158.6, 155.3, 152.1],
    without_disaster_election: [143.3, 141, 154.2, 151.8, 149.9],
  };
  return (["all", "without_disaster_election"] as const).flatMap((cause_set) =>
    means[cause_set].map((mean_hours, index) => ({
      fiscal_year: FIRST_YEAR + index,
      cause_set,
      staff_count: 10500,
      total_minutes: Math.round(mean_hours * 10500 * 60),
      mean_hours,
    })),
  );
}

function sourceRow(indicator: FixtureIndicator): MartRow<"marts.fct_kpi_sources"> {
  return {
    kpi_id: indicator.id,
    source: "overtime",
    source_title: "時間外勤務実績",
    file_count: 101,
    row_count: 1_120_394,
    latest_file_name: "時間外勤務_令和6年9月.csv",
    latest_received_on: "2024-10-08",
    latest_row_count: 11204,
  };
}
