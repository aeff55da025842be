import {writeFileSync} from "node:fs";
import {join} from "node:path";
import * as xlsx from "@e965/xlsx";

export interface Sheet {
  name: string;
  rows: readonly (readonly (string | number | null)[])[];
  /** Merged ranges like "A1:C1". */
  merges?: readonly string[];
}

/** The one door to the workbook library for the sample's files. No dates are kept in the file: equal content is equal bytes. */
export function writeWorkbook(folder: string, name: string, sheets: readonly Sheet[]): string {
  const workbook = xlsx.utils.book_new();
  for (const {name: sheetName, rows, merges = []} of sheets) {
    const sheet = xlsx.utils.aoa_to_sheet(rows.map((row) => [...row]));
    sheet["!merges"] = merges.map((range) => xlsx.utils.decode_range(range));
    xlsx.utils.book_append_sheet(workbook, sheet, sheetName);
  }
  writeFileSync(
    join(folder, name),
    xlsx.write(workbook, {type: "buffer", bookType: "xlsx", compression: true}),
  );
  return name;
}

/** Column 0 → "A", 27 → "AB". */
export function columnName(column: number): string {
  return xlsx.utils.encode_col(column);
}
