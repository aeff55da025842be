import {DAY_MS} from "../../../../schemas/fiscal-time.ts";
/** How a number of a sheet is shown, as far as it decides what the number means. */
export type NumberMeaning = "number" | "percent" | "day" | "month" | "time" | "elapsed" | {digits: number};

/** Formats that Excel knows by number only; the Japanese ones are 27–36 and 50–58. */
const BUILT_IN: Record<number, NumberMeaning> = {
  ...group("percent", [9, 10]),
  ...group("day", [14, 15, 16, 22, 27, 28, 29, 30, 31, 35, 36, 50, 51, 53, 54, 56, 57, 58]),
  ...group("month", [17, 34, 52, 55]),
  ...group("time", [18, 19, 20, 21, 32, 33, 45, 47]),
  ...group("elapsed", [46]),
};

function group(meaning: NumberMeaning, ids: number[]): Record<number, NumberMeaning> {
  return Object.fromEntries(ids.map((id) => [id, meaning]));
}

export function builtInMeaning(formatId: number): NumberMeaning {
  return BUILT_IN[formatId] ?? "number";
}

/** Reads a format code such as `[$-411]ggge"年"m"月"d"日"`, `[h]:mm`, `0.0%`, `000000`. */
export function meaningOf(code: string): NumberMeaning {
  const [first = ""] = code.replace(/"[^"]*"|\\.|_.|\*./g, "").split(";");
  const elapsed = /\[(h+|m+|s+)\]/i.test(first);
  const plain = first.replace(/\[[^\]]*\]/g, "").toLowerCase();
  if (elapsed) return "elapsed";
  if (/^0{2,15}$/.test(plain)) return {digits: plain.length};
  if (/general|standard|標準/.test(plain)) return "number";
  if (/[ydge]/.test(plain.replace(/e[+-]/g, ""))) return plain.includes("d") ? "day" : "month";
  if (/[hs]/.test(plain)) return "time";
  if (plain.includes("m")) return "month";
  return plain.includes("%") ? "percent" : "number";
}

const MINUTES = 1440;
/** Serial 60 is 29 February 1900, which Excel took over from a program that believed in it. */
const NO_SUCH_DAY = 60;
const DAYS_1904 = 1462;

/** Text of a stored number as the readers of schemas/read-value.ts know it. */
export function numberText(stored: string, meaning: NumberMeaning, is1904: boolean): string {
  const value = Number(stored);
  if (stored.trim() === "" || !Number.isFinite(value)) return stored;
  switch (meaning) {
    case "number":
      return plainNumber(value);
    case "percent":
      return `${plainNumber(value * 100)}%`;
    case "day":
    case "month":
      return dateText(value + (is1904 ? DAYS_1904 : 0), meaning) ?? plainNumber(value);
    case "time":
    case "elapsed":
      return timeText(value, meaning);
    default:
      return Number.isInteger(value) && value >= 0
        ? String(value).padStart(meaning.digits, "0")
        : plainNumber(value);
  }
}

const ISO = /^([0-9]{4}-[0-9]{2}-[0-9]{2})?(?:T?([0-9]{2}):([0-9]{2})(?::([0-9.]+))?Z?)?$/;
/** 1 January 1970 as Excel counts days. */
const UNIX_EPOCH = 25_569;

/** A day or time that is stored as ISO text ("2022-04-01T00:00:00", "12:30:00"), as files of strict OOXML do. */
export function isoText(stored: string, meaning: NumberMeaning): string {
  const [whole, day, hours = 0, minutes = 0, seconds = 0] = ISO.exec(stored.trim()) ?? [];
  if (!whole) return stored;
  const isTime = meaning === "time" || meaning === "elapsed";
  if (day !== undefined && !isTime) return meaning === "month" ? day.slice(0, 7) : day;
  const days = day === undefined ? 0 : Date.parse(day) / DAY_MS + UNIX_EPOCH;
  const serial = days + (Number(hours) * 60 + Number(minutes) + Number(seconds) / 60) / MINUTES;
  return numberText(String(serial), isTime ? meaning : "elapsed", false);
}

/** Fifteen digits, as Excel keeps them: no noise of binary fractions. */
function plainNumber(value: number): string {
  return String(Number(value.toPrecision(15)));
}

function dateText(serial: number, meaning: "day" | "month"): string | undefined {
  const day = Math.floor(serial);
  if (day < 1 || day === NO_SUCH_DAY || day > 2_958_465) return undefined;
  const epoch = Date.UTC(1899, 11, day < NO_SUCH_DAY ? 31 : 30);
  const text = new Date(epoch + day * DAY_MS).toISOString();
  return text.slice(0, meaning === "day" ? 10 : 7);
}

/** "36:30"; what a cell shows as less than it holds is told as both, so that nobody counts the wrong one. */
function timeText(value: number, meaning: "time" | "elapsed"): string {
  const minutes = Math.round(value * MINUTES);
  if (value < 0 || Math.abs(value * MINUTES - minutes) > 1 / 120)
    return `${plainNumber(value * 24)}時間（秒の端数あり）`;
  const text = clock(minutes);
  return meaning === "time" && value >= 1 ? `${clock(minutes % MINUTES)}（実際の値は${text}）` : text;
}

function clock(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
