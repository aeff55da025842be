/**
 * Text of a cell → value, one function per kind of field; `undefined` where the text is not of that kind.
 * The same grammar stands as SQL in sql/functions/duckdb.sql, which does the work for whole columns;
 * a property test holds the two against each other. Normalising is an explicit map, never NFKC (which turns ① into 1).
 */

const FULL_WIDTH = "０１２３４５６７８９，．：／（）＋";
const HALF_WIDTH = "0123456789,.:/()+";
const ERA_OFFSETS: Record<string, number> = {
  令和: 2018,
  R: 2018,
  Ｒ: 2018,
  平成: 1988,
  H: 1988,
  Ｈ: 1988,
  昭和: 1925,
  S: 1925,
  Ｓ: 1925,
  "㋿": 2018,
  "㍻": 1988,
  "㍼": 1925,
};
const ERA = "(令和|平成|昭和|[RHSＲＨＳ㋿㍻㍼])?";
const YEAR = "([0-9]{1,4}|元)";
const WEEKDAYS = "日月火水木金土";
/** What programs and people put behind a day: its weekday, and midnight where only the day was meant. */
const BEHIND_DAY = `(?:[ 　]?\\(?([${WEEKDAYS}])(?:曜日?)?\\)?)?(?:[ 　T]0{1,2}:00(?::00(?:\\.0{1,9})?)?)?`;
const DAY = new RegExp(`^${ERA}${YEAR}[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?${BEHIND_DAY}$`);
const EIGHT_DIGITS = /^([12][0-9]{3})([0-9]{2})([0-9]{2})$/;
const MONTH = new RegExp(`^${ERA}${YEAR}[-/.年]([0-9]{1,2})(?:月[分度]?)?$`);
const SIX_DIGITS = /^([12][0-9]{3})([0-9]{2})$/;
/** As Excel shows a month in English. */
const ENGLISH_MONTH = /^(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-([0-9]{2})$/;
const ENGLISH_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
const FISCAL_YEAR = new RegExp(`^${ERA}${YEAR}(?:年度)?$`);
const QUARTER = new RegExp(`^${ERA}${YEAR}(?:年度第?|Q)([1-4])(?:四半期)?$`);

/** Strips spaces (ideographic and unbreakable ones, too), tabs and line breaks at both ends. */
export function trimmed(text: string): string {
  return text.replace(/^[ \u3000\u00a0\t\r\n]+|[ \u3000\u00a0\t\r\n]+$/g, "");
}

/** Full-width digits and the marks used with numbers become half-width; nothing else changes. */
export function halfWidth(text: string): string {
  return text.replace(/[０-９，．：／（）＋]/g, (sign) => HALF_WIDTH[FULL_WIDTH.indexOf(sign)] ?? sign);
}

const DASHES: Record<string, string> = {"〜": "～", "−": "－", "—": "―"};

const ERROR_VALUE =
  /^(#(REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|EXTERNAL!|PYTHON!|GETTING_DATA)|#{3,}|(Err|エラー):[0-9]{3}|#未計算[A-Z]+[0-9]+#)$/;
/** "The same as above": a row must say by itself what it is. */
const DITTO = /^(〃|仝|々|同上|同右|″|”)$/;

/** The text as it stands, or with the dashes and waves of Windows; undefined for an error value of a spreadsheet, what it shows where a column is too narrow, and 〃. */
export function text(cell: string, oneDash: boolean): string | undefined {
  if (ERROR_VALUE.test(cell) || DITTO.test(cell)) return undefined;
  return oneDash ? cell.replace(/[〜−—]/g, (dash) => DASHES[dash] ?? dash) : cell;
}

/** Digits and letters of one width and, as people type them, of one case; digits alone are filled up with zeros to so many. */
export function staffNumber(cell: string, zerosTo: number | null): string {
  const plain = plainCode(cell);
  return zerosTo !== null && /^[0-9]+$/.test(plain) ? plain.padStart(zerosTo, "0") : plain;
}

/** As numbers of staff are compared. */
export function plainCode(cell: string): string {
  return oneWidth(cell).replace(/[a-z]/g, (letter) => letter.toUpperCase());
}

/** A code in one width: digits, letters, marks, and whatever stands for a hyphen. */
export function oneWidth(code: string): string {
  const halfLetters = (sign: string) => String.fromCodePoint((sign.codePointAt(0) ?? 0) - FULL_WIDTH_OFFSET);
  return halfWidth(code)
    .replace(/[Ａ-Ｚａ-ｚ＿]/g, halfLetters)
    .replace(/[－‐‑‒–—―−ーｰ]/g, "-");
}

/** From "A" to "Ａ". */
const FULL_WIDTH_OFFSET = 0xfee0;

/** "1,234", "▲5", "△5", "(5)", "－5" → integer. */
function integer(text: string): number | undefined {
  const match = /^(▲|△|-|－|−|\()?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(\))?$/.exec(halfWidth(text));
  if (!match?.[2] || (match[1] === "(") !== (match[3] === ")")) return undefined;
  const size = Number(match[2].replaceAll(",", ""));
  return match[1] && size !== 0 ? -size : size;
}

const SCALED = /^(▲|△|-|－|−|\()?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.([0-9]{1,6}))?(\))?$/;

/** "106.3千枚" with {枚: 1, 千枚: 1000} → 106300; without a unit a plain integer. Undefined where no whole number comes out. */
export function quantity(text: string, units: Record<string, number>): number | undefined {
  const unit = unitsLongestFirst(units).find((label) => text.endsWith(label));
  if (unit === undefined) return integer(text);
  return scaled(halfWidth(trimmed(text.slice(0, -unit.length))), String(units[unit]).length - 1);
}

/** The number times a power of ten. */
function scaled(text: string, places: number): number | undefined {
  const match = SCALED.exec(text);
  if (!match?.[2] || (match[1] === "(") !== (match[4] === ")")) return undefined;
  const decimals = (match[3] ?? "").padEnd(places, "0");
  if (!/^0*$/.test(decimals.slice(places))) return undefined;
  const digits = `${match[2].replaceAll(",", "")}${decimals.slice(0, places)}`.replace(/^0+(?=[0-9])/, "");
  if (digits.length > 15) return undefined;
  return match[1] && digits !== "0" ? -Number(digits) : Number(digits);
}

/** "98.5", "1,234.25", "▲0.5", "62.5%" → ten-thousandths; undefined where that is not whole. */
export function decimal(text: string): number | undefined {
  return scaled(halfWidth(text).replace(/[%％]$/, ""), DECIMAL_PLACES);
}

/** How many decimals a decimal is held with, as a whole number. */
export const DECIMAL_PLACES = 4;

/** 百万円 before 円: the order in which a text's end is compared. */
export function unitsLongestFirst(units: Record<string, number>): string[] {
  return Object.keys(units).sort((a, b) => b.length - a.length);
}

/** "12:30", "12:30:00", "12時間30分", "12.5" (hours), "750分" → minutes; hours may pass 24. */
export function duration(text: string): number | undefined {
  const plain = halfWidth(text);
  const minutes = /^([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6})分$/.exec(plain)?.[1];
  if (minutes !== undefined) return Number(minutes.replaceAll(",", ""));
  const clock = /^([0-9]{1,5})(?::|時間)([0-5]?[0-9])(?:分|:00)?$/.exec(plain);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const hours = /^([0-9]{1,5})(?:\.([0-9]{1,2}))?(?:時間)?$/.exec(plain);
  if (!hours) return undefined;
  const hundredths = Number((hours[2] ?? "").padEnd(2, "0"));
  return (hundredths * 60) % 100 === 0 ? Number(hours[1]) * 60 + (hundredths * 60) / 100 : undefined;
}

/** "▲3:00", "-3:00", "(3:00)" → minutes below zero; without a sign as `duration`. */
export function signedDuration(text: string): number | undefined {
  const [, , behindSign, inBrackets] = /^(?:(▲|△|-|－|−)(.+)|\((.+)\))$/s.exec(halfWidth(text)) ?? [];
  const size = behindSign ?? inBrackets;
  if (size === undefined) return duration(text);
  const minutes = duration(size);
  return minutes === undefined || minutes === 0 ? minutes : -minutes;
}

/** "2022-04-01", "2022/4/1 0:00", "R4.4.1(金)", "令和4年4月1日", "20220401" → ISO date. A weekday must be the day's. */
export function day(text: string): string | undefined {
  const plain = halfWidth(text);
  const [, plainYear, plainMonth, plainDay] = EIGHT_DIGITS.exec(plain) ?? [];
  if (plainYear) return isoDay(Number(plainYear), Number(plainMonth), Number(plainDay));
  const [, era, year, month, dayOfMonth, weekday] = DAY.exec(plain) ?? [];
  const iso = isoDay(westernYear(era, year), Number(month), Number(dayOfMonth));
  if (iso === undefined || weekday === undefined) return iso;
  return WEEKDAYS[new Date(iso).getUTCDay()] === weekday ? iso : undefined;
}

/** "2022-04", "R4.4", "令和4年4月分" → ISO date of the month's first day: what headings may be, too. */
export function plainMonth(text: string): string | undefined {
  const [, era, year, monthOfYear] = MONTH.exec(halfWidth(text)) ?? [];
  return isoDay(westernYear(era, year), Number(monthOfYear), 1);
}

/** The same, and what stands in a column of months and can mean one only: a day of it, "202204", "Apr-22". */
export function month(text: string): string | undefined {
  const plain = halfWidth(text);
  const [, year, monthOfYear] = SIX_DIGITS.exec(plain) ?? [];
  if (year) return isoDay(Number(year), Number(monthOfYear), 1);
  const [, name = "", shortYear] = ENGLISH_MONTH.exec(plain) ?? [];
  if (shortYear) return isoDay(2000 + Number(shortYear), ENGLISH_MONTHS.indexOf(name) / 3 + 1, 1);
  const dayInIt = day(text);
  return dayInIt === undefined ? plainMonth(text) : `${dayInIt.slice(0, 8)}01`;
}

/** "令和2年度第1四半期", "R2Q1", "2020Q1" → ISO date of the fiscal quarter's first day. */
export function quarter(text: string): string | undefined {
  const [, era, year, number] = QUARTER.exec(halfWidth(text)) ?? [];
  const fiscalYear = westernYear(era, year);
  if (fiscalYear === undefined) return undefined;
  return number === "4" ? isoDay(fiscalYear + 1, 1, 1) : isoDay(fiscalYear, Number(number) * 3 + 1, 1);
}

/** "令和2年度", "R2", "2020" → ISO date of the fiscal year's first day. */
export function fiscalYear(text: string): string | undefined {
  const [, era, year] = FISCAL_YEAR.exec(halfWidth(text)) ?? [];
  return isoDay(westernYear(era, year), 4, 1);
}

function westernYear(era: string | undefined, year: string | undefined): number | undefined {
  if (year === undefined || Number(year) === 0) return undefined;
  if (era) return (ERA_OFFSETS[era] ?? Number.NaN) + (year === "元" ? 1 : Number(year));
  return /^[12][0-9]{3}$/.test(year) ? Number(year) : undefined;
}

function isoDay(year: number | undefined, monthOfYear: number, dayOfMonth: number): string | undefined {
  if (year === undefined || !(monthOfYear >= 1 && monthOfYear <= 12)) return undefined;
  const date = new Date(Date.UTC(year, monthOfYear - 1, dayOfMonth));
  return date.getUTCDate() === dayOfMonth ? date.toISOString().slice(0, 10) : undefined;
}
