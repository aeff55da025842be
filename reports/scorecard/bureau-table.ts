import {figureCode} from "../../schemas/figure-code.ts";
import {yearLabel} from "../../schemas/year-words.ts";
import {type DocumentTable, heading, label, numberCell, type TableRow} from "../values/document-table.ts";
import {formatValue, formatYear, shownDifference, WITHHELD} from "../values/format.ts";
import type {Indicator} from "./read-scorecard.ts";

const BUREAUS_SHOWN = 5;

type BureauYear = Indicator["bureauYears"][number];

/** The bureaus in which the indicator stands worst in the latest year, with two years before and the change. */
export interface BureauTable {
  title: string;
  years: string[];
  rows: {bureau: string; cells: string[]; difference: string}[];
  note: string;
}

/** The table as it is printed, from the plain one. */
export function bureauTable(indicator: Indicator): BureauTable | null {
  const [table] = bureauDocumentTable(indicator);
  if (!table) return null;
  return {
    title: bureauTitle(indicator),
    years: (table.head[0] ?? []).slice(1, -1).map(({text}) => text),
    rows: table.rows.map(({cells}) => {
      const texts = cells.map(({text}) => text);
      return {bureau: texts[0] ?? "", cells: texts.slice(1, -1), difference: texts.at(-1) ?? ""};
    }),
    note: table.notes.join("　"),
  };
}

/** None where the indicator is not shown by bureau. */
export function bureauDocumentTable(indicator: Indicator): DocumentTable[] {
  const {kpi, score, bureauYears, fewPeople} = indicator;
  const isLargeEnough = (row: BureauYear) => !isOfFew(row, fewPeople);
  const latest = score.value_fiscal_year;
  if (latest === null) return [];
  const ofLatest = bureauYears.filter((row) => row.fiscal_year === latest);
  const inLatest = ofLatest.filter(isShown);
  const withheld = ofLatest.filter(({observation_status}) => observation_status === "withheld").length;
  const rows = worstBureaus(inLatest.filter(isLargeEnough), kpi.direction);
  if (rows.length === 0) return [];
  const years = [latest - 2, latest - 1, latest];
  const shown = rows.map((row) => bureauRow(row, years, indicator));
  const heads = [...years.map(formatYear), "前年差"].map((text) => heading(text, {isNumber: true}));
  return [
    {
      id: `${kpi.kpi_id.replaceAll("_", "-")}-bureaus`,
      caption: `${kpi.kpi_name}　${bureauTitle(indicator)}`,
      head: [[heading("局区"), ...heads]],
      rows: shown,
      notes: [
        shown.some(({cells}) => cells.some(({text}) => text === WITHHELD))
          ? `${WITHHELD}：人数が少ないため公表しない値`
          : "",
        inLatest.every(isLargeEnough) ? "" : `分母が${formatValue(fewPeople, 0)}に満たない局区を除く`,
        withheld === 0 ? "" : `人数が少ないため示さない局区（${formatValue(withheld, 0)}）を除く`,
      ].filter((part) => part !== ""),
    },
  ];
}

/** Of a city with few bureaus none stands out: all that may be shown are. */
function bureauTitle({kpi, score, bureauYears}: Indicator): string {
  const inLatest = bureauYears.filter(({fiscal_year}) => fiscal_year === score.value_fiscal_year);
  const bureaus = inLatest.length > BUREAUS_SHOWN ? `${extremeWord(kpi)}局区` : "局区別";
  return `${bureaus}（${yearLabel(kpi, score.value_fiscal_year)}）`;
}

/** Withheld cells take no place. */
function isShown({value, observation_status}: BureauYear): boolean {
  return value !== null && observation_status !== "withheld";
}

/** A rate of few people moves far with each of them. */
export function isOfFew(row: {denominator: number | null} | undefined, fewPeople: number): boolean {
  return row !== undefined && row.denominator !== null && row.denominator < fewPeople;
}

/** Where less is better the highest values, where more is better the lowest. */
type Direction = Indicator["kpi"]["direction"];

function worstBureaus(rows: BureauYear[], direction: Direction): BureauYear[] {
  const sign = direction === "up" ? 1 : -1;
  return [...rows]
    .sort((one, other) => sign * ((one.value ?? 0) - (other.value ?? 0)))
    .slice(0, BUREAUS_SHOWN);
}

function bureauRow(
  {bureau_code, bureau_name}: BureauYear,
  years: number[],
  {kpi: {decimals, scope_id}, breaks, bureauYears}: Indicator,
): TableRow {
  const own = years.map((year) =>
    bureauYears.find((row) => row.bureau_code === bureau_code && row.fiscal_year === year),
  );
  const isComparable = !breaks.some(({fiscal_year}) => fiscal_year === years.at(-1));
  const [before, latest] = own.slice(-2).map((row) => (isWithheld(row) ? null : (row?.value ?? null)));
  const difference = isComparable ? shownDifference(latest ?? null, before ?? null, decimals) : null;
  return {
    kind: "row",
    cells: [
      label(bureau_name),
      ...own.map((row) =>
        numberCell(row?.value ?? null, {
          decimals,
          isWithheld: isWithheld(row),
          figureCode: row && figureCode(row, scope_id),
        }),
      ),
      numberCell(difference, {decimals}),
    ],
  };
}

function isWithheld(row: BureauYear | undefined): boolean {
  return row?.observation_status === "withheld";
}

function extremeWord({unit, direction}: Indicator["kpi"]): string {
  if (unit === "%") return direction === "up" ? "割合の低い" : "割合の高い";
  const quantity = {人: "人数", 千枚: "枚数", 日: "日数"}[unit] ?? "値";
  return direction === "up" ? `${quantity}の少ない` : `${quantity}の多い`;
}
