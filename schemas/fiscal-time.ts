import {UserError} from "./errors.ts";

/** Fiscal quarter: 1 = April–June … 4 = January–March. `fiscalYear` is the calendar year of its April. */
export interface FiscalQuarter {
  fiscalYear: number;
  quarter: 1 | 2 | 3 | 4;
}

const REIWA_OFFSET = 2018;
const HEISEI_OFFSET = 1988;
const FIRST_REIWA_FISCAL_YEAR = 2019;

/** 2020 → "R2", 2018 → "H30". Fiscal years are named by table: FY2019 is R1 although April 2019 was still Heisei. */
export function fiscalYearCode(fiscalYear: number): string {
  return fiscalYear >= FIRST_REIWA_FISCAL_YEAR
    ? `R${fiscalYear - REIWA_OFFSET}`
    : `H${fiscalYear - HEISEI_OFFSET}`;
}

/** 2020 → "令和2年度", 2019 → "令和元年度". */
export function fiscalYearName(fiscalYear: number): string {
  const era = fiscalYear >= FIRST_REIWA_FISCAL_YEAR ? "令和" : "平成";
  const year = fiscalYear - (era === "令和" ? REIWA_OFFSET : HEISEI_OFFSET);
  return `${era}${year === 1 ? "元" : year}年度`;
}

export const DAY_MS = 24 * 60 * 60 * 1000;

/** The ISO day so many days after (or before) another. */
export function shiftedDay(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Fiscal year of an ISO day: the calendar year of its April. */
export function fiscalYearOf(day: string): number {
  return Number(day.slice(0, 4)) - (day.slice(5) < "04-01" ? 1 : 0);
}

/** Reads "R2", "H30", "2020" or "令和2年度". Throws UserError when it is none of them. */
export function parseFiscalYear(text: string): number {
  const match = /^(R|H|令和|平成)?(\d{1,4}|元)(年度)?$/.exec(text.normalize("NFKC").trim());
  const era = match?.[1];
  const year = match?.[2] === "元" ? 1 : Number(match?.[2]);
  if (era === "R" || era === "令和") return year + REIWA_OFFSET;
  if (era === "H" || era === "平成") return year + HEISEI_OFFSET;
  if (year >= 1989 && year <= 2100) return year;
  throw new UserError(`「${text}」は年度として読めません。例: R2、令和2年度、2020`);
}

/** Reads "R6Q2" or "2024Q2". Throws UserError otherwise. */
export function parseQuarter(text: string): FiscalQuarter {
  const match = /^(.+?)Q([1-4])$/.exec(text.normalize("NFKC").trim().toUpperCase());
  if (!match?.[1]) throw new UserError(`「${text}」は四半期として読めません。例: R6Q2（令和6年度第2四半期）`);
  return {fiscalYear: parseFiscalYear(match[1]), quarter: Number(match[2]) as FiscalQuarter["quarter"]};
}

export function quarterCode({fiscalYear, quarter}: FiscalQuarter): string {
  return `${fiscalYearCode(fiscalYear)}Q${quarter}`;
}

/** "令和6年度 第2四半期" */
export function quarterName({fiscalYear, quarter}: FiscalQuarter): string {
  return `${fiscalYearName(fiscalYear)} 第${quarter}四半期`;
}

/** Last day of the quarter as an ISO date: {2024, 2} → "2024-09-30", {2024, 4} → "2025-03-31". */
export function quarterEnd({fiscalYear, quarter}: FiscalQuarter): string {
  const ends = {1: "06-30", 2: "09-30", 3: "12-31", 4: "03-31"} as const;
  return `${quarter === 4 ? fiscalYear + 1 : fiscalYear}-${ends[quarter]}`;
}

export function quarterBefore({fiscalYear, quarter}: FiscalQuarter): FiscalQuarter {
  return quarter === 1
    ? {fiscalYear: fiscalYear - 1, quarter: 4}
    : {fiscalYear, quarter: (quarter - 1) as FiscalQuarter["quarter"]};
}

/** ISO date → "令和6年9月30日". Reiwa begins on 2019-05-01; from 1989-01-08 it is Heisei, before that the Western year is kept. */
export function japaneseDate(iso: string): string {
  const [year = 0, month = 0, day = 0] = iso.split("-").map(Number);
  return `${eraYear(iso, year)}年${month}月${day}日`;
}

function eraYear(iso: string, year: number): string {
  if (iso >= "2019-05-01") return `令和${year === 2019 ? "元" : year - REIWA_OFFSET}`;
  if (iso >= "1989-01-08") return `平成${year === 1989 ? "元" : year - HEISEI_OFFSET}`;
  return String(year);
}
