import type {MartRow} from "../../schemas/marts.ts";
import type {FixtureIndicator} from "./fixture-indicators.ts";
import type {FixtureRows} from "./fixture-release.ts";

const FIRST_YEAR = 2019;
const BUREAUS = [
  "総務企画局",
  "健康福祉局",
  "こども未来局",
  "まちづくり局",
  "教育委員会事務局",
  "臨海部国際戦略本部",
  "消防局",
];
const TASK_NAMES: Record<string, string> = {
  "2-(1)-1": "長時間勤務の是正に向けた取組",
  "2-(2)-2": "デジタルの活用によるワークスタイル変革の推進",
  "4-(4)-1": "職員個々の状況に応じた働く環境の整備",
  "4-(4)-2": "女性活躍推進・次世代育成支援の推進",
};
const GROUPS: Record<string, string> = {
  "2-(1)": "2-(1) 働き方・仕事の進め方改革の推進",
  "2-(2)": "2-(2) 市役所内部のデジタル化の推進",
  "4-(1)": "4-(1) 職員の確保と人材育成",
  "4-(3)": "4-(3) 職員の改善意識・意欲の向上",
  "4-(4)": "4-(4) 職員の能力が十分に発揮できる環境づくり",
};

/** As long as the longest definitions and assumptions of the catalog. */
const LONG_TEXT =
  "週休日の勤務と、同じ週の外に振り替えた勤務を含み、休日（祝日）勤務と管理職を除く。ちょうど480時間の人は数えない。災害対応と選挙事務の時間も含む。局区は、その年度に時間外勤務のあった最後の月の所属による。";

/** Rows of a release for the second quarter of R6, all invented. */
export function scorecardRows(indicators: FixtureIndicator[], isSample: boolean): FixtureRows {
  const inOrder = [...indicators].sort((one, other) =>
    one.task < other.task ? -1 : one.task > other.task ? 1 : 0,
  );
  return {
    "marts.dim_kpis": inOrder.map(kpiRow),
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

function kpiRow(indicator: FixtureIndicator, index: number): MartRow<"marts.dim_kpis"> {
  const firstYear = FIRST_YEAR + indicator.years.findIndex((value) => value !== null);
  const paceYear = indicator.base === null ? firstYear : 2020;
  return {
    kpi_id: indicator.id,
    display_order: index + 1,
    task_group: GROUPS[indicator.task.slice(0, 5)] ?? "",
    task_no: indicator.task,
    task_name: TASK_NAMES[indicator.task] ?? "課題の名前",
    indicator_label: indicator.label,
    kpi_name: indicator.name,
    short_name: indicator.shortName,
    unit: indicator.unit,
    decimals: indicator.decimals,
    direction: indicator.direction,
    comparator: indicator.comparator,
    base_value: indicator.base,
    base_fiscal_year: 2020,
    pace_base_value: indicator.base ?? indicator.years[paceYear - FIRST_YEAR] ?? null,
    pace_base_fiscal_year: paceYear,
    target_value: indicator.target,
    target_fiscal_year: 2025,
    near_band: 0.1,
    is_cumulative: indicator.shortName.includes("累計"),
    shown_by_bureau: ["overtime_over_480h", "male_parental_leave_rate", "paper_sheets"].includes(
      indicator.id,
    ),
    as_of_rule: "年度（4月～翌年3月）の合計",
    definition: `${indicator.shortName}の数え方をここに書く。${LONG_TEXT}`,
    assumption: index % 2 === 0 ? LONG_TEXT : null,
    owner: "総務企画局",
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

function scoreRow(indicator: FixtureIndicator): MartRow<"marts.fct_scoreboard"> {
  const value = indicator.years.at(-1) ?? null;
  const base = indicator.base ?? indicator.years.find((year) => year !== null) ?? null;
  const share = (level: number | null) =>
    level === null || base === null ? null : (level - base) / (indicator.target - base);
  return {
    kpi_id: indicator.id,
    as_of_fiscal_year: 2024,
    as_of_quarter: 2,
    as_of_date: "2024-09-30",
    scope_id: "programme",
    base_value: indicator.base,
    base_fiscal_year: 2020,
    value,
    value_fiscal_year: value === null ? null : 2023,
    value_date: value === null ? null : "2024-03-31",
    observation_status: value === null ? null : "provisional",
    previous_value: indicator.years.at(-2) ?? null,
    required_value: indicator.required,
    target_value: indicator.target,
    target_fiscal_year: 2025,
    progress_share: share(value),
    required_share: share(indicator.required),
    status: indicator.status,
    to_date_value: indicator.toDate?.[0] ?? null,
    to_date_previous_value: indicator.toDate?.[1] ?? null,
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
