import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";

/** Cells of a sample file by heading: decoded, split at commas, nothing else. */
export interface PlainTable {
  name: string;
  titles: string[];
  heading: string[];
  rows: string[][];
}

/** Decodes strictly: a file that is not what it claims to be throws. */
export function readCsv(folder: string, name: string, encoding: "shift_jis" | "utf-8"): PlainTable {
  const text = new TextDecoder(encoding, {fatal: true}).decode(readFileSync(join(folder, name)));
  const lines = text.split("\r\n");
  const at = lines.findIndex((line) => line.includes(","));
  const rows = lines.slice(at + 1, -1).map((line) => line.split(","));
  return {name, titles: lines.slice(0, at), heading: lines[at]?.split(",") ?? [], rows};
}

export function filesNamed(folder: string, part: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.includes(part))
    .sort();
}

/** A file of data/cities/kawasaki/published. */
export function published(name: string): Record<string, string>[] {
  const path = join(import.meta.dirname, "../../data/cities/kawasaki", name);
  const [heading = "", ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  const columns = heading.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""]));
  });
}

/** "令和2年度", "令和2年度第1四半期" → 2020. */
export function fiscalYearIn(text: string): number {
  return Number(isoDate(`${text.slice(0, text.indexOf("度"))}4月`).slice(0, 4));
}

export function plainDigits(text: string): string {
  return text
    .replace(/[０-９]/g, (digit) => String("０１２３４５６７８９".indexOf(digit)))
    .replaceAll("：", ":");
}

const dates = new Map<string, string>();

/** "令和2年4月1日", "H28.4.1", "2020/4/1", "2020-04" … → "2020-04-01" (the first day where none is given). */
export function isoDate(text: string): string {
  const known = dates.get(text);
  if (known !== undefined) return known;
  const [, era = "", year = "", month = "", day = "1"] =
    /^(令和|平成|昭和|R|H|S)?(元|[0-9]+)[年./-]([0-9]+)(?:[月./-]([0-9]+)日?)?月?$/.exec(plainDigits(text)) ??
    [];
  const offset = {令和: 2018, R: 2018, 平成: 1988, H: 1988, 昭和: 1925, S: 1925, "": 0}[era] ?? Number.NaN;
  const iso = [
    offset + (year === "元" ? 1 : Number(year)),
    month.padStart(2, "0"),
    day.padStart(2, "0"),
  ].join("-");
  dates.set(text, iso);
  return iso;
}

/** "12:30" or "12時間30分" → 750. */
export function minutesOf(text: string): number {
  const [hours = "", minutes = ""] = plainDigits(text).replace("時間", ":").replace("分", "").split(":");
  return Number(hours) * 60 + Number(minutes);
}

/** Half-up at the given decimals, as published figures are rounded. */
export function halfUp(value: number, decimals: number): number {
  const power = 10 ** decimals;
  return Math.floor(value * power + 0.5 + 1e-9) / power;
}
