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

/** The longest first: what one has taken is not read again by the next. Days and months say when a paper was made, mostly. */
const CUTS: Cut[] = [
  {pattern: /^([12][0-9]{3})$/g, years: ([year = ""]) => named("", year, "年度")},
  {pattern: new RegExp(`${ERA}${YEAR}(?:年|[./-])[0-9]{1,2}(?:月|[./-])[0-9]{1,2}日?`, "g"), years: () => []},
  {
    pattern: new RegExp(
      `${ERA}${YEAR}年([0-9]{1,2})月(?:分)?(?:から|[~～〜－―−-])(?:${ERA}${YEAR}年)?([0-9]{1,2})月`,
      "g",
    ),
    years: ([era = "", year = "", from, , later, to]) => spanned({era, year, from, later, to}),
  },
  {
    pattern: new RegExp(`${ERA}${YEAR}${TO}${ERA}${YEAR}年度${OF_PAPER}`, "g"),
    years: ([era = "", year = "", later = "", last = ""]) => [
      ...named(era, year, "年度"),
      ...named(later || era, last, "年度"),
    ],
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
  let rest = withDigits(halfWidth(plain(text)).replaceAll("Ｒ", "R").replaceAll("Ｈ", "H"));
  for (const {pattern, years} of CUTS)
    rest = rest.replace(pattern, (_, ...groups: unknown[]) => {
      const parts = groups.slice(0, -2).map((part) => (typeof part === "string" ? part : ""));
      for (const year of years(parts)) found.add(year);
      return " ";
    });
  return rest;
}

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

/** Those above a table and in the name of its sheet. */
export function yearsOfTitle(cells: AroundCell[]): YearSaid[] {
  return cells.filter(({where, place}) => where === "above" || place === "シート名").flatMap(yearsSaid);
}

interface Span {
  era: string;
  year: string;
  from: string | undefined;
  later: string | undefined;
  to: string | undefined;
}

/** 令和4年4月～令和5年3月 is a fiscal year, 令和4年1月～12月 one of the calendar; any other span is none. */
function spanned({era, year, from, later, to}: Span): string[] {
  if (from === "4" && to === "3" && later !== "") return named(era, year, "年度");
  return from === "1" && to === "12" ? named(era, year, "年") : [];
}

/** R4 → 令和4年度; nothing for what is no year. */
function named(era: string, year: string, ending: "年度" | "年"): string[] {
  const first = Number(fiscalYear(`${era}${year}`)?.slice(0, 4));
  if (!(first >= 1950 && first < 2100)) return [];
  return [ending === "年度" ? fiscalYearName(first) : fiscalYearName(first).replace("度", "")];
}
