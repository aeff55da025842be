import {fiscalYearCode, fiscalYearName, japaneseDate} from "../schemas/fiscal-time.ts";
import {coveredMonths, fiscalYears, monthStart} from "./calendar.ts";
import {paperThousands} from "./calibration.ts";
import {type Bureau, bureaus, SCHOOL_COUNT} from "./city.ts";
import {bureauOn} from "./former-bureau.ts";
import {splitWhole} from "./largest-remainder.ts";
import type {Published} from "./published.ts";
import {createRandom, type Random} from "./random.ts";
import {columnName, writeWorkbook} from "./write-workbook.ts";

type Cell = string | number | null;

const SIZES = ["A4", "A3", "その他"] as const;
const SIZE_WEIGHTS = [860, 110, 30];
const KEY_COLUMNS = 3;
const TITLE_ROWS = 3;
const MONTH_WEIGHTS = [108, 86, 84, 82, 76, 78, 82, 80, 78, 78, 82, 106];
const SHEETS_PER_SCHOOL_MONTH = 24_000;
/** From this year on the form calls 子ども未来局 by its other spelling. */
const OTHER_SPELLING_FROM = 2022;

/** Sheets by month of one bureau, place and size. */
interface Line {
  bureauName: string;
  place: "学校等以外" | "学校等";
  size: (typeof SIZES)[number];
  sheets: number[];
}

/** 用紙使用量: a workbook a fiscal year as the general affairs section collects it. */
export function writePaper(folder: string, published: Published): string[] {
  return fiscalYears.map((fiscalYear) => {
    const lines = linesOf(fiscalYear, published, createRandom(`paper ${fiscalYear}`));
    return writeWorkbook(folder, `見本_用紙使用量_${fiscalYearCode(fiscalYear)}.xlsx`, [
      table(fiscalYear, lines),
      {name: "記入要領", rows: notes.map((note) => [note])},
    ]);
  });
}

function linesOf(fiscalYear: number, published: Published, random: Random): Line[] {
  const thousands = published.indicator("paper_sheets", fiscalYear) ?? paperThousands[fiscalYear] ?? 0;
  const shares = bureaus.map((bureau) => headCount(bureau) * (70 + random.below(60)));
  const totals = splitWhole(thousands * 1000 + random.between(-400, 400), shares);
  return bureaus.flatMap((bureau, index) => {
    const office = placeLines(bureau, {fiscalYear, place: "学校等以外", total: totals[index] ?? 0, random});
    if (bureau.name !== "教育委員会") return office;
    const total = SCHOOL_COUNT * SHEETS_PER_SCHOOL_MONTH * 12 + random.below(1_000_000);
    return [...office, ...placeLines(bureau, {fiscalYear, place: "学校等", total, random})];
  });
}

interface Place {
  fiscalYear: number;
  place: Line["place"];
  total: number;
  random: Random;
}

/** The year's total is that of the covered months: half of it in the last year. */
function placeLines(bureau: Bureau, {fiscalYear, place, total, random}: Place): Line[] {
  const months = coveredMonths(fiscalYear);
  const covered = months === 12 ? total : Math.floor(total / 2);
  const sizes = splitWhole(
    covered,
    SIZE_WEIGHTS.map((weight) => weight * (85 + random.below(30))),
  );
  return SIZES.map((size, index) => {
    const weights = MONTH_WEIGHTS.slice(0, months).map((weight) => weight * (80 + random.below(40)));
    const isRare = size === "その他" && headCount(bureau) < 60;
    const thinned = weights.map((weight, month) => (isRare && month % 3 !== 0 ? 0 : weight));
    return {
      bureauName: nameInForm(bureau, fiscalYear),
      place,
      size,
      sheets: splitWhole(sizes[index] ?? 0, thinned),
    };
  });
}

function nameInForm(bureau: Bureau, fiscalYear: number): string {
  if (bureau.name === "子ども未来局" && fiscalYear >= OTHER_SPELLING_FROM) return bureau.alias ?? bureau.name;
  return bureauOn(bureau, monthStart(fiscalYear, 0)).name;
}

function headCount({quotas}: Bureau): number {
  return quotas.reduce((sum, [, count]) => sum + count, 0);
}

function table(fiscalYear: number, lines: readonly Line[]) {
  const groups = [...Map.groupBy(lines, ({bureauName, place}) => `${bureauName}|${place}`).values()];
  const body = groups.flatMap((group) => [...group.map(row), subtotal(group)]);
  const rows: Cell[][] = [
    [`用紙使用量調査（${fiscalYearName(fiscalYear)}）`],
    ["単位：枚"],
    [],
    ...headings(fiscalYear),
    ...body,
    totalRow("合計", lines),
    ["※ 購入枚数ではなく、複合機及び印刷機で使用した枚数を記入しています。"],
  ];
  return {name: "用紙使用量", rows, merges: [...headingMerges(), ...bodyMerges(groups, body.length)]};
}

function headings(fiscalYear: number): Cell[][] {
  const years: Cell[] = Array.from({length: 12}, () => null);
  years[0] = eraYear(monthStart(fiscalYear, 8));
  years[9] = eraYear(monthStart(fiscalYear, 9));
  const months = Array.from({length: 12}, (_, month) => `${((month + 3) % 12) + 1}月`);
  return [
    ["局区名", "区分", "用紙", ...years, "計"],
    [null, null, null, ...months, null],
  ];
}

/** The form writes the era in force at the end of the calendar year: April 2019 stands under 令和元年. */
function eraYear(iso: string): string {
  return japaneseDate(iso).replace(/年.*$/, "年");
}

function row({bureauName, place, size, sheets}: Line, index: number): Cell[] {
  const isFirst = index === 0;
  return [isFirst ? bureauName : null, isFirst ? place : null, size, ...months(sheets), sum(sheets)];
}

function subtotal(group: readonly Line[]): Cell[] {
  const [, , , ...values] = totalRow("小計", group);
  return [null, "小計", null, ...values];
}

function totalRow(label: string, lines: readonly Line[]): Cell[] {
  const count = lines[0]?.sheets.length ?? 0;
  const sheets = Array.from({length: count}, (_, month) => sum(lines.map((line) => line.sheets[month] ?? 0)));
  return [label, null, null, ...months(sheets), sum(sheets)];
}

/** 「－」 for none, blank for months not reported yet. */
function months(sheets: readonly number[]): Cell[] {
  return Array.from({length: 12}, (_, month) => {
    const value = sheets[month];
    if (value === undefined) return null;
    return value === 0 ? "－" : value;
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function headingMerges(): string[] {
  const [top, bottom] = [TITLE_ROWS + 1, TITLE_ROWS + 2];
  const down = [0, 1, 2, KEY_COLUMNS + 12].map(
    (column) => `${columnName(column)}${top}:${columnName(column)}${bottom}`,
  );
  return [...down, `D${top}:L${top}`, `M${top}:O${top}`];
}

/** Names stand once, merged down their rows; 小計 and 合計 are merged across. */
function bodyMerges(groups: readonly (readonly Line[])[], bodyRows: number): string[] {
  const first = TITLE_ROWS + 3;
  const merges = groups.flatMap((group, index) => {
    const top = first + groups.slice(0, index).reduce((rows, each) => rows + each.length + 1, 0);
    const bottom = top + group.length;
    return [`A${top}:A${bottom}`, `B${top}:B${bottom - 1}`, `B${bottom}:C${bottom}`];
  });
  return [...merges, `A${first + bodyRows}:C${first + bodyRows}`];
}

const notes = [
  "記入要領",
  "１ 毎月の使用枚数を、局区、区分及び用紙の大きさごとに記入してください。",
  "２ 使用のない月は「－」とし、報告前の月は空欄としてください。",
  "３ 学校及び学校給食センターの分は、区分「学校等」に記入してください。",
];
