import {figureCode} from "../../schemas/figure-code.ts";
import type {MartRow} from "../../schemas/marts.ts";
import {someOf} from "../../schemas/some-of.ts";
import {yearLabel, yearWord} from "../../schemas/year-words.ts";
import {
  type Cell,
  type DocumentTable,
  type Heading,
  heading,
  label,
  numberCell,
  type TableRow,
  textCell,
} from "../values/document-table.ts";
import {formatValue, formatYear, NONE, shownDifference} from "../values/format.ts";
import {noneText} from "../values/none-text.ts";
import type {Body} from "../values/read-body.ts";
import {targetCell, targetYear} from "../values/target-text.ts";
import {FEW_MARK, isOfFew} from "./bureau-table.ts";
import {overLabel} from "./overtime-table.ts";
import type {BureauCard, BureauIndicator} from "./read-bureau-cards.ts";
import type {Indicator} from "./read-scorecard.ts";
import {bureauSumTable, type TitledTable} from "./sum-tables.ts";
import {yearlyRows} from "./yearly-rows.ts";

type Value = MartRow<"marts.fct_kpi_values"> | undefined;

/** Every table of a bureau's scorecard as plain data. */
export interface BureauTables {
  yearly: DocumentTable;
  toDate: DocumentTable;
  /** Null when the quarter has no warnings (they are of the latest year only). */
  warnings: DocumentTable | null;
  /** Null in a city that counted nobody's overtime. */
  overtime: DocumentTable | null;
  /** Of its group and its several years, a table per indicator; none where the city does not ask for them. */
  sums: TitledTable[];
  /** Values of the bureau and the city below each chart, in the order of the indicators. */
  figures: DocumentTable[];
}

export function bureauTables(card: BureauCard): BureauTables {
  return {
    yearly: yearlyTable(card),
    toDate: toDateTable(card),
    warnings: card.warnings.length === 0 ? null : warningTable(card),
    overtime: overtimeTable(card),
    sums: card.indicators.flatMap((own) => bureauSumTable(own, card.bureau) ?? []),
    figures: card.indicators.map((indicator) => figureTable(indicator, card.scorecard.body)),
  };
}

/** In the order in which they are printed. */
export function inOrder({yearly, toDate, warnings, overtime, figures, sums}: BureauTables): DocumentTable[] {
  const firstPage = [yearly, toDate, ...(warnings ? [warnings] : []), ...(overtime ? [overtime] : [])];
  return [...firstPage, ...figures, ...sums];
}

function yearlyTable({indicators, scorecard: {body}}: BureauCard): DocumentTable {
  return {
    id: "bureau-years",
    caption: "年度の値",
    head: [
      heads(
        ["指標", "記号", "単位", "年度"],
        ["前年度", "この局区", "前年差"],
        ["確定状況"],
        [body.whole, `${body.whole}の目標`],
      ),
    ],
    rows: indicators.map(yearlyRow),
    notes: [...indicators.flatMap(longTarget), ...fewNote(indicators, body), ...blankNotes(indicators)],
  };
}

const BLANKS_SHOWN = 4;

/** "空欄のわけ：年休の日数のR6年度は、…。" */
function blankNotes(indicators: BureauIndicator[]): string[] {
  const all = indicators.flatMap(({indicator, blanks}) =>
    blanks.map((reason) => `${indicator.kpi.short_name}の${reason}`),
  );
  if (all.length === 0) return [];
  return [`空欄のわけ：${someOf(all.slice(0, BLANKS_SHOWN), all.length)}。`];
}

/** A target in words, or by a day, is too long for a line of the table, which must not be broken. */
function longTarget({indicator: {kpi, score}}: BureauIndicator): string[] {
  if (!isLong(score)) return [];
  return [
    `※${kpi.short_name}の目標：${score.target_words ?? targetCell(score, kpi)}（${targetYear(score)}）`,
  ];
}

/** R10, H30 */
const LONGEST_YEAR = 3;

function isLong(score: BureauIndicator["indicator"]["score"]): boolean {
  return score.target_words !== null || targetYear(score).length > LONGEST_YEAR;
}

/** Rates of few people move far with each of them: they are marked in the row. */
function fewNote(indicators: BureauIndicator[], {fewPeople, words}: Body): string[] {
  if (!indicators.some(isRateOfFew)) return [];
  return [
    `${FEW_MARK}：分母が${formatValue(fewPeople, 0)}に満たない率。1人で大きく動くので、変化と言わず、${words.unit}の順位に入れない。`,
  ];
}

export function isRateOfFew({indicator: {kpi, score, fewPeople}, years}: BureauIndicator): boolean {
  const own = years.find(({fiscal_year}) => fiscal_year === score.value_fiscal_year);
  const before = years.find(({fiscal_year}) => fiscal_year === (score.value_fiscal_year ?? 0) - 1);
  return kpi.unit === "%" && (isOfFew(own, fewPeople) || isOfFew(before, fewPeople));
}

function heads(...groups: string[][]): Heading[] {
  return groups.flatMap((names, index) => names.map((text) => heading(text, {isNumber: index % 2 === 1})));
}

function yearlyRow(row: BureauIndicator): TableRow {
  const {indicator, years} = row;
  const {kpi, score, breaks} = indicator;
  const year = score.value_fiscal_year;
  const own = years.find(({fiscal_year}) => fiscal_year === year);
  const before = years.find(({fiscal_year}) => fiscal_year === (year ?? 0) - 1);
  const isComparable = !breaks.some(({fiscal_year}) => fiscal_year === year);
  const target = isLong(score) ? "※下の注" : `${targetCell(score, kpi)}（${targetYear(score)}）`;
  return {
    kind: "row",
    cells: [
      label(`${kpi.short_name}${isRateOfFew(row) ? FEW_MARK : ""}`),
      textCell(own ? figureCode(own, kpi.scope_id) : ""),
      textCell(kpi.unit),
      textCell(year === null ? "" : yearLabel(kpi, year)),
      valueCell(before, indicator.kpi),
      valueCell(own, indicator.kpi),
      differenceCell(own, isComparable ? before : undefined, indicator.kpi),
      textCell(statusWord(own)),
      numberCell(score.value, {decimals: kpi.decimals}),
      textCell(target),
    ],
  };
}

/** Of a fiscal year. */
const LAST_MONTH = 3;

function toDateTable({scorecard, indicators}: BureauCard): DocumentTable {
  const {fiscalYear} = scorecard.quarter;
  const month = Number(indicators[0]?.indicator.score.as_of_date.slice(5, 7) ?? 0);
  return {
    id: "bureau-to-date",
    caption: `${formatYear(fiscalYear)}年度${month === LAST_MONTH ? "" : "の途中"}（${formatValue(month, 0)}月まで）`,
    head: [
      heads(
        ["指標", "記号", "単位"],
        ["前年同期", "この局区", "前年差"],
        ["確定状況"],
        [`${scorecard.body.whole}の前年同期`, scorecard.body.whole],
      ),
    ],
    rows: indicators.filter(({indicator}) => indicator.score.to_date_value !== null).map(toDateRow),
    notes: [],
  };
}

function toDateRow({indicator, toDate, toDatePrevious}: BureauIndicator): TableRow {
  const {kpi, score, breaks} = indicator;
  const isComparable = !breaks.some(({fiscal_year}) => fiscal_year === score.as_of_fiscal_year);
  const before = isComparable ? toDatePrevious : undefined;
  return {
    kind: "row",
    cells: [
      label(kpi.short_name),
      textCell(toDate ? figureCode(toDate, kpi.scope_id) : ""),
      textCell(kpi.unit),
      valueCell(before, kpi),
      valueCell(toDate, kpi),
      differenceCell(toDate, before, kpi),
      textCell(statusWord(toDate)),
      numberCell(isComparable ? score.to_date_previous_value : null, {decimals: kpi.decimals}),
      numberCell(score.to_date_value, {decimals: kpi.decimals}),
    ],
  };
}

type Kpi = BureauIndicator["indicator"]["kpi"];

function valueCell(row: Value, kpi: Kpi): Cell {
  const {decimals, scope_id} = kpi;
  const text = noneText(kpi, row);
  return numberCell(row?.value ?? null, {
    decimals,
    isWithheld: isWithheld(row),
    figureCode: row && figureCode(row, scope_id),
    ...(text !== undefined && {text, figureCode: undefined}),
  });
}

function differenceCell(own: Value, before: Value, {decimals}: Kpi): Cell {
  const [later, earlier] = [own, before].map((row) => (isWithheld(row) ? null : (row?.value ?? null)));
  return numberCell(shownDifference(later ?? null, earlier ?? null, decimals), {decimals});
}

function isWithheld(row: Value): boolean {
  return row?.observation_status === "withheld";
}

const STATUS_WORDS = {provisional: "速報", final: "確定", revised: "改定", withheld: "秘匿"} as const;

function statusWord(row: Value): string {
  return row ? STATUS_WORDS[row.observation_status] : NONE;
}

function warningTable({warnings, scorecard: {body}}: BureauCard): DocumentTable {
  const month = Number(warnings[0]?.month.slice(5, 7) ?? 0);
  return {
    id: "bureau-early-warning",
    caption: `時間外勤務の早期把握（${formatValue(month, 0)}月まで、人）`,
    head: [
      heads(
        ["基準", "対象"],
        ["すでに超えた", "このまま進むと超える", `${body.whole}：すでに`, `${body.whole}：このまま`],
      ),
    ],
    rows: warnings.map(({rule, scope, own, city}) => ({
      kind: "row",
      cells: [
        label(rule),
        textCell(scope),
        ...[own.over, own.onCourse].map((count) => numberCell(count, {isWithheld: count === null})),
        ...[city.over, city.onCourse].map((count) => numberCell(count)),
      ],
    })),
    notes: [
      "このまま進むと超える：4月からの時間数を、前の3年度までの各月の割合で年度末（退職する職員はその月）まで延ばすと、基準を超える職員（すでに超えた職員を除く）。",
    ],
  };
}

function overtimeTable({overtimeCounts, scorecard}: BureauCard): DocumentTable | null {
  const all = scorecard.indicators.flatMap((indicator) => indicator.overtime?.counts ?? []);
  const years = [...new Set(all.map(({fiscal_year}) => fiscal_year))].sort();
  const thresholds = [...new Set(all.map(({threshold_hours}) => threshold_hours))].sort((a, b) => a - b);
  const scope = scorecard.indicators.find(({overtime}) => overtime)?.overtime?.scope;
  if (!scope || all.length === 0) return null;
  return {
    id: "bureau-overtime",
    caption: `参考：${scope.scope_name}の時間外勤務（人）`,
    head: [heads(["区分"], years.map(formatYear))],
    rows: thresholds.map((hours) => ({
      kind: "row",
      cells: [
        label(overLabel(scope, hours)),
        ...years.map((year) => {
          const row = overtimeCounts.find(
            ({fiscal_year, threshold_hours}) => fiscal_year === year && threshold_hours === hours,
          );
          return numberCell(row?.staff_count ?? null, {isWithheld: row?.staff_count === null});
        }),
      ],
    })),
    notes: [scope.scope_note, ...otherScopes(scorecard.indicators)],
  };
}

/** Which of the indicators count overtime of other people than this table does. */
function otherScopes(indicators: Indicator[]): string[] {
  return indicators
    .filter(({overtime, scope}) => overtime && overtime.scope.scope_id !== scope.scope_id)
    .map(({kpi, scope}) => `上の「${kpi.short_name}」は対象が違い、${scope.scope_name}で数える。`);
}

/** Years of the bureau's chart: those of the city's values. */
export function chartYears({indicator}: BureauIndicator): number[] {
  return indicator.years.map(({fiscal_year}) => fiscal_year);
}

function figureTable(own: BureauIndicator, {whole}: Body): DocumentTable {
  const {kpi, years: city} = own.indicator;
  const columns = chartYears(own).map((year) => ({
    year,
    row: own.years.find(({fiscal_year}) => fiscal_year === year),
  }));
  const status = yearlyRows(columns, undefined).find((row) => row.label === "確定状況");
  return {
    id: `bureau-${kpi.kpi_id.replaceAll("_", "-")}`,
    caption: kpi.short_name,
    head: [
      heads(
        [yearWord(kpi)],
        columns.map(({year}) => yearLabel(kpi, year)),
      ),
    ],
    rows: [
      {
        kind: "row",
        cells: [label(kpi.unit), ...columns.map(({row}) => (row ? valueCell(row, kpi) : textCell("")))],
      },
      {kind: "row", cells: [label(whole), ...city.map((row) => valueCell(row, kpi))]},
      {kind: "row", cells: [label("確定状況"), ...(status?.cells ?? [])]},
    ],
    notes: [],
  };
}
