import {statSync} from "node:fs";
import {UserError} from "../../../schemas/errors.ts";
import {readPlainFile} from "../../installation/plain-file.ts";
import {markUncomputed, type Recalculation} from "./cell-states.ts";
import {fillMerges} from "./fill-merges.ts";
import type {Grid} from "./grid.ts";
import {containerStreams, readByLibrary, sheetCountByLibrary} from "./read-by-library.ts";
import type {Remark} from "./remark.ts";
import {otherContainer, otherZip, whyNotWorkbook} from "./why-not-workbook.ts";
import {withinTime} from "./within-time.ts";
import {cleanWorkbook} from "./xlsx/clean-workbook.ts";
import {looseRemarks} from "./xlsx/remarks.ts";
import type {SheetCells} from "./xlsx/sheet.ts";
import {sheetBudget} from "./xlsx/sheet-budget.ts";
import {openWorkbook, sharedParts, type WorkbookSheet, workbookPath} from "./xlsx/workbook.ts";
import {openZip, type Zip} from "./xlsx/zip.ts";

const MAX_FILE_BYTES = 150 * 1024 * 1024;
const ZIP = "504b0304";

/** Reads the sheets of an Excel file as text. Throws UserError when it is damaged, too large or locked by a password. */
export function readWorkbook(path: string): Grid[] {
  if (statSync(path).size > MAX_FILE_BYTES)
    throw new UserError(
      "Excelファイルが150メガバイトを超えています。CSVで出し直すか、期間を分けてください。",
    );
  const file = readPlainFile(path, MAX_FILE_BYTES);
  try {
    const isZip = file.subarray(0, 4).toString("hex") === ZIP;
    return withinTime(file.length, () => (isZip ? readZip(openZip(file)) : readContainer(file)));
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(whyNotWorkbook(cause), {cause});
  }
}

function readContainer(file: Buffer): Grid[] {
  const other = otherContainer(containerStreams(file));
  if (other !== undefined) throw new UserError(other);
  return byLibrary(file).grids;
}

/** By the reader of this house; what it calls damaged is tried by the library, which must find every cell, before it is refused. */
function readZip(zip: Zip): Grid[] {
  const other = otherZip(zip);
  if (other !== undefined) throw new UserError(other);
  const isBinary = workbookPath(zip).endsWith(".bin");
  try {
    if (isBinary) throw new Error("a workbook of binary parts (.xlsb)");
    const {sheets, recalculation, remarks} = openWorkbook(zip);
    const read = readAll(sheets).map((sheet) => ({...sheet, remarks: [...sheet.remarks, ...remarks]}));
    return gridsOf(read, recalculation);
  } catch (cause) {
    const clean = cause instanceof UserError ? undefined : cleanWorkbook(zip);
    if (clean === undefined) throw cause;
    // Some may be missing; so many are not, but name one another's.
    if (sheetCountByLibrary(clean.file) > 2 * clean.sheetPartCount + 1) throw sharedParts();
    const {grids, cellCount} = byLibrary(clean.file);
    if (!isBinary && cellCount !== clean.cellCount) throw cause;
    const loose = looseRemarks(zip);
    return grids.map((grid) => ({
      ...grid,
      remarks: [...grid.remarks, ...loose],
      isDamaged: !isBinary,
    }));
  }
}

function readAll(sheets: WorkbookSheet[]): Sheet[] {
  const spend = sheetBudget();
  return sheets.map(({read, name, isHidden}) => {
    const cells = read();
    spend(cells.rows);
    return {name, isHidden, ...cells};
  });
}

function byLibrary(file: Buffer): {grids: Grid[]; cellCount: number} {
  const {sheets, recalculation} = readByLibrary(file);
  return {
    grids: gridsOf(sheets, recalculation),
    cellCount: sheets.reduce((sum, {cellCount}) => sum + cellCount, 0),
  };
}

interface Sheet extends SheetCells {
  name: string;
  remarks: Remark[];
  isHidden: boolean;
}

/** The same for both roads. */
export function gridsOf(sheets: Sheet[], recalculation: Recalculation): Grid[] {
  const stale = markUncomputed(sheets, recalculation);
  return sheets.map(({name, isHidden, rows, merges, hiddenRows, hiddenColumns, shown, remarks}, index) => ({
    ...{name, isHidden, rows, hiddenRows, hiddenColumns, shown, remarks},
    isDamaged: false,
    lineNumbers: (row) => row + 1,
    repeated: fillMerges(rows, merges),
    stale: stale[index] ?? [],
  }));
}
