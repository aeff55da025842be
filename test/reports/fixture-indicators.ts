import type {MartRow} from "../../schemas/marts.ts";

type Kpi = MartRow<"marts.dim_kpis">;
type Score = MartRow<"marts.fct_scoreboard">;
type Status = Score["status"];

/** One invented indicator: its catalog entry in short, its yearly values from R1 (2019), and what the board says. */
export interface FixtureIndicator {
  id: string;
  task: string;
  label: string;
  name: string;
  shortName: string;
  unit: string;
  decimals: number;
  direction: Kpi["direction"];
  comparator: Kpi["comparator"];
  base: number | null;
  target: number;
  years: (number | null)[];
  required: number | null;
  status: Status;
  toDate?: [number, number];
  /** Where the running year will end: value, range, required level and its word. */
  yearEnd?: [value: number, low: number, high: number, required: number, status: Status];
  /** The month of an indicator that is counted once a year. */
  month?: number;
  /** First year of a base that spans several. */
  baseFrom?: number;
  /** Decimals of the printed target where they differ from the indicator's. */
  targetDecimals?: number;
  /** A later decision: the board's target differs from the catalog's. */
  revisedTarget?: number;
  accepted?: {until: string; reason: string};
  forecast?: Forecast;
  breakIn?: {fiscalYear: number; note: string};
  /** The other sheet that lists it. */
  repeatedOn?: {task: string; label: string};
}

type Forecast = [value: number, low: number, high: number, outlook: Score["forecast_outlook"]];

type Short = [id: string, task: string, label: string, name: string, shortName: string];
export type Measure = [
  unit: string,
  decimals: number,
  direction: Kpi["direction"],
  comparator: Kpi["comparator"],
];
type Levels = [base: number | null, target: number, required: number | null, status: Status];

/** Shorthand: names, how it is measured, what the board says, yearly values from R1. */
export function entry(
  short: Short,
  measure: Measure,
  levels: Levels,
  years: (number | null)[],
): FixtureIndicator {
  const [id, task, label, name, shortName] = short;
  const [unit, decimals, direction, comparator] = measure;
  const [base, target, required, status] = levels;
  return {
    id,
    task,
    label,
    name,
    shortName,
    unit,
    decimals,
    direction,
    comparator,
    base,
    target,
    required,
    status,
    years,
  };
}

/** The seven indicators of the first release, values invented. */
export const sevenIndicators: FixtureIndicator[] = [
  {
    ...entry(
      [
        "overtime_over_480h",
        "2-(1)-1",
        "成果指標①",
        "年間480時間を超える時間外勤務職員数",
        "480時間超の職員",
      ],
      ["人", 0, "down", ""],
      [484, 0, 193.6, "behind"],
      [497, 484, 566, 548, 523],
    ),
    toDate: [61, 74],
    yearEnd: [516.4, 504.3, 528.9, 96, "reversed"],
    forecast: [563, 470.2, 655.4, "unlikely"],
    repeatedOn: {task: "4-(4)-2", label: "成果指標⑤"},
  },
  {
    ...entry(
      ["paper_sheets", "2-(2)-2", "成果指標①", "紙の使用量（学校等を除く。）", "紙の使用量"],
      ["千枚", 0, "down", "以下"],
      [106324, 53000, 74329.6, "slightly_behind"],
      [null, 106324, 98120.4, 90241.5, 78910.49],
    ),
    toDate: [36104.2, 39877.8],
    forecast: [60620.4, 51980.3, 66770.9, "rather_unlikely"],
  },
  {
    ...entry(
      [
        "telework_pc_utilisation",
        "2-(2)-2",
        "成果指標②",
        "テレワーク用パソコンの稼働率",
        "テレワーク用PC稼働率",
      ],
      ["%", 1, "up", ""],
      [null, 40, 29.75, "slightly_behind"],
      [null, null, 19.5, 23.85, 28.449],
    ),
    toDate: [31.2, 27.9],
    breakIn: {fiscalYear: 2022, note: "修理中の台数を分母から除いた。"},
  },
  {
    ...entry(
      ["disability_employment_rate", "4-(4)-1", "成果指標①", "障害者実雇用率", "障害者実雇用率"],
      ["%", 2, "up", "以上"],
      [2.53, 3, 2.812, "slightly_behind"],
      [2.37, 2.53, 2.58, 2.61, 2.66],
    ),
    targetDecimals: 1,
    forecast: [2.73, 2.68, 2.84, "unlikely"],
  },
  entry(
    [
      "female_section_chief_ratio",
      "4-(4)-2",
      "成果指標①",
      "管理職（課長級）に占める女性比率（翌年度4月1日時点）",
      "課長級の女性比率",
    ],
    ["%", 1, "up", "以上"],
    [24, 30, 27.6, "behind"],
    [24.5, 24, 24.5, 25, 25.9],
  ),
  {
    ...entry(
      [
        "male_parental_leave_rate",
        "4-(4)-2",
        "成果指標②",
        "男性職員の育児休業取得率",
        "男性の育児休業取得率",
      ],
      ["%", 1, "up", "以上"],
      [17.8, 30, 25.12, "achieved"],
      [10.3, 17.8, 24.6, 37.4, 57.8],
    ),
    toDate: [104.3, 55.1],
    targetDecimals: 0,
    forecast: [81.6, 60.2, 98.8, "likely"],
  },
  {
    ...entry(
      ["annual_leave_days", "4-(4)-2", "成果指標③", "職員の年次休暇取得日数", "年次休暇取得日数"],
      ["日", 1, "up", "以上"],
      [13.5, 16, 15, "behind"],
      [13.9, 13.5, 13.7, 13.5, 13.25],
    ),
    toDate: [6.1, 6.3],
  },
];
