import {fiscalYearName} from "../../../../schemas/fiscal-time.ts";
import {fiscalYear, halfWidth} from "../../../../schemas/read-value.ts";
import {plain} from "../grid.ts";
import type {AroundCell} from "./cells-around.ts";

/** A year that a text around a table speaks of. */
export interface YearSaid extends Pick<AroundCell, "place" | "text"> {
  /** 令和4年度, or 令和4年 for the calendar's. */
  year: string;
}

type Cut = {pattern: RegExp; years: (parts: string[]) => string[]};

const ERA = "(令和|平成|昭和|[RH](?=[0-9元]))?";
const YEAR = "([0-9]{1,4}|元)";
const TO = "(?:年度|年)?(?:[~～〜－―−・、,-]|から|より|及び|および|並びに|と|ないし|乃至)";
/** Who made the paper, and when, is not of the table. */
const OF_PAPER =
  "(?!(?:[0-9]{1,2}月)?(?:作成|提出|印刷|発行|発表|公表|更新|調製|改訂|修正|起案|送付|報告日))";

/** Papers of a year, and what is asked for in it, are about that year or the one before. */
const ABOUT_IT_OR_THE_LAST =
  "(?=版|報告分|報告用|実施(?!状況|実績|結果|分)|調査実施|予算要求|要求資料|照会|回答分)";

/** The longest first: what one has taken is not read again by the next. Days and months say when a paper was made, mostly. */
const CUTS: Cut[] = [
  {pattern: /^([12][0-9]{3})$/g, years: ([year = ""]) => named("", year, "年度")},
  {
    pattern: new RegExp(
      `(?<![0-9./])${ERA}${YEAR}[年./]([0-9]{1,2})月?分?(?:から|[~～〜－―−-])(?:${ERA}${YEAR}[年./])?([0-9]{1,2})月?(?![0-9./])`,
      "g",
    ),
    years: ([era = "", year = "", from = "", laterEra = "", later = "", to = ""]) =>
      spanned({era, year, from, laterEra, later, to}),
  },
  {pattern: new RegExp(`${ERA}${YEAR}(?:年|[./-])[0-9]{1,2}(?:月|[./-])[0-9]{1,2}日?`, "g"), years: () => []},
  {
    pattern: new RegExp(`${ERA}${YEAR}${TO}${ERA}${YEAR}年度${OF_PAPER}`, "g"),
    years: ([era = "", year = "", later = "", last = ""]) => [
      ...named(era, year, "年度"),
      ...named(later || era, last, "年度"),
    ],
  },
  {
    pattern: new RegExp(`${ERA}${YEAR}年度${ABOUT_IT_OR_THE_LAST}`, "g"),
    years: ([era = "", year = ""]) => named(era, year, "年度").flatMap((said) => [said, yearBefore(said)]),
  },
  {
    pattern: new RegExp(`${ERA}${YEAR}年度${OF_PAPER}`, "g"),
    years: ([era = "", year = ""]) => named(era, year, "年度"),
  },
  {pattern: new RegExp(`${ERA}${YEAR}年度?[0-9]{1,2}月`, "g"), years: () => []},
  {pattern: new RegExp(`${ERA}${YEAR}年(?:度?${OF_PAPER.replace("?!", "?=")})`, "g"), years: () => []},
  {
    pattern: new RegExp(`(?<![0-9])(令和|平成|昭和)${YEAR}年|(?<![0-9])([12][0-9]{3})年`, "g"),
    years: ([era = "", year = "", western = ""]) => named(era, year || western, "年"),
  },
  {
    pattern: /(?<![A-Za-z0-9])([RH])([0-9]{1,2}|元)(?![0-9.年])/g,
    years: ([era = "", year = ""]) => named(era, year, "年度"),
  },
];

/** The years that a text speaks of, each once; not those of which it only says when a paper was made. */
export function yearsSaid({place, text}: Pick<AroundCell, "place" | "text">): YearSaid[] {
  const found = new Set<string>();
  takeYears(text, found);
  return [...found].map((year) => ({place, text, year}));
}

/** What a text says beside years and days. */
export function withoutYears(text: string): string {
  return takeYears(text, new Set()).replace(/ /g, "");
}

function takeYears(text: string, found: Set<string>): string {
  let rest = inUsualWords(withDigits(halfWidth(plain(text))));
  for (const {pattern, years} of CUTS)
    rest = rest.replace(pattern, (_, ...groups: unknown[]) => {
      const parts = groups.slice(0, -2).map((part) => (typeof part === "string" ? part : ""));
      for (const year of years(parts)) found.add(year);
      return " ";
    });
  return rest;
}

/** 2022FY, 令和4会計年度, 令和4暦年, ㋿4年度, 令和4(2022)年度 → 2022年度, 令和4年度, 令和4年, 令和4年度, 令和4年度(2022年度). */
function inUsualWords(text: string): string {
  return text
    .replace(/[ＲＨ㋿㍻㍼]/g, (sign) => USUAL[sign] ?? sign)
    .replace(/FY['’]?([12][0-9]{3})|([12][0-9]{3})FY/gi, "$1$2年度")
    .replace(/(?<=[0-9元])会計年度(?!任用)/g, "年度")
    .replace(/(?<=[0-9元])\(([12][0-9]{3})\)(年度?)/g, "$2($1$2)")
    .replace(/(?<=(年度?))\(([12][0-9]{3})\)/g, "($2$1)")
    .replace(/(?<=[0-9元])暦年/g, "年");
}

const USUAL: Record<string, string> = {Ｒ: "R", Ｈ: "H", "㋿": "令和", "㍻": "平成", "㍼": "昭和"};

/** 令和五年度 → 令和5年度. */
function withDigits(text: string): string {
  return text.replace(
    /(?<=令和|平成|昭和)([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)(?=年)/g,
    (all, tens: string, ten: string, ones: string) => {
      if (all === "") return "";
      const digit = (kanji: string) => "一二三四五六七八九".indexOf(kanji) + 1;
      return String(ten ? (tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0) : digit(tens || ones));
    },
  );
}

interface Span {
  era: string;
  year: string;
  from: string;
  laterEra: string;
  later: string;
  to: string;
}

/**
 * 令和4年4月～令和5年3月, and what lies within, is of one fiscal year, 令和4年1月～12月 of one of the calendar; a longer span is
 * of all years that it touches.
 */
function spanned({era, year, from, laterEra, later, to}: Span): string[] {
  const [first, last] = [monthNumber(era, year, from), monthNumber(laterEra || era, later || year, to)];
  if (first === undefined || last === undefined || last < first) return [];
  if (from === "1" && last === first + 11) return named(era, year, "年");
  const years = new Set([first, last].map((month) => fiscalYearName(Math.floor((month - 4) / 12))));
  return [...years];
}

/** Months since the year 0, January as 1. */
function monthNumber(era: string, year: string, month: string): number | undefined {
  const first = fiscalYear(`${era}${year}`)?.slice(0, 4);
  const number = Number(month);
  return first === undefined || number < 1 || number > 12 ? undefined : Number(first) * 12 + number;
}

function yearBefore(year: string): string {
  return fiscalYearName(Number(fiscalYear(year)?.slice(0, 4)) - 1);
}

/** R4 → 令和4年度; nothing for what is no year. */
function named(era: string, year: string, ending: "年度" | "年"): string[] {
  const first = Number(fiscalYear(`${era}${year}`)?.slice(0, 4));
  if (!(first >= 1950 && first < 2100)) return [];
  return [ending === "年度" ? fiscalYearName(first) : fiscalYearName(first).replace("度", "")];
}
