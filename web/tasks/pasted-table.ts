import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {csvCell} from "../../reports/values/csv-cell.ts";
import {type Contract, fieldsOf} from "../../schemas/contract.ts";
import type {Received} from "./receive-files.ts";

/** The headings of a kind of file in its order, as the city calls them. */
export function headingsOf(contract: Contract): string[] {
  return fieldsOf(contract).map(({meta}) => meta.headings[0] ?? "");
}

/**
 * What somebody copied from a sheet (cells parted by tabs) or from a CSV, as the text of a file; "" where no row is in it. Where its first
 * line is no headings, those of the contract are put above it, in their order.
 */
export function pastedTable(typed: string, contract: Contract): string {
  const lines = typed.split(/\r?\n/).filter((line) => line.trim() !== "");
  const rows = lines.map((line) => (line.includes("\t") ? line.split("\t").map(csvCell).join(",") : line));
  const [first = "", ...others] = rows;
  const known = new Set(fieldsOf(contract).flatMap(({meta}) => meta.headings));
  const hasHeadings = first.split(",").some((cell) => known.has(cell.trim().replaceAll('"', "")));
  if ((hasHeadings ? others : rows).length === 0) return "";
  const headings = headingsOf(contract).slice(0, first.split(",").length);
  return [...(hasHeadings ? [] : [headings.map(csvCell).join(",")]), ...rows, ""].join("\r\n");
}

/** The text as a file in a folder of the window's own. */
export function writtenDown(text: string, {folder, name}: {folder: string; name: string}): Received {
  mkdirSync(folder, {recursive: true, mode: 0o700});
  const path = join(folder, name);
  writeFileSync(path, text, {flag: "wx", mode: 0o600});
  return {path, name, bytes: Buffer.byteLength(text)};
}
