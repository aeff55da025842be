import {halfWidth, plainMonth} from "../../../schemas/read-value.ts";
import {plain} from "./grid.ts";
import {type State, splitState} from "./states.ts";

/** A heading that names a month. */
export interface MonthHeading {
  /** With its year as it is written (令和2年4月), or only the number of the month. */
  month: string | number;
  state: State | undefined;
  /** What it says that the numbers below it count (4月（千枚）); "" for nothing. */
  unit: string;
}

const KANJI = "一二三四五六七八九";
/** Marks that lead to a note and say nothing themselves: 3月※, 3月*2, 3月（注1）, ¹. */
const MARKS = /[(（]?(?:※|\*|＊|†|‡|注)[0-9]*[)）]?$|[¹²³⁰-⁹]+$|^[※*＊†‡]+/g;
const UNIT =
  /^(.*?月(?:分|度|中)?)(.*?)[([［〔]?(?:単位[:：]?)?([十百千万億]{0,3}(?:枚|円|箱|束|締|連|冊|包|件|人|時間|回|kg|㎏|%|％))[)\]］〕]?(.*)$/;
const ENGLISH = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:[-'’ ]?([0-9]{2}))?$/i;
const ENGLISH_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
const NUMBERED = /^([0-9]{1,2})月(?:分|度|中)?$/;

/** Reads 4月, ４月分, 四月, 令和2年4月, 2020-04, 2020-04-01, Apr, 3月※, 1月（見込） and 4月（千枚）; undefined for any other heading. */
export function monthHeading(text: string): MonthHeading | undefined {
  const unmarked = halfWidth(plain(text)).replace(MARKS, "");
  const unit = UNIT.exec(unmarked)?.[3] ?? "";
  const {rest, state} = splitState(unmarked.replace(UNIT, "$1$2$4"));
  const bare = withDigits(rest.replace(MARKS, ""));
  const number = Number(NUMBERED.exec(bare)?.[1]);
  if (number >= 1 && number <= 12) return {month: number, state, unit};
  const english = englishMonth(bare);
  if (english !== undefined) return {month: english, state, unit};
  const dated = bare.replace(/(?<=月)[分度中]$/, "").replace(/^([12][0-9]{3}-[0-9]{2})-01$/, "$1");
  return plainMonth(dated) === undefined ? undefined : {month: dated, state, unit};
}

/** Apr → 4, Apr-22 → "2022年4月". */
function englishMonth(text: string): MonthHeading["month"] | undefined {
  const [, name, year] = ENGLISH.exec(text) ?? [];
  if (name === undefined) return undefined;
  const number = ENGLISH_MONTHS.indexOf(name.toLowerCase()) / 3 + 1;
  return year === undefined ? number : `20${year}年${number}月`;
}

/** Says that a month holds those before it, too, or only its last day. */
const UP_TO_ITS_END = /(?:まで)?の?(?:累計|累積|累加)$|末日?(?:現在|時点)?(?:の?(?:累計|累積))?$/;

/** 4月累計, 4月末: the month, where it is meant for one. */
export function withoutUpTo(text: string): string {
  return plain(text)
    .replace(/(?<=月)分$/, "")
    .replace(UP_TO_ITS_END, "");
}

export function isUpTo(text: string): boolean {
  return /月/.test(text) && UP_TO_ITS_END.test(plain(text));
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
