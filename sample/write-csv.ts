import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {encodeCp932} from "../pipelines/engine/encode-cp932.ts";

/** Where files go and in which encoding: office systems write Windows-31J (CP932), newer ones UTF-8 with a byte order mark. */
type Encoding = "cp932" | "utf8-bom";

export interface CsvFile {
  name: string;
  encoding: Encoding;
  /** Lines above the heading row. */
  titles?: readonly string[];
  heading: readonly string[];
  /** Rows already joined with commas. */
  lines: readonly string[];
}

/** Writes with CRLF line ends; no cell may hold a comma, quote or line break. Returns the file name. */
export function writeCsv(folder: string, {name, encoding, titles = [], heading, lines}: CsvFile): string {
  const text = `${[...titles, heading.join(","), ...lines].join("\r\n")}\r\n`;
  writeFileSync(join(folder, name), encoding === "cp932" ? encodeCp932(text).bytes : `\ufeff${text}`);
  return name;
}

const FULL_WIDTH = "０１２３４５６７８９";

/** Half-width digits, colons and points as a clerk with the wrong input mode types them. */
export function fullWidth(text: string): string {
  return text
    .replace(/[0-9]/g, (digit) => FULL_WIDTH[Number(digit)] ?? digit)
    .replaceAll(":", "：")
    .replaceAll(".", "．");
}

/** Minutes → "12:30"; hours may pass 24. */
export function clock(minutes: number): string {
  const rest = minutes % 60;
  return `${(minutes - rest) / 60}:${rest < 10 ? "0" : ""}${rest}`;
}
