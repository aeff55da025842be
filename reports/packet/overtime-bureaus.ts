import {fiscalYearName} from "../../schemas/fiscal-time.ts";
import {changeBars} from "../charts/change-bars.ts";
import {trustedMarkup} from "../print/render.ts";
import {type DocumentTable, heading, label, numberCell} from "../values/document-table.ts";
import {formatValue, formatYear} from "../values/format.ts";
import {figureCell, type Kpi, type KpiValue} from "./kpi-series.ts";
import {OVERTIME_NOTES} from "./overtime.ts";
import {bureauValue, NO_COUNTS, notYet, over480, yearsWithCounts} from "./overtime-counts.ts";
import type {Packet} from "./read-packet.ts";
import {type Block, type Slide, tableBlock} from "./slide.ts";

/** The 29 bureaus in two columns, and who changed most. */
export function bureauSlides(packet: Packet, chapter: string): Slide[] {
  const years = yearsWithCounts(packet);
  const title = "④ 各局区の480時間超職員数（全任命権者）";
  const kpi = over480(packet);
  if (years.length === 0 || !kpi) return [{chapter, title, lead: "", columns: [[NO_COUNTS]]}];
  const table = bureauTable(packet, {kpi, years});
  const half = Math.ceil(table.rows.length / 2);
  const changes = changeSlide(packet, {chapter, kpi});
  return [
    {
      chapter,
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

function bureauTable(packet: Packet, {kpi, years}: {kpi: Kpi; years: number[]}): DocumentTable {
  const cells = (bureau: string | null) =>
    years.map((year) => figureCell(bureauValue(packet, year, bureau), kpi));
  return {
    id: "overtime-by-bureau",
    caption: "各局区の、年間480時間を超えた職員の数（人）",
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
  if (!yearsWithCounts(packet).includes(packet.fiscalYear)) return notYet(packet.fiscalYear);
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
function changeSlide(packet: Packet, {chapter, kpi}: {chapter: string; kpi: Kpi}): Slide | null {
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
  const lead = changeSentence(fiscalYear, risen, changes.length - risen);
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
    events: null,
    notes: [],
  };
  return {
    chapter,
    title: "④ 各局区の480時間超職員数の増減",
    lead,
    columns: [[chart], [tableBlock(changeTable(packet, kpi, changes), {isSmall: true})]],
  };
}

function changeSentence(fiscalYear: number, risen: number, fallen: number): string {
  const before = `${fiscalYearName(fiscalYear - 1)}から`;
  if (risen === 0) return `${before}減ったのは${fallen}局区で、増えた局区はない`;
  if (fallen === 0) return `${before}増えたのは${risen}局区で、減った局区はない`;
  return `${before}増えたのは${risen}局区、減ったのは${fallen}局区`;
}

interface Change {
  name: string;
  value: KpiValue;
  before: KpiValue;
  change: number;
}

function changeTable({fiscalYear}: Packet, kpi: Kpi, changes: Change[]): DocumentTable {
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
