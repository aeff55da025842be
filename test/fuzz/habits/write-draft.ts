import {Workbook} from "@cj-tech-master/excelts";
import * as xlsx from "@e965/xlsx";
import iconv from "iconv-lite";
import {workbookBytes} from "../../../pipelines/engine/write-workbook.ts";
import type {Random} from "../../../sample/random.ts";
import {type Cell, type Draft, UNNAMED} from "./draft.ts";

export interface Written {
  writer: string;
  name: string;
  bytes: Uint8Array;
}

interface Sheet {
  name: string;
  rows: Cell[][];
  merges: {row: number; from: number; to: number}[];
}

/** A draft as the bytes of a file, by one of the writers that can write all its cells. */
export async function writeDraft(draft: Draft, random: Random): Promise<Written> {
  const sheet = sheetOf(draft, random);
  const cells = sheet.rows.flat();
  const isPlain = cells.every((cell) => cell === null || typeof cell !== "object");
  const hasError = cells.some((cell) => cell !== null && typeof cell === "object" && "error" in cell);
  const isNamed = draft.sheetName !== UNNAMED;
  const writer = random.pick(
    WRITERS.filter(({can}) => can === "all" || (can === "formats" ? !hasError : isPlain && !isNamed)),
  );
  return {
    writer: writer.name,
    name: `${draft.fileName}.${writer.ending}`,
    bytes: await writer.write(sheet, random),
  };
}

interface Writer {
  name: string;
  ending: string;
  can: "all" | "formats" | "texts";
  write: (sheet: Sheet, random: Random) => Promise<Uint8Array> | Uint8Array;
}

const WRITERS: Writer[] = [
  {name: "library", ending: "xlsx", can: "all", write: (sheet) => byLibrary(sheet, "xlsx")},
  {name: "library-xls", ending: "xls", can: "all", write: (sheet) => byLibrary(sheet, "biff8")},
  {name: "excelts", ending: "xlsx", can: "all", write: byExcelts},
  {name: "product", ending: "xlsx", can: "formats", write: byProduct},
  {name: "csv", ending: "csv", can: "texts", write: asCsv},
];

/** The table with all that stands around it. */
function sheetOf(draft: Draft, random: Random): Sheet {
  const {sheetName, above, headings, body, below, merges} = draft;
  const title = `${draft.title}${draft.titleEnd}`;
  const titles = title === "" ? [] : [[title]];
  const head = [...titles, ...above];
  const gap = head.length > 0 && random.chance(0.3) ? [[]] : [];
  const top = head.length + gap.length;
  const rows = [...head, ...gap, ...headings, ...body.map(({cells}) => cells), ...below];
  return {name: sheetName, rows, merges: merges.map(({row, ...range}) => ({row: row + top, ...range}))};
}

function byLibrary({name, rows, merges}: Sheet, bookType: "xlsx" | "biff8"): Uint8Array {
  const sheet = xlsx.utils.aoa_to_sheet(rows.map((row) => row.map(libraryCell)));
  sheet["!merges"] = merges.map(({row, from, to}) => ({s: {r: row, c: from}, e: {r: row, c: to}}));
  const workbook = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(workbook, sheet, name);
  return xlsx.write(workbook, {type: "buffer", bookType});
}

const ERRORS: Record<string, number> = {"#N/A": 42, "#REF!": 23, "#DIV/0!": 7, "#VALUE!": 15};

function libraryCell(cell: Cell): unknown {
  if (cell === null || typeof cell !== "object") return cell === "" ? null : cell;
  return "error" in cell ? {t: "e", v: ERRORS[cell.error]} : {t: "n", v: cell.value, z: cell.format};
}

async function byExcelts({name, rows, merges}: Sheet): Promise<Uint8Array> {
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet(name);
  for (const [row, cells] of rows.entries())
    for (const [column, cell] of cells.entries()) {
      if (cell === null || cell === "") continue;
      const target = sheet.getCell(row + 1, column + 1);
      if (typeof cell !== "object") target.value = cell;
      else if ("error" in cell) target.value = {error: cell.error as "#N/A"};
      else {
        target.value = cell.value;
        target.numFmt = cell.format;
      }
    }
  for (const {row, from, to} of merges) sheet.mergeCells(row + 1, from + 1, row + 1, to + 1);
  return workbook.xlsx.writeBuffer();
}

function byProduct({name, rows}: Sheet): Promise<Uint8Array> {
  const described = rows.map((row) =>
    row.map((cell) => {
      if (cell === "") return null;
      if (cell === null || typeof cell !== "object") return cell;
      return "error" in cell ? cell.error : cell;
    }),
  );
  return workbookBytes({title: name, sheets: [{name, rows: described}]});
}

function asCsv({rows}: Sheet, random: Random): Uint8Array {
  const width = Math.max(...rows.map(({length}) => length));
  const isPadded = random.chance(0.5);
  const quote = (text: string) => (/[",\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const hasCommas = random.chance(0.3);
  const textOf = (cell: Cell) =>
    cell === null || typeof cell === "object"
      ? ""
      : typeof cell === "number" && hasCommas
        ? cell.toLocaleString("ja-JP")
        : String(cell);
  const lines = rows.map((row) => {
    const cells = row.map(textOf);
    if (isPadded) while (cells.length < width) cells.push("");
    return cells.map(quote).join(",");
  });
  return iconv.encode(`${lines.join("\r\n")}\r\n`, random.pick(["cp932", "utf8"]));
}
