import type {MartRow} from "../../schemas/marts.ts";
import {MAIN} from "../../schemas/programme.ts";
import type {FixtureIndicator} from "./fixture-indicators.ts";
import type {FixtureRows} from "./fixture-release.ts";

/** First year of the invented values. */
export const FIRST_YEAR = 2019;

/** Every sheet of the programme; two have no indicator. */
const TASK_NAMES: Record<string, string> = {
  "2-(1)-1": "長時間勤務の是正に向けた取組",
  "2-(1)-2": "総務事務執行体制の見直し",
  "2-(2)-1": "業務プロセス改革の推進",
  "2-(2)-2": "デジタルの活用によるワークスタイル変革の推進",
  "4-(1)-1": "組織力の向上に向けた計画的な人材の育成",
  "4-(1)-3": "適切な人事配置と人材育成、定年引き上げへの対応",
  "4-(1)-4": "人事評価制度の適正な運用と見直しに向けた検討",
  "4-(3)-1": "職員の改善意識・意欲の向上と職場改善運動の推進",
  "4-(4)-1": "職員個々の状況に応じた働く環境の整備",
  "4-(4)-2": "女性活躍推進・次世代育成支援の推進",
  "4-(4)-3": "メンタルヘルス対策の充実",
};
const GROUPS: Record<string, string> = {
  "2-(1)": "2-(1) 働き方・仕事の進め方改革の推進",
  "2-(2)": "2-(2) 市役所内部のデジタル化の推進",
  "4-(1)": "4-(1)・(3) 人材育成と改善意識",
  "4-(3)": "4-(1)・(3) 人材育成と改善意識",
  "4-(4)": "4-(4) 職員の能力が十分に発揮できる環境づくり",
};

/** As long as the longest definitions and assumptions of the catalog. */
const LONG_TEXT =
  "週休日の勤務と、同じ週の外に振り替えた勤務を含み、休日（祝日）勤務と管理職を除く。ちょうど480時間の人は数えない。災害対応と選挙事務の時間も含む。局区は、その年度に時間外勤務のあった最後の月の所属による。";

/** The programme, its sheets, indicators and where they are listed. */
export function dimensionRows(indicators: FixtureIndicator[]): FixtureRows {
  return {
    "marts.dim_kpis": indicators.map(kpiRow),
    "marts.dim_tasks": Object.entries(TASK_NAMES).map(([task_no, task_name], index) => ({
      programme_id: MAIN,
      task_no,
      task_name,
      task_group: groupOf(task_no),
      display_order: index + 1,
    })),
    "marts.dim_kpi_listings": indicators.flatMap(listingRows),
    "marts.dim_kpi_breaks": indicators.flatMap(({id, breakIn}) =>
      breakIn ? [{kpi_id: id, fiscal_year: breakIn.fiscalYear, note: breakIn.note}] : [],
    ),
    "marts.dim_programmes": [
      {
        ...{programme_id: MAIN, display_order: 1, name: "行財政改革第3期プログラム", title: null},
        ...{first_fiscal_year: 2022, last_fiscal_year: 2025, starts_on: "2022-04-01", ends_on: "2026-03-31"},
        ...{signatories: null, committee: null, office: null},
      },
    ],
  };
}

function listingRows({id, task, label, repeatedOn}: FixtureIndicator): MartRow<"marts.dim_kpi_listings">[] {
  const sheets = [{task, label}, ...(repeatedOn ? [repeatedOn] : [])];
  return sheets.map((sheet, index) => ({
    kpi_id: id,
    task_no: sheet.task,
    indicator_label: sheet.label,
    listing_order: index + 1,
  }));
}

/** A target of one number without words of its own. */
export function sidesOf(direction: FixtureIndicator["direction"], target: number) {
  const sides = {
    target_low: direction === "up" ? target : null,
    target_high: direction === "up" ? null : target,
  };
  return {...sides, target_words: null, target_year_words: null, target_by: null};
}

function groupOf(task: string): string {
  return GROUPS[task.slice(0, 5)] ?? "";
}

function kpiRow(indicator: FixtureIndicator, index: number): MartRow<"marts.dim_kpis"> {
  const firstYear = FIRST_YEAR + indicator.years.findIndex((value) => value !== null);
  const paceYear = indicator.base === null ? firstYear : 2020;
  return {
    kpi_id: indicator.id,
    programme_id: MAIN,
    counted_as: null,
    model: `kpi_${indicator.id}`,
    display_order: index + 1,
    task_group: groupOf(indicator.task),
    task_no: indicator.task,
    task_name: TASK_NAMES[indicator.task] ?? "",
    indicator_label: indicator.label,
    kpi_name: indicator.name,
    short_name: indicator.shortName,
    unit: indicator.unit,
    decimals: indicator.decimals,
    direction: indicator.direction,
    comparator: indicator.comparator,
    base_value: indicator.base,
    base_fiscal_year: 2020,
    base_on: null,
    base_from_fiscal_year: indicator.baseFrom ?? 2020,
    pace_base_value: indicator.base ?? indicator.years[paceYear - FIRST_YEAR] ?? null,
    pace_base_fiscal_year: paceYear,
    target_value: indicator.target,
    target_fiscal_year: 2025,
    target_decimals: indicator.targetDecimals ?? indicator.decimals,
    ...sidesOf(indicator.direction, indicator.target),
    segment_of: null,
    segment_of_name: null,
    segment_label: null,
    target_form: indicator.direction === "down" ? "at_most" : "at_least",
    has_road: true,
    is_strict: false,
    none_means: null,
    year_starts: 4,
    near_band: 0.1,
    is_cumulative: indicator.name.includes("累計"),
    rhythm: indicator.month === undefined ? null : "month",
    rhythm_month: indicator.month ?? null,
    rhythm_day: null,
    cumulative_since: indicator.name.includes("累計") ? FIRST_YEAR : null,
    scope_id: "programme",
    shown_by_bureau: ["overtime_over_480h", "male_parental_leave_rate", "paper_sheets"].includes(
      indicator.id,
    ),
    as_of_rule: "年度（4月～翌年3月）の合計",
    definition: `${indicator.shortName}の数え方をここに書く。${LONG_TEXT}`,
    assumption: index % 2 === 0 ? LONG_TEXT : null,
    how_to_change: index % 2 === 0 ? "city/overtime-scope-exclusions.csv" : null,
    owner: "総務企画局",
  };
}
