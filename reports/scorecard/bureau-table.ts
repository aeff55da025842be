import {figureCode} from "../../schemas/figure-code.ts";
import {yearLabel} from "../../schemas/year-words.ts";
import {type DocumentTable, heading, label, numberCell, type TableRow} from "../values/document-table.ts";
import {formatValue, formatYear, shownDifference, WITHHELD} from "../values/format.ts";
import type {Indicator} from "./read-scorecard.ts";

const BUREAUS_SHOWN = 5;

type BureauYear = Indicator["bureauYears"][number];

/** The bureaus in which the indicator stands worst in the latest year, with one or two years before, the change, and the running year to date. */
export interface BureauTable {
  title: string;
  heads: string[];
  rows: {bureau: string; cells: string[]}[];
  note: string;
}

/** The table as it is printed, from the plain one. */
export function bureauTable(indicator: Indicator): BureauTable | null {
  const [table] = bureauDocumentTable(indicator);
  if (!table) return null;
  return {
    title: bureauTitle(indicator),
    heads: (table.head[0] ?? []).slice(1).map(({text}) => text),
    rows: table.rows.map(({cells: [bureau, ...cells]}) => ({
      bureau: bureau?.text ?? "",
      cells: cells.map(({text}) => text),
    })),
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
  const toDate = rows.map(({bureau_code}) => toDateOf(bureau_code, indicator));
  const hasToDate = toDate.some((row) => row !== undefined);
  // The running year takes the place of the oldest.
  const years = [...(hasToDate ? [] : [latest - 2]), latest - 1, latest];
  const shown = rows.map((row, index) => bureauRow(row, years, indicator, hasToDate ? [toDate[index]] : []));
  const heads = [...years.map(formatYear), "前年差", ...(hasToDate ? [toDateHead(score)] : [])].map((text) =>
    heading(text, {isNumber: true}),
  );
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
        toDate.some((row) => isOfFew(row, fewPeople))
          ? `${FEW_MARK}：分母が${formatValue(fewPeople, 0)}に満たない率`
          : "",
        withheld === 0 ? "" : `人数が少ないため示さない局区（${formatValue(withheld, 0)}）を除く`,
        indicator.sums === null
          ? ""
          : "局区をまとめたグループ別の値と数年分の計は、後の「グループと数年分の計」の頁",
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
  {kpi: {decimals, scope_id}, breaks, bureauYears, fewPeople}: Indicator,
  toDate: (Indicator["bureauToDate"][number] | undefined)[],
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
      ...toDate.map((row) =>
        numberCell(row?.value ?? null, {
          decimals,
          isWithheld: isWithheld(row),
          figureCode: row && figureCode(row, scope_id),
          ...(row?.value != null &&
            isOfFew(row, fewPeople) && {text: `${FEW_MARK}${formatValue(row.value, decimals)}`}),
        }),
      ),
    ],
  };
}

/** Before a rate of few people. */
export const FEW_MARK = "＊";

/** Nothing at the end of a year, whose value it is. */
function toDateOf(bureauCode: string | null, {score, bureauToDate}: Indicator) {
  if (score.as_of_quarter === 4) return undefined;
  return bureauToDate.find(({bureau_code}) => bureau_code === bureauCode);
}

/** "R6.9まで" */
function toDateHead({as_of_date, as_of_fiscal_year}: Indicator["score"]): string {
  return `${formatYear(as_of_fiscal_year)}.${Number(as_of_date.slice(5, 7))}まで`;
}

function isWithheld(row: Pick<BureauYear, "observation_status"> | undefined): boolean {
  return row?.observation_status === "withheld";
}

function extremeWord({unit, direction}: Indicator["kpi"]): string {
  if (unit === "%") return direction === "up" ? "割合の低い" : "割合の高い";
  const quantity = {人: "人数", 千枚: "枚数", 日: "日数"}[unit] ?? "値";
  return direction === "up" ? `${quantity}の少ない` : `${quantity}の多い`;
}
