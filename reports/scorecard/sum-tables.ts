import {sumCode} from "../../schemas/series/sums.ts";
import {formatYearSpan} from "../../schemas/year-words.ts";
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
import {formatValue, formatYear, WITHHELD} from "../values/format.ts";
import {type BureauGroup, type BureauSum, type BureauSums, isFirstHalf, spanOfSum} from "./bureau-sums.ts";
import {FEW_MARK, isOfFew} from "./bureau-table.ts";
import type {Indicator} from "./read-scorecard.ts";

/* What is told of groups of bureaus by year and half-year, and of bureaus over several years, with what is withheld as x. */

/** A table with what stands over it on the page, and whether each value has what it is out of beside it. */
export type TitledTable = DocumentTable & {title: string; isCounted: boolean};

type Told = Pick<Indicator, "kpi" | "years" | "fewPeople">;

/** None where the city does not ask for any. */
export function sumTables(indicator: Indicator): TitledTable[] {
  const {sums} = indicator;
  if (!sums) return [];
  return [
    ...(sums.ofGroups.length === 0 ? [] : [groupTable(indicator, sums)]),
    ...(sums.ofBureaus.length === 0 ? [] : [severalYearsTable(indicator, sums)]),
  ];
}

/** Every group with its years and their halves. */
function groupTable(indicator: Indicator, {years, groups, ofGroups}: BureauSums): TitledTable {
  const {kpi} = indicator;
  const title = `局区をまとめたグループ別（${kpi.unit}）`;
  return {
    id: `${idOf(kpi)}-groups`,
    title,
    isCounted: hasCounts(indicator),
    caption: `${kpi.kpi_name}　${title}`,
    head: [[heading("グループ"), ...years.flatMap((year) => headsOf(formatYear(year), indicator))]],
    rows: groups.flatMap((group) => groupRows(group, {years, ofGroups, indicator})),
    notes: [...notesOf(ofGroups, indicator), membersNote(groups)],
  };
}

/** Every bureau with what its years come to. */
function severalYearsTable(indicator: Indicator, {ofBureaus}: BureauSums): TitledTable {
  const {kpi} = indicator;
  const years = spanLabel(ofBureaus);
  const title = `${years}を合わせた値（局区別、${kpi.unit}）`;
  return {
    id: `${idOf(kpi)}-several-years`,
    title,
    isCounted: hasCounts(indicator),
    caption: `${kpi.kpi_name}　${title}`,
    head: [[heading("局区"), ...headsOf(years, indicator)]],
    rows: ofBureaus.map((row) => ({kind: "row", cells: [label(row.name), ...sumCells(row, indicator)]})),
    notes: notesOf(ofBureaus, indicator),
  };
}

/** What a bureau's own page tells of it and its group; null where neither is told. */
export function bureauSumTable(
  {indicator, years: own}: {indicator: Indicator; years: Indicator["years"]},
  bureau: {bureau_code: string; bureau_name: string},
): TitledTable | null {
  const {kpi, sums} = indicator;
  const group = sums?.groups.find(({bureaus}) => bureaus.some(({code}) => code === bureau.bureau_code));
  const whole = sums?.ofBureaus.find(({bureau_code}) => bureau_code === bureau.bureau_code);
  if (!sums || (!group && !whole)) return null;
  const {years} = sums;
  const title = `${kpi.short_name}（${kpi.unit}）`;
  const told = sums.ofGroups.filter(({group_code}) => group_code === group?.code);
  const wholeCells = whole ? sumCells(whole, indicator) : [];
  const rows: TableRow[] = [
    {
      kind: "row",
      cells: [
        label(bureau.bureau_name),
        ...years.flatMap((year) =>
          valueCells(
            own.find(({fiscal_year}) => fiscal_year === year),
            indicator,
          ),
        ),
        ...wholeCells,
      ],
    },
    ...(group ? groupRows(group, {years, ofGroups: told, indicator}) : []).map(({kind, cells}) => ({
      kind,
      cells: [...cells, ...wholeCells.map(() => textCell(""))],
    })),
  ];
  return {
    id: `bureau-${idOf(kpi)}-sums`,
    title,
    isCounted: hasCounts(indicator),
    caption: `${kpi.kpi_name}　グループと数年分の計`,
    head: [
      [
        heading("区分"),
        ...years.flatMap((year) => headsOf(formatYear(year), indicator)),
        ...(whole ? headsOf(spanLabel([whole]), indicator) : []),
      ],
    ],
    rows,
    notes: [
      ...notesOf([...told, ...(whole ? [whole] : [])], indicator),
      ...(group ? [membersNote([group])] : []),
    ],
  };
}

function idOf({kpi_id}: Indicator["kpi"]): string {
  return kpi_id.replaceAll("_", "-");
}

function spanLabel(rows: BureauSum[]): string {
  const [row] = rows;
  return row ? formatYearSpan(spanOfSum(row)) : "";
}

/** Whether values are a part of something: the city's always say. */
function hasCounts({years}: Told): boolean {
  return years.some(({denominator}) => denominator !== null);
}

function headsOf(period: string, indicator: Told): Heading[] {
  const texts = hasCounts(indicator) ? [period, "分子", "分母"] : [period];
  return texts.map((text) => heading(text, {isNumber: true}));
}

function groupRows(
  {code, name}: BureauGroup,
  {years, ofGroups, indicator}: {years: number[]; ofGroups: BureauSum[]; indicator: Told},
): TableRow[] {
  const own = ofGroups.filter(({group_code}) => group_code === code);
  const row = (text: string, rows: BureauSum[]): TableRow[] =>
    rows.length === 0
      ? []
      : [
          {
            kind: "row",
            cells: [
              label(text),
              ...years.flatMap((year) => {
                const found = rows.find(({fiscal_year}) => fiscal_year === year);
                return found ? sumCells(found, indicator) : headsOf("", indicator).map(() => textCell(""));
              }),
            ],
          },
        ];
  const halves = own.filter(({period_kind}) => period_kind === "half");
  return [
    ...row(
      name,
      own.filter(({period_kind}) => period_kind === "year"),
    ),
    ...row(`${name} 上半期`, halves.filter(isFirstHalf)),
    ...row(
      `${name} 下半期`,
      halves.filter((half) => !isFirstHalf(half)),
    ),
  ];
}

function sumCells(row: BureauSum, indicator: Told): Cell[] {
  const {kpi, fewPeople} = indicator;
  const isWithheld = row.observation_status === "withheld";
  const isFew = !isWithheld && row.value !== null && isOfFew(row, fewPeople);
  const value = numberCell(row.value, {
    decimals: kpi.decimals,
    isWithheld,
    figureCode: sumCode(row, "value"),
    ...(isFew && {text: `${FEW_MARK}${formatValue(row.value, kpi.decimals)}`}),
  });
  if (!hasCounts(indicator)) return [value];
  const counts = (["numerator", "denominator"] as const).map((measure) =>
    numberCell(row[measure], {isWithheld, figureCode: sumCode(row, measure)}),
  );
  return [value, ...counts];
}

/** Of a bureau's own year; empty where there is none. */
function valueCells(row: Indicator["years"][number] | undefined, indicator: Told): Cell[] {
  if (!row) return headsOf("", indicator).map(() => textCell(""));
  const isWithheld = row.observation_status === "withheld";
  const value = numberCell(row.value, {decimals: indicator.kpi.decimals, isWithheld});
  if (!hasCounts(indicator)) return [value];
  return [value, ...[row.numerator, row.denominator].map((count) => numberCell(count, {isWithheld}))];
}

function notesOf(rows: BureauSum[], {fewPeople}: Told): string[] {
  const withheld = rows.filter(({observation_status}) => observation_status === "withheld").length;
  const provisional = rows.filter(({observation_status}) => observation_status === "provisional");
  const years = [...new Set(provisional.map(({fiscal_year}) => formatYear(fiscal_year)))];
  const notes = [
    withheld === 0
      ? ""
      : `${WITHHELD}：人数が少ないか、ほかの値との引き算で人数が分かるため公表しない値（${formatValue(rows.length, 0)}のうち${formatValue(withheld, 0)}）`,
    rows.some((row) => isOfFew(row, fewPeople))
      ? `${FEW_MARK}：分母が${formatValue(fewPeople, 0)}に満たない率`
      : "",
    rows.some(({period_kind}) => period_kind === "half") ? "上半期は4月～9月、下半期は10月～3月" : "",
    years.length === 0 ? "" : `速報：${years.join("、")}`,
  ].filter((note) => note !== "");
  return notes.length === 0 ? [] : [notes.join("　")];
}

/** "市長事務部局（3局区）：総務企画局、財政局、市民文化局　消防局（1局区）" */
function membersNote(groups: BureauGroup[]): string {
  return groups
    .map(({name, bureaus}) => {
      const who = `${name}（${formatValue(bureaus.length, 0)}局区）`;
      return bureaus.length === 1 ? who : `${who}：${bureaus.map((bureau) => bureau.name).join("、")}`;
    })
    .join("　");
}
