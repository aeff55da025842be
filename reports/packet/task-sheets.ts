import {fiscalYearCode, fiscalYearName, japaneseDate} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import type {Indicator} from "../scorecard/read-scorecard.ts";
import {yearlyTable} from "../scorecard/scorecard-tables.ts";
import {sentenceOf} from "../scorecard/sentences.ts";
import {type YearlyFigure, yearlyFigure} from "../scorecard/yearly-figure.ts";
import {type DocumentTable, heading, label, textCell} from "../values/document-table.ts";
import {formatValue, NONE} from "../values/format.ts";
import {targetPhrase} from "../values/target-text.ts";
import type {Packet} from "./read-packet.ts";

/** One task in the fixed form of the programme (資料3). */
export interface TaskSheetView {
  title: string;
  owner: string;
  places: {no: string; name: string; noLabel: string; nameLabel: string}[];
  current: string[];
  course: string[];
  /** At least one line each; a sheet without an indicator shows dashes. */
  activities: SheetIndicator[];
  outcomes: SheetIndicator[];
  /** In two lines: from, to. Empty without a programme. */
  actionYears: string[];
  actions: {years: string; lines: string[]}[];
  resources: {name: string; mark: string}[];
  goal: string[];
  trends: TrendPage[];
  /** Tables of the trends as data, in their order. */
  trendTables: DocumentTable[];
}

interface SheetIndicator {
  label: string;
  name: string;
  base: string;
  baseYear: string;
  target: string;
  targetYear: string;
}

/** Charts of a sheet's indicators: so many to a page. */
interface TrendPage {
  title: string;
  indicators: {name: string; unit: string; sentence: string; figure: YearlyFigure | null; missing: string}[];
}

const MOST_PER_PAGE = 3;
/** CSS pixels, by the number of charts on the page. */
const CHART_HEIGHTS = [244, 244, 244, 138];

export function taskSheets(packet: Packet): TaskSheetView[] {
  return packet.rows["marts.dim_task_sheets"].map((sheet) => sheetView(packet, sheet));
}

type Sheet = MartRow<"marts.dim_task_sheets">;

function sheetView(packet: Packet, sheet: Sheet): TaskSheetView {
  const {rows} = packet;
  const task = rows["marts.dim_tasks"].find(({task_no}) => task_no === sheet.task_no);
  const indicators = indicatorsOf(packet, sheet.task_no);
  const title = `${sheet.task_no} ${task?.task_name ?? ""}`;
  const programme = rows["marts.dim_programmes"][0];
  return {
    title,
    owner: sheet.owner,
    places: [
      {noLabel: "取組No.", no: sheet.theme_no, nameLabel: "取組名", name: sheet.theme_name},
      {noLabel: "項目No.", no: sheet.item_no, nameLabel: "項目名", name: sheet.item_name},
      {
        noLabel: "課題No.",
        no: sheet.task_no.replace(/^.*-/, ""),
        nameLabel: "課題名",
        name: task?.task_name ?? "",
      },
    ],
    current: sheet.current_state.split("\n"),
    course: sheet.course.split("\n"),
    activities: orDashes("活動指標①", indicators.filter(isActivity)),
    outcomes: orDashes(
      "成果指標①",
      indicators.filter((indicator) => !isActivity(indicator)),
    ),
    actionYears: programme
      ? [`${fullYear(programme.first_fiscal_year)}年度～`, `${fullYear(programme.last_fiscal_year)}年度`]
      : [],
    actions: rows["marts.dim_task_actions"]
      .filter(({task_no}) => task_no === sheet.task_no)
      .sort((one, other) => one.display_order - other.display_order)
      .map(({first_fiscal_year: from, last_fiscal_year: to, actions}) => ({
        years: from === to ? `【${codeYear(from)}】` : `【${codeYear(from)}～${codeYear(to)}】`,
        lines: actions.split("\n"),
      })),
    resources: resourcesOf(sheet),
    goal: sheet.goal.split("\n"),
    trends: trendPages(packet, sheet.task_no),
    trendTables: ownIndicators(packet, sheet.task_no).flatMap(({indicator}) =>
      indicator ? yearlyTable(indicator) : [],
    ),
  };
}

/** 2020 → "令和2（2020）". */
function fullYear(fiscalYear: number): string {
  return `${fiscalYearName(fiscalYear).replace("年度", "")}（${fiscalYear}）`;
}

/** 2022 → "R04（2022）", 2018 → "H30（2018）". */
function codeYear(fiscalYear: number): string {
  const [era = "", ...year] = fiscalYearCode(fiscalYear);
  return `${era}${year.join("").padStart(2, "0")}（${fiscalYear}）`;
}

function resourcesOf(sheet: Sheet): TaskSheetView["resources"] {
  const needs: [string, boolean][] = [
    ["ヒト", sheet.needs_people],
    ["モノ", sheet.needs_goods],
    ["カネ", sheet.needs_money],
    ["情報", sheet.needs_information],
    ["時間", sheet.needs_time],
  ];
  return needs.map(([name, isNeeded]) => ({name, mark: isNeeded ? "○" : "—"}));
}

function indicatorsOf({rows}: Packet, taskNo: string): SheetIndicator[] {
  return rows["marts.dim_kpi_listings"]
    .filter(({task_no}) => task_no === taskNo)
    .sort((one, other) => one.indicator_label.localeCompare(other.indicator_label, "ja"))
    .flatMap(({kpi_id, indicator_label}) => {
      const kpi = rows["marts.dim_kpis"].find((row) => row.kpi_id === kpi_id);
      if (!kpi) return [];
      const {base_value: base, base_fiscal_year: year, base_from_fiscal_year: from} = kpi;
      const span = from === year ? fullYear(year) : `${fullYear(from)}～${fullYear(year)}`;
      return [
        {
          label: indicator_label,
          name: kpi.kpi_name,
          base: base === null ? NONE : `${formatValue(base, kpi.decimals)}${kpi.unit}`,
          baseYear: kpi.base_on === null ? `（${span}年度）` : `（${japaneseDate(kpi.base_on)}）`,
          target: targetPhrase(kpi, kpi),
          targetYear: `（${targetYearOf(kpi)}）`,
        },
      ];
    });
}

/** In the plan's own words where it has some. */
function targetYearOf(kpi: MartRow<"marts.dim_kpis">): string {
  if (kpi.target_by !== null) return japaneseDate(kpi.target_by);
  return kpi.target_year_words ?? `${fullYear(kpi.target_fiscal_year)}年度`;
}

function isActivity({label: text}: SheetIndicator): boolean {
  return text.startsWith("活動");
}

function orDashes(text: string, indicators: SheetIndicator[]): SheetIndicator[] {
  if (indicators.length > 0) return indicators;
  return [{label: text, name: "—", base: "—", baseYear: "", target: "—", targetYear: ""}];
}

/** Only on the sheet under which an indicator is printed; others refer to it. */
function ownIndicators({scorecard, rows}: Packet, taskNo: string) {
  return rows["marts.dim_kpis"]
    .filter(({task_no}) => task_no === taskNo)
    .sort((one, other) => one.display_order - other.display_order)
    .map((kpi) => {
      const indicator = scorecard?.indicators.find((one) => one.kpi.kpi_id === kpi.kpi_id);
      return {kpi, indicator};
    });
}

function trendPages(packet: Packet, taskNo: string): TrendPage[] {
  const {scorecard} = packet;
  const own = ownIndicators(packet, taskNo);
  if (!scorecard || own.every(({indicator}) => indicator === undefined)) return [];
  const pages = Math.ceil(own.length / MOST_PER_PAGE);
  const perPage = Math.ceil(own.length / pages);
  return Array.from({length: pages}, (_, page) => ({
    title: `${taskNo} 指標の推移${pages > 1 ? `（${page + 1}）` : ""}`,
    indicators: own.slice(page * perPage, (page + 1) * perPage).map(({kpi, indicator}) => ({
      name: `${kpi.indicator_label}　${kpi.kpi_name}`,
      unit: kpi.unit,
      sentence: indicator ? sentenceOf(indicator) : "",
      figure: indicator
        ? yearlyFigure(indicator, scorecard.programme, {height: chartHeight(indicator, perPage)})
        : null,
      missing: indicator
        ? "描くことのできる値がまだありません。"
        : `${fiscalYearName(kpi.base_fiscal_year)}の現状値から始まる指標で、推移はまだありません。`,
    })),
  }));
}

function chartHeight({breaks}: Indicator, perPage: number): number {
  const height = CHART_HEIGHTS[perPage] ?? 0;
  return breaks.length > 0 ? height - 16 : height;
}

/** The list of tasks that belong to the reform, a table a direction. */
export function relatedTaskTables({rows}: Packet): DocumentTable[] {
  const groups = Map.groupBy(rows["marts.dim_related_tasks"], ({group_name}) => group_name);
  return [...groups].map(([name, tasks], index) => ({
    id: `related-tasks-${index + 1}`,
    caption: `＜${name}＞`,
    head: [[heading("改革課題No."), heading("課題名")]],
    rows: tasks.map(({task_no, task_name}) => ({kind: "row", cells: [label(task_no), textCell(task_name)]})),
    notes: [],
  }));
}
