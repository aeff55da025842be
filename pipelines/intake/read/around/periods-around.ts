import {fiscalYear, halfWidth} from "../../../../schemas/read-value.ts";
import {plain} from "../grid.ts";
import {namedSpans} from "../named-spans.ts";
import type {AroundCell} from "./cells-around.ts";
import {yearsAside} from "./year-around.ts";
import {type YearSaid, yearsSaid} from "./year-words.ts";

/** A period that a text around a table speaks of. */
export type PeriodSaid = Pick<AroundCell, "place" | "text"> &
  (
    | {kind: "year" | "part"; from: string; to: string}
    /** 8月分, of whatever year. */
    | {kind: "month"; month: number}
    /** 令和4年9月末現在: nothing is known of later. */
    | {kind: "until"; day: string}
  );

const DATE = "(?:令和|平成|[RH])?(?:[0-9]{1,4}|元)[年./-](?:1[0-2]|0?[1-9])(?:月|(?![0-9]))";
const DAY = "(?:[./-]?(?:[0-2]?[0-9]|3[01])日?)?";
/** When a paper was made, a stretch from one month to another, several months one after the other. */
const NO_PERIOD = new RegExp(
  [
    `(?:作成|提出|印刷|更新|報告|発行|出力|基準)(?:年月)?日?[:：]?${DATE}${DAY}`,
    `${DATE}${DAY}(?:付|末|現在|時点|作成|提出|印刷|発行|発表|公表|更新|調製|改[訂定]|修正|起案|送付|報告|出力|施行|開始|議会|以降|から|より|分?まで|[~～〜－―−・、,と及-]).*$`,
  ].join("|"),
  "g",
);
const UNTIL =
  /((?:令和|平成|[RH])?(?:[0-9]{1,4}|元))[年./-](1[0-2]|0?[1-9])(?:月|[./-])(?:[0-9]{1,2}日?)?末?日?(?:現在|時点)/;
const MONTH_ALONE = /(?<![0-9年./~～〜－―−・、,-])(1[0-2]|[1-9])月分(?!まで|[~～〜－―−・、,と及から-])/;

/** The periods that stand around a table; years only where they were not needed to read it. */
export function periodsAround(cells: AroundCell[], withYears: boolean): PeriodSaid[] {
  const titles = cells.filter(({where, place}) => where === "above" || where === "remark" || isSheet(place));
  const years = withYears ? [...titles.flatMap(yearsSaid), ...yearsAside(cells)].map(asPeriod) : [];
  return [...years, ...titles.flatMap(partsSaid), ...cells.flatMap(monthsSaid), ...cells.flatMap(untilSaid)];
}

function isSheet(place: string): boolean {
  return place === "シート名";
}

/** [from, to) of 令和4年度 or of 令和4年. */
function asPeriod({year, ...said}: YearSaid): PeriodSaid {
  const first = Number(fiscalYear(`${year.replace(/年度?$/, "")}年度`)?.slice(0, 4));
  const day = year.endsWith("年度") ? "04-01" : "01-01";
  return {...said, kind: "year", from: `${first}-${day}`, to: `${first + 1}-${day}`};
}

/** Months, quarters and halves of a year. In a title a month is one only where it is called so: 行改第2022-1号 is none. */
function partsSaid({place, text}: AroundCell): PeriodSaid[] {
  return namedSpans(halfWidth(plain(text)).replace(NO_PERIOD, ""))
    .filter((span) => isSheet(place) || /[月期Q]/.test(span.text))
    .filter(
      ({from, to}) =>
        Number(to.slice(0, 4)) - Number(from.slice(0, 4)) < 1 || to.slice(5, 7) < from.slice(5, 7),
    )
    .map(({from, to}) => ({place, text, kind: "part", from, to}));
}

function monthsSaid({where, place, text}: AroundCell): PeriodSaid[] {
  const words = halfWidth(plain(text));
  const month = (isSheet(place) ? /^(1[0-2]|[1-9])月[分度]?$/ : MONTH_ALONE).exec(words)?.[1];
  return month === undefined || !["above", "name", "remark"].includes(where)
    ? []
    : [{place, text, kind: "month", month: Number(month)}];
}

function untilSaid({where, place, text}: AroundCell): PeriodSaid[] {
  const [, year = "", month = ""] = UNTIL.exec(halfWidth(plain(text))) ?? [];
  const first = fiscalYear(year)?.slice(0, 4);
  if (first === undefined || where === "name" || where === "heading" || where === "property") return [];
  return [{place, text, kind: "until", day: `${first}-${month.padStart(2, "0")}-31`}];
}
