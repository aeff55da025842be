import {figureCode} from "../../schemas/figure-code.ts";
import {fiscalYearName, japaneseDate} from "../../schemas/fiscal-time.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {yearHeading, yearLabel} from "../../schemas/year-words.ts";
import {groupedBars} from "../charts/grouped-bars.ts";
import {trustedMarkup} from "../print/render.ts";
import {namedSentence} from "../scorecard/chart-sentence.ts";
import {
  type DocumentTable,
  heading,
  label,
  type NumberCell,
  numberCell,
  textCell,
} from "../values/document-table.ts";
import {formatYear, NONE} from "../values/format.ts";
import {whyProvisional} from "../values/known-on.ts";
import {noneText} from "../values/none-text.ts";
import {targetPhrase} from "../values/target-text.ts";
import {chartEvents} from "./chart-events.ts";
import {onlyRow, type Packet} from "./read-packet.ts";
import {type Block, type ChartBlock, emptyBlock, tableBlock} from "./slide.ts";

export type Kpi = MartRow<"marts.dim_kpis">;
export type KpiValue = MartRow<"marts.fct_kpi_values">;

const STATUS_WORDS = {final: "確定", provisional: "速報", revised: "改定", withheld: "秘匿"} as const;

export function kpiOf({rows}: Packet, kpiId: string): Kpi {
  const kpi = rows["marts.dim_kpis"].find(({kpi_id}) => kpi_id === kpiId);
  if (!kpi) throw new Error(`marts.dim_kpis has no ${kpiId}`);
  return kpi;
}

/** A value of an indicator with its code. */
export function figureCell(value: KpiValue | undefined, kpi: Kpi, {unit = ""} = {}): NumberCell {
  if (!value) return numberCell(null);
  const text = noneText(kpi, value);
  return numberCell(value.value, {
    decimals: kpi.decimals,
    unit,
    isWithheld: value.observation_status === "withheld",
    figureCode: figureCode(value, kpi.scope_id),
    ...(text !== undefined && {text, figureCode: undefined}),
  });
}

/** The city's value of a year in the indicator's official scope. */
export function cityValue(packet: Packet, kpi: Kpi, fiscalYear: number): KpiValue | undefined {
  return packet.values.find(
    (row) =>
      row.kpi_id === kpi.kpi_id &&
      row.fiscal_year === fiscalYear &&
      row.scope_id === kpi.scope_id &&
      row.bureau_code === null,
  );
}

/** The years shown, from the first one that has a value of the indicator. */
function yearsOf(packet: Packet, kpi: Kpi): number[] {
  const first = packet.years.findIndex((year) => cityValue(packet, kpi, year) !== undefined);
  return first < 0 ? [] : packet.years.slice(first);
}

/** Yearly values of an indicator as a table, a column a year; null when there is none in the years shown. */
export function kpiTable(packet: Packet, kpiId: string, caption?: string): DocumentTable | null {
  const kpi = kpiOf(packet, kpiId);
  const years = yearsOf(packet, kpi);
  if (years.length === 0) return null;
  const values = years.map((year) => cityValue(packet, kpi, year));
  const hasRatio = values.some((value) => value?.denominator != null);
  /** Nothing where no year shows it: some sums would give a person away. */
  const part = (name: string, pick: (value: KpiValue) => number | null) =>
    values.some((value) => value && pick(value) !== null)
      ? [{kind: "row" as const, cells: [label(name), ...values.map((value) => partCell(value, pick))]}]
      : [];
  return {
    id: kpiId.replaceAll("_", "-"),
    caption: caption ?? `${kpi.short_name}の推移`,
    head: [
      [heading(yearHeading(kpi)), ...years.map((year) => heading(yearLabel(kpi, year), {isNumber: true}))],
    ],
    rows: [
      {
        kind: "row",
        cells: [label(`${kpi.short_name}（${kpi.unit}）`), ...values.map((value) => figureCell(value, kpi))],
      },
      ...(hasRatio
        ? [...part("分子", (value) => value.numerator), ...part("分母", (value) => value.denominator)]
        : []),
      {
        kind: "row",
        cells: [
          label("確定状況"),
          ...values.map((value) => textCell(value ? STATUS_WORDS[value.observation_status] : NONE)),
        ],
      },
    ],
    notes: [
      `※${kpi.definition}${targetWords(kpi)}`,
      ...provisionalNotes(packet, values),
      ...breakNotes(packet, kpi),
    ],
  };
}

/** What the provisional ones of earlier years still wait for; those of the packet's own year stand with the indicators. */
function provisionalNotes(packet: Packet, values: (KpiValue | undefined)[]): string[] {
  const day = packet.day ?? onlyRow(packet, "marts.release_info").created_on;
  const open = values.flatMap((value) =>
    value?.observation_status === "provisional" && value.fiscal_year < packet.fiscalYear
      ? [{year: formatYear(value.fiscal_year), why: whyProvisional(value, day)}]
      : [],
  );
  return [...Map.groupBy(open, ({why}) => why)].map(
    ([why, years]) => `※${years.map(({year}) => year).join("、")}の速報は、${why}。`,
  );
}

function partCell(value: KpiValue | undefined, pick: (value: KpiValue) => number | null): NumberCell {
  const part = value ? pick(value) : null;
  const decimals = part === null || Number.isInteger(part) || Math.abs(part) >= 10_000 ? 0 : 1;
  return numberCell(part, {decimals, isWithheld: value?.observation_status === "withheld"});
}

function targetWords(kpi: Kpi): string {
  const year = kpi.target_by === null ? fiscalYearName(kpi.target_fiscal_year) : japaneseDate(kpi.target_by);
  return `目標（${kpi.target_year_words ?? year}）は${targetPhrase(kpi, kpi)}。`;
}

function breakNotes(packet: Packet, kpi: Kpi): string[] {
  return shownBreaks(packet, kpi).map(
    ({fiscal_year, note}) =>
      `※縦の破線：${formatYear(fiscal_year)}から数え方が変わり、前後は比べられない。${note}`,
  );
}

/** Between two of the years shown. */
function shownBreaks(packet: Packet, kpi: Kpi) {
  const years = yearsOf(packet, kpi);
  return packet.rows["marts.dim_kpi_breaks"].filter(
    ({kpi_id, fiscal_year}) => kpi_id === kpi.kpi_id && years.indexOf(fiscal_year) > 0,
  );
}

export interface ChartSize {
  width: number;
  height: number;
}

/** One bar compares nothing. */
const FEWEST_BARS = 2;

/** Bars of an indicator's yearly values; null while there are too few. */
function kpiChart(packet: Packet, kpiId: string, size: ChartSize): ChartBlock | null {
  const kpi = kpiOf(packet, kpiId);
  const years = yearsOf(packet, kpi);
  const values = years.map((year) => cityValue(packet, kpi, year));
  if (values.filter((value) => value?.value != null).length < FEWEST_BARS) return null;
  const provisional = values.map((value) => value?.observation_status === "provisional");
  const series = [
    {name: kpi.short_name, look: "dark" as const, values: values.map((value) => value?.value ?? null)},
  ];
  const {size: left, ...told} = chartEvents(packet, [kpiId], {years, series, size});
  const svg = groupedBars({
    name: `bars-${kpiId.replaceAll("_", "-")}`,
    years,
    series,
    provisional,
    breaks: shownBreaks(packet, kpi).map(({fiscal_year}) => years.indexOf(fiscal_year)),
    isStacked: false,
    decimals: kpi.decimals,
    size: left,
  });
  const sentence = kpiSentence(packet, kpi);
  return {
    kind: "chart",
    caption: `${kpi.short_name}（${kpi.unit}）`,
    svg: trustedMarkup(svg),
    alt: `${kpi.short_name}の棒グラフ。${sentence}`,
    keys: provisional.includes(true) ? [{look: "hatched", name: "速報値"}] : [],
    ...told,
  };
}

/** What an indicator's years say, in one sentence; the year before is left out across a change of definition. */
export function kpiSentence(packet: Packet, kpi: Kpi): string {
  const {fiscalYear} = packet;
  const isComparable = !shownBreaks(packet, kpi).some(({fiscal_year}) => fiscal_year === fiscalYear);
  return namedSentence(sentenceName(kpi), {
    kpi,
    fiscalYear,
    value: cityValue(packet, kpi, fiscalYear)?.value ?? null,
    previous: isComparable ? (cityValue(packet, kpi, fiscalYear - 1)?.value ?? null) : null,
    margin: marginOf(packet, kpi),
  });
}

function marginOf({scorecard, fiscalYear}: Packet, {kpi_id}: Kpi) {
  const margin = scorecard?.indicators.find(({kpi}) => kpi.kpi_id === kpi_id)?.margin ?? null;
  return margin?.fiscal_year === fiscalYear ? margin : null;
}

/** A sentence of a page's width has room for the full name up to so many signs. */
const NAME_SIGNS = 20;

function sentenceName({kpi_name, short_name}: Kpi): string {
  return kpi_name.length <= NAME_SIGNS && !kpi_name.includes("。") ? kpi_name : short_name;
}

/** Chart and table of an indicator, or that there are none. */
export function kpiBlocks(packet: Packet, kpiId: string, size: ChartSize): Block[] {
  const chart = kpiChart(packet, kpiId, size);
  const table = kpiTable(packet, kpiId);
  if (!table) return [emptyBlock(`${kpiOf(packet, kpiId).short_name}の値は、この年度までにありません。`)];
  return [...(chart ? [chart] : []), tableBlock(table)];
}
