import {answerAmong, type Hold, question} from "../../../ledger/hold.ts";
import {type AroundCell, quotedPlace} from "./cells-around.ts";
import {withoutYears, type YearSaid, yearsSaid} from "./year-words.ts";

/** The year of months that do not say it themselves. */
export interface YearReading {
  /** 令和4年度, 令和4年; "" where nothing says one. */
  year: string;
  holds: Hold[];
  reading: string[];
}

export const NO_YEAR: YearReading = {year: "", holds: [], reading: []};

const NEAR: AroundCell["where"][] = ["above", "heading"];

/**
 * The one year that is said around a table, for months in the order in which they stand. Several years, a year of the calendar
 * over months from April, a fiscal year over months from January, or a year in a name only are asked.
 */
export function yearAround(
  cells: AroundCell[],
  {months, answers, place}: {months: number[]; answers: string[]; place: string},
): YearReading {
  const near = cells.filter(({where}) => NEAR.includes(where)).flatMap(yearsSaid);
  const inNames = cells.filter(({where}) => where === "name" || where === "remark").flatMap(yearsSaid);
  const aside = yearsAside(cells);
  const isOther = (one: YearSaid) => !near.some((other) => digits(other) === digits(one));
  const others = [...inNames.filter(isOfSheet), ...aside].filter(isOther);
  const said = near.length > 0 ? [...near, ...others] : [...inNames, ...aside];
  const years = [...new Set(said.map(({year}) => year))];
  const [first] = said;
  if (!first) return NO_YEAR;
  const isCalendars = cells.some(({where, text}) => NEAR.includes(where) && text.includes("暦年"));
  const possible = years.length === 1 ? possibleYears(first.year, months, isCalendars) : years;
  if (possible.length === 1 && near.length > 0)
    return {year: first.year, holds: [], reading: [`年 ${first.year}（${quotedPlace(first)}）`]};
  const hold = question(
    `${[...new Set(said.map(quotedPlace))].join("、")}とあり、${place}の年が決められません`,
    meaningsOf(possible),
  );
  return {year: answerAmong(hold.answers, answers) ?? first.year, holds: [hold], reading: []};
}

/** Beside or below the rows a year counts where the text says nothing but that the numbers are of it: ※令和4年度の実績. */
export function yearsAside(cells: AroundCell[]): YearSaid[] {
  return cells
    .filter(({where, text}) => ASIDE.includes(where) && OF_NUMBERS.test(withoutYears(text)))
    .flatMap(yearsSaid);
}

const ASIDE: AroundCell["where"][] = ["below", "beside", "comment"];
const OF_NUMBERS =
  /^(?:[※＊*・()（）:：。]|注[0-9]*|すべて|全て|[表本]?中の?|数[値字]|各月|上記|この表|[はの]|分|実績値?|決算|確定|値|もの|データ|です|である)*$/;

/** A sheet named 2022 or R4 says no kind of year. */
function digits({year}: YearSaid): string {
  return year.replace(/年度?$/, "");
}

/** A file's name is compared with its rows, whatever year they have. */
function isOfSheet({place}: YearSaid): boolean {
  return place !== "ファイル名";
}

/** The year as it is said, and the other kind of year where the months stand in that one's order. */
function possibleYears(year: string, months: number[], saysCalendar: boolean): string[] {
  const first = months[0] ?? 4;
  const isCalendars = saysCalendar || (first < 4 && months.some((month) => month >= 4));
  const isFiscal = first >= 4 && months.some((month) => month < 4);
  if (year.endsWith("年度")) return isCalendars ? [year, year.replace("年度", "年")] : [year];
  return isFiscal ? [year, `${year}度`] : [year];
}

function meaningsOf(years: string[]): Record<string, string> {
  return Object.fromEntries(
    years.map((year) => [
      year,
      year.endsWith("年度") ? `${year}（4月から翌年3月まで）` : `${year}（1月から12月まで）`,
    ]),
  );
}
