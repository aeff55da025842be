import {fiscalYearCode, fiscalYearName} from "../../schemas/fiscal-time.ts";
import {seriesCode} from "../../schemas/series-code.ts";
import {changeBars} from "../charts/change-bars.ts";
import {type DocumentTable, heading, label, type NumberCell, numberCell} from "../document-table.ts";
import {formatValue, formatYear} from "../format.ts";
import {trustedMarkup} from "../render.ts";
import {figureCell, type KpiValue, kpiOf} from "./kpi-series.ts";
import {OVERTIME_NOTES} from "./overtime.ts";
import type {Packet} from "./read-packet.ts";
import {type Block, emptyBlock, type Slide, tableBlock} from "./slide.ts";
import {splitWords} from "./words.ts";

const CHAPTER = "職員の時間外勤務の状況";
const SCOPE = "all_authorities";
const KPI = "overtime_over_480h";
const GROUPS = ["市長事務部局", "その他任命"] as const;
const GROUP_CODES = {市長事務部局: "MAYOR", その他任命: "OTHER"} as const;
const THRESHOLDS = [480, 1000] as const;

/** People over 480 and 1000 hours by appointing authority. */
export function groupSlide(packet: Packet): Slide {
  const years = yearsWithCounts(packet);
  const title = "① 年間480時間超・1000時間超の職員数（全任命権者）";
  if (years.length === 0) return {chapter: CHAPTER, title, lead: "", columns: [[NO_COUNTS]]};
  const {texts} = splitWords(packet, "overtime-counts");
  return {
    chapter: CHAPTER,
    title,
    lead: countSentence(packet),
    columns: [[tableBlock(groupTable(packet, years)), ...texts]],
  };
}

const NO_COUNTS = emptyBlock("時間外勤務の年度を通した実績がありません。");

function yearsWithCounts({rows, years}: Packet): number[] {
  const known = new Set(rows["marts.fct_overtime_counts"].map(({fiscal_year}) => fiscal_year));
  return years.filter((year) => known.has(year));
}

/** People of a group, or of the city, over a threshold. */
function countOf({rows}: Packet, year: number, hours: number, group?: string): number {
  const bureaus = new Map(
    rows["marts.dim_bureaus"].map((bureau) => [bureau.bureau_code, bureau.appointing_authority_group]),
  );
  return rows["marts.fct_overtime_counts"]
    .filter((row) => row.scope_id === SCOPE && row.fiscal_year === year && row.threshold_hours === hours)
    .filter(({bureau_code}) => group === undefined || bureaus.get(bureau_code) === group)
    .reduce((sum, {staff_count}) => sum + staff_count, 0);
}

function groupTable(packet: Packet, years: number[]): DocumentTable {
  const row = (name: string, group?: (typeof GROUPS)[number]) => [
    label(name),
    ...years.flatMap((year) =>
      THRESHOLDS.map((hours) => {
        const isCity = group === undefined && hours === THRESHOLDS[0];
        const cell = isCity ? cityCell(packet, year) : undefined;
        const part = group === undefined ? "ALL" : GROUP_CODES[group];
        const parts = [fiscalYearCode(year), part, String(hours)];
        const options = {unit: "人", figureCode: seriesCode("overtime_counts", parts)};
        return cell ?? numberCell(countOf(packet, year, hours, group), options);
      }),
    ),
  ];
  return {
    id: "overtime-by-authority",
    caption: "年間480時間超・1000時間超の時間外勤務職員数",
    head: [
      [
        heading("年度", {rows: 2}),
        ...years.map((year) =>
          heading(`${formatYear(year)}年度`, {columns: THRESHOLDS.length, isNumber: true}),
        ),
      ],
      years.flatMap(() => THRESHOLDS.map((hours) => heading(`${hours}時間超`, {isNumber: true}))),
    ],
    rows: [
      ...GROUPS.map((group) => ({kind: "row" as const, cells: row(group, group)})),
      {kind: "total", cells: row("計")},
    ],
    notes: OVERTIME_NOTES,
  };
}

function cityCell(packet: Packet, year: number): NumberCell | undefined {
  const value = bureauValue(packet, year, null);
  return value && figureCell(value, kpiOf(packet, KPI), {unit: "人"});
}

function bureauValue({values}: Packet, year: number, bureau: string | null): KpiValue | undefined {
  return values.find(
    (row) =>
      row.kpi_id === KPI && row.scope_id === SCOPE && row.fiscal_year === year && row.bureau_code === bureau,
  );
}

function countSentence(packet: Packet): string {
  const {fiscalYear} = packet;
  const count = countOf(packet, fiscalYear, 480);
  const before = bureauValue(packet, fiscalYear - 1, null)?.value ?? null;
  const now = `480時間を超えた職員は${formatValue(count, 0)}人、1000時間を超えた職員は${formatValue(countOf(packet, fiscalYear, 1000), 0)}人`;
  if (before === null) return now;
  const change = count - before;
  const words =
    change === 0
      ? "前年度と同じ"
      : `前年度より${formatValue(Math.abs(change), 0)}人${change > 0 ? "増" : "減"}`;
  return now.replace("人、", `人（${words}）、`);
}

/** The 29 bureaus in two columns, and who changed most. */
export function bureauSlides(packet: Packet): Slide[] {
  const years = yearsWithCounts(packet);
  const title = "④ 各局区の480時間超職員数（全任命権者）";
  if (years.length === 0) return [{chapter: CHAPTER, title, lead: "", columns: [[NO_COUNTS]]}];
  const table = bureauTable(packet, years);
  const half = Math.ceil(table.rows.length / 2);
  const changes = changeSlide(packet);
  return [
    {
      chapter: CHAPTER,
      title,
      lead: largestSentence(packet),
      columns: [[tableBlock(table, {splitAfter: half})]],
    },
    ...(changes ? [changes] : []),
  ];
}

/** Bureaus of today's organisation in its order. */
function bureausOf({rows}: Packet) {
  return rows["marts.dim_bureaus"]
    .filter(({valid_to, successor_code}) => valid_to === null && successor_code === null)
    .sort((one, other) => one.display_order - other.display_order);
}

function bureauTable(packet: Packet, years: number[]): DocumentTable {
  const kpi = kpiOf(packet, KPI);
  const cells = (bureau: string | null) =>
    years.map((year) => figureCell(bureauValue(packet, year, bureau), kpi));
  return {
    id: "overtime-by-bureau",
    caption: "各局区の年間480時間超の職員数（人）",
    head: [[heading("局区名"), ...years.map((year) => heading(formatYear(year), {isNumber: true}))]],
    rows: [
      ...bureausOf(packet).map(({bureau_code, bureau_name}) => ({
        kind: "row" as const,
        cells: [label(bureau_name), ...cells(bureau_code)],
      })),
      {kind: "total", cells: [label("全局区"), ...cells(null)]},
    ],
    notes: [...OVERTIME_NOTES, "※現在の組織による。所属は、その年度に時間外勤務のあった最後の月のもの。"],
  };
}

function largestSentence(packet: Packet): string {
  const largest = bureausOf(packet)
    .map(({bureau_code, bureau_name}) => ({
      bureau_name,
      count: bureauValue(packet, packet.fiscalYear, bureau_code)?.value ?? 0,
    }))
    .sort((one, other) => other.count - one.count)
    .slice(0, 3);
  const names = largest.map(({bureau_name, count}) => `${bureau_name}（${formatValue(count, 0)}人）`);
  return `${fiscalYearName(packet.fiscalYear)}は${names.join("、")}の順に多い`;
}

/** Bureaus whose count moved against the year before; null without a year before. */
function changeSlide(packet: Packet): Slide | null {
  const {fiscalYear} = packet;
  const changes = bureausOf(packet)
    .flatMap(({bureau_code, bureau_name}) => {
      const value = bureauValue(packet, fiscalYear, bureau_code);
      const before = bureauValue(packet, fiscalYear - 1, bureau_code);
      return value?.value == null || before?.value == null
        ? []
        : [{name: bureau_name, value, before, change: value.value - before.value}];
    })
    .filter(({change}) => change !== 0)
    .sort((one, other) => other.change - one.change);
  if (changes.length === 0) return null;
  const risen = changes.filter(({change}) => change > 0).length;
  const lead = `${formatYear(fiscalYear - 1)}年度から増えたのは${risen}局区、減ったのは${changes.length - risen}局区`;
  const chart: Block = {
    kind: "chart",
    caption: "480時間超職員数の前年度からの増減（人）",
    svg: trustedMarkup(
      changeBars({name: "bureau-changes", changes, size: {width: 490, height: 10 + changes.length * 18}}),
    ),
    alt: `局区ごとの増減の横棒グラフ。${lead}`,
    keys: [
      {look: "dark", name: "増えた局区"},
      {look: "pale", name: "減った局区"},
    ],
    notes: [],
  };
  return {
    chapter: CHAPTER,
    title: "④ 各局区の480時間超職員数の増減",
    lead,
    columns: [[chart], [tableBlock(changeTable(packet, changes), {isSmall: true})]],
  };
}

interface Change {
  name: string;
  value: KpiValue;
  before: KpiValue;
  change: number;
}

function changeTable(packet: Packet, changes: Change[]): DocumentTable {
  const {fiscalYear} = packet;
  const kpi = kpiOf(packet, KPI);
  return {
    id: "overtime-bureau-changes",
    caption: "480時間超職員数の前年度からの増減（人）",
    head: [
      [
        heading("局区名"),
        heading(formatYear(fiscalYear - 1), {isNumber: true}),
        heading(formatYear(fiscalYear), {isNumber: true}),
        heading("増減", {isNumber: true}),
      ],
    ],
    rows: changes.map(({name, value, before, change}) => ({
      kind: "row",
      cells: [label(name), figureCell(before, kpi), figureCell(value, kpi), numberCell(change)],
    })),
    notes: ["※増減のない局区は載せていない。"],
  };
}
