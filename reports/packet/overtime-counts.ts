import {fiscalYearCode, fiscalYearName} from "../../schemas/fiscal-time.ts";
import {isOver480Hours} from "../../schemas/kpi-model.ts";
import {groupPart} from "../../schemas/series/keys.ts";
import {seriesCode} from "../../schemas/series-code.ts";
import {HEADS_GROUP} from "../../schemas/sources/bureaus.ts";
import {type BarLook, groupedBars, LOOKS_OF_PARTS} from "../charts/grouped-bars.ts";
import {trustedMarkup} from "../print/render.ts";
import {type DocumentTable, heading, label, type NumberCell, numberCell} from "../values/document-table.ts";
import {formatValue, formatYear} from "../values/format.ts";
import {splitWords} from "./chapter-texts.ts";
import {chartEvents} from "./chart-events.ts";
import {figureCell, type Kpi, type KpiValue} from "./kpi-series.ts";
import {OVERTIME_NOTES, overtimeIndicators} from "./overtime.ts";
import type {Packet} from "./read-packet.ts";
import {type ChartBlock, emptyBlock, type Slide, tableBlock} from "./slide.ts";

const SCOPE = "all_authorities";
const THRESHOLDS = [480, 1000] as const;

/** People over 480 and 1000 hours by appointing authority. */
export function groupSlide(packet: Packet, chapter: string): Slide {
  const years = yearsWithCounts(packet);
  const title = "① 年間480時間超・1000時間超の職員数（全任命権者）";
  if (years.length === 0) return {chapter, title, lead: "", columns: [[NO_COUNTS]]};
  const {texts} = splitWords(packet, "overtime-counts");
  return {
    chapter,
    title,
    lead: countSentence(packet),
    columns: [[tableBlock(groupTable(packet, years)), groupChart(packet, years), ...texts]],
  };
}

/** The groups that a bar has a part for; of more than fit, the last part is of all the others. The table has each. */
export function partsOfBars(groups: string[]): {look: BarLook; groups: string[]}[] {
  const looks = LOOKS_OF_PARTS[Math.min(groups.length, LOOKS_OF_PARTS.length) - 1] ?? [];
  return looks.map((look, place) => ({
    look,
    groups: groups.slice(place, place === looks.length - 1 ? undefined : place + 1),
  }));
}

function groupChart(packet: Packet, years: number[]): ChartBlock {
  const parts = partsOfBars(groupsOf(packet)).map(({look, groups}) => ({
    look,
    groups,
    name: groups.length === 1 ? groupName(packet, groups[0] ?? "") : "ほかの任命権者",
  }));
  const series = parts.map(({look, name, groups}) => ({
    name,
    look,
    values: years.map((year) => countOf(packet, year, THRESHOLDS[0], groups)),
  }));
  const {size, ...told} = chartEvents(packet, overtimeIndicators(packet), {
    ...{years, series, size: {width: 1010, height: 190}},
  });
  return {
    kind: "chart",
    caption: "年間480時間超の時間外勤務職員数（人）",
    svg: trustedMarkup(
      groupedBars({
        name: "overtime-by-authority",
        years,
        series,
        provisional: [],
        breaks: [],
        isStacked: true,
        decimals: 0,
        size,
      }),
    ),
    alt: `任命権者別の積み上げ棒グラフ。${countSentence(packet)}`,
    keys: parts.map(({look, name}) => ({look, name})),
    ...told,
  };
}

/** Groups of authorities as the list of bureaus has them, the head's first. */
function groupsOf({rows}: Packet): string[] {
  const groups = rows["marts.dim_bureaus"]
    .toSorted((one, other) => one.display_order - other.display_order)
    .map(({appointing_authority_group}) => appointing_authority_group);
  return [...new Set(groups)].sort(
    (one, other) => Number(other === HEADS_GROUP) - Number(one === HEADS_GROUP),
  );
}

/** As this body calls it: 町長事務部局. */
function groupName({body}: Packet, group: string): string {
  return group === HEADS_GROUP ? `${body.head}事務部局` : group;
}

export const NO_COUNTS = emptyBlock("時間外勤務の年度を通した実績がありません。");

/** Of a year that is not over: nobody is counted yet, which is not nobody. */
export function notYet(fiscalYear: number): string {
  return `${fiscalYearName(fiscalYear)}の値はまだない`;
}

export function yearsWithCounts({rows, years}: Packet): number[] {
  const known = new Set(rows["marts.fct_overtime_counts"].map(({fiscal_year}) => fiscal_year));
  return years.filter((year) => known.has(year));
}

/** People of some groups, or of the city, over a threshold; null for groups with a bureau that is withheld. */
function countOf({rows}: Packet, year: number, hours: number, groups?: string[]): number | null {
  const bureaus = new Map(
    rows["marts.dim_bureaus"].map((bureau) => [bureau.bureau_code, bureau.appointing_authority_group]),
  );
  const found = rows["marts.fct_overtime_counts"]
    .filter((row) => row.scope_id === SCOPE && row.fiscal_year === year && row.threshold_hours === hours)
    .filter(({bureau_code}) => groups === undefined || groups.includes(bureaus.get(bureau_code ?? "") ?? ""));
  return groups !== undefined && found.some(({staff_count}) => staff_count === null)
    ? null
    : found.reduce((sum, {staff_count}) => sum + (staff_count ?? 0), 0);
}

function cityCount(packet: Packet, year: number, hours: number): number {
  return countOf(packet, year, hours) ?? 0;
}

function groupTable(packet: Packet, years: number[]): DocumentTable {
  const row = (name: string, group?: string) => [
    label(name),
    ...years.flatMap((year) =>
      THRESHOLDS.map((hours) => {
        const isCity = group === undefined && hours === THRESHOLDS[0];
        const cell = isCity ? cityCell(packet, year) : undefined;
        const part = group === undefined ? "ALL" : groupPart(group);
        const parts = [fiscalYearCode(year), part, String(hours)];
        const count = countOf(packet, year, hours, group === undefined ? undefined : [group]);
        const options = {
          unit: "人",
          figureCode: seriesCode("overtime_counts", parts),
          isWithheld: count === null,
        };
        return cell ?? numberCell(count, options);
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
      ...groupsOf(packet).map((group) => ({
        kind: "row" as const,
        cells: row(groupName(packet, group), group),
      })),
      {kind: "total", cells: row("計")},
    ],
    notes: OVERTIME_NOTES,
  };
}

function cityCell(packet: Packet, year: number): NumberCell | undefined {
  const kpi = over480(packet);
  const value = bureauValue(packet, year, null);
  return kpi && value && figureCell(value, kpi, {unit: "人"});
}

/** The indicator of that number of people, where the city has it. */
export function over480({rows}: Packet): Kpi | undefined {
  return rows["marts.dim_kpis"].find(isOver480Hours);
}

/** A bureau's value in the scope of the yearly report; null for the city. */
export function bureauValue(packet: Packet, year: number, bureau: string | null): KpiValue | undefined {
  const kpiId = over480(packet)?.kpi_id;
  return packet.values.find(
    (row) =>
      row.kpi_id === kpiId &&
      row.scope_id === SCOPE &&
      row.fiscal_year === year &&
      row.bureau_code === bureau,
  );
}

function countSentence(packet: Packet): string {
  const {fiscalYear} = packet;
  if (!yearsWithCounts(packet).includes(fiscalYear)) return notYet(fiscalYear);
  const count = cityCount(packet, fiscalYear, 480);
  const before = bureauValue(packet, fiscalYear - 1, null)?.value ?? null;
  const now = `480時間を超えた職員は${formatValue(count, 0)}人、1000時間を超えた職員は${formatValue(cityCount(packet, fiscalYear, 1000), 0)}人`;
  if (before === null) return now;
  const change = count - before;
  const words =
    change === 0
      ? "前年度と同じ"
      : `前年度より${formatValue(Math.abs(change), 0)}人${change > 0 ? "増" : "減"}`;
  return now.replace("人、", `人（${words}）、`);
}
