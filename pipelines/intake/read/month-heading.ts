import {halfWidth, plainMonth} from "../../../schemas/read-value.ts";
import {plain} from "./grid.ts";
import {type State, splitState} from "./states.ts";

/** A heading that names a month. */
export interface MonthHeading {
  /** With its year as it is written (令和2年4月), or only the number of the month. */
  month: string | number;
  state: State | undefined;
}

const KANJI = "一二三四五六七八九";
/** Marks that lead to a note and say nothing themselves: 3月※, 3月*2, 3月（注1）, ¹. */
const MARKS = /[(（]?(?:※|\*|＊|†|‡|注)[0-9]*[)）]?$|[¹²³⁰-⁹]+$|^[※*＊†‡]+/g;
const NUMBERED = /^([0-9]{1,2})月(?:分|度|中)?$/;

/** Reads 4月, ４月分, 四月, 令和2年4月, 2020-04, 2020-04-01, 3月※ and 1月（見込）; undefined for any other heading. */
export function monthHeading(text: string): MonthHeading | undefined {
  const {rest, state} = splitState(halfWidth(plain(text)).replace(MARKS, ""));
  const bare = withDigits(rest.replace(MARKS, ""));
  const number = Number(NUMBERED.exec(bare)?.[1]);
  if (number >= 1 && number <= 12) return {month: number, state};
  const dated = bare.replace(/(?<=月)[分度中]$/, "").replace(/^([12][0-9]{3}-[0-9]{2})-01$/, "$1");
  return plainMonth(dated) === undefined ? undefined : {month: dated, state};
}

/** 十一月 → 11月. */
function withDigits(text: string): string {
  return text.replace(/(十)?([一二三四五六七八九])?(?=月)/, (all, ten?: string, digit?: string) =>
    all === "" ? "" : String((ten ? 10 : 0) + (digit ? KANJI.indexOf(digit) + 1 : 0)),
  );
}

/** A heading of one or two digits alone that could be a month: 4. */
export function bareMonth(text: string): number | undefined {
  const digits = /^0?([1-9]|1[0-2])$/.exec(halfWidth(plain(text)))?.[1];
  return digits === undefined ? undefined : Number(digits);
}
