import {readFileSync, statSync} from "node:fs";
import {UserError} from "../../../schemas/errors.ts";
import {fillMerges} from "./fill-merges.ts";
import type {Grid} from "./grid.ts";
import {readOldWorkbook} from "./read-old-workbook.ts";
import type {SheetCells} from "./xlsx/sheet.ts";
import {openWorkbook} from "./xlsx/workbook.ts";

const MAX_FILE_BYTES = 150 * 1024 * 1024;
const ZIP = "504b0304";

/** Reads the sheets of an Excel file as text. Throws UserError when it is damaged, too large or locked by a password. */
export function readWorkbook(path: string): Grid[] {
  if (statSync(path).size > MAX_FILE_BYTES)
    throw new UserError(
      "Excelファイルが150メガバイトを超えています。CSVで出し直すか、期間を分けてください。",
    );
  const file = readFileSync(path);
  try {
    if (file.subarray(0, 4).toString("hex") !== ZIP) return readOldWorkbook(file);
    return openWorkbook(file).map(({name, isHidden, read}) => gridOf(name, isHidden, read()));
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(
      "Excelファイルとして開けません（途中で切れているか、壊れているか、パスワードが付いています）。" +
        "Excelで開いて「.xlsx」で保存し直すか、送り直してもらってください。",
      {cause},
    );
  }
}

function gridOf(name: string, isHidden: boolean, cells: SheetCells): Grid {
  const {merges, ...rest} = cells;
  const repeated = fillMerges(cells.rows, merges);
  return {...rest, repeated, name, isHidden, lineNumbers: (row) => row + 1};
}
