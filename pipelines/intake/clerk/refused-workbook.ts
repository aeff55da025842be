import type {Contract} from "../../../schemas/contract.ts";
import {UserError} from "../../../schemas/errors.ts";
import {contractsOf} from "../../catalog/contracts-of.ts";
import {type SheetDescription, workbookBytes} from "../../engine/write-workbook.ts";
import type {Home} from "../../installation/home.ts";
import {findTable, type TableMatch} from "../read/find-table.ts";
import type {Grid} from "../read/grid.ts";
import type {SheetToMend} from "./bureaus-of-rows.ts";
import {gridsToMend, MOST_MENDED_ROWS} from "./grids-to-mend.ts";
import {mendingSheet} from "./mending-sheet.ts";

export interface RefusedFileToMend {
  path: string;
  fileName: string;
  reasons: string[];
}

/** A refused file as it was sent, as far as it can be read, behind the reasons. `hasWholeFile` is false where it cannot be. */
export async function refusedWorkbook(
  home: Home,
  {path, fileName, reasons}: RefusedFileToMend,
): Promise<{bytes: Uint8Array; hasWholeFile: boolean}> {
  const grids = gridsOf(home, path).filter(({rows}) => rows.length > 0);
  const hasWholeFile =
    grids.length > 0 && grids.reduce((sum, {rows}) => sum + rows.length, 0) <= MOST_MENDED_ROWS;
  const sheets = hasWholeFile ? grids.map((grid) => mendingSheet(grid, undefined, [])) : [];
  const bytes = await workbookBytes({
    title: `直し用 ${fileName}`,
    sheets: [...sheets, reasonsSheet(fileName, reasons)],
  });
  return {bytes, hasWholeFile};
}

/** The sheets of a refused file in which a table of a known source stands; none where the file is too large or no table. */
export function refusedSheets(home: Home, path: string): SheetToMend[] {
  const contracts = contractsOf(home.city);
  const sheets = gridsOf(home, path).map((grid) => ({grid, match: tableIn(grid, contracts)}));
  const rowCount = sheets.reduce((sum, {grid}) => sum + grid.rows.length, 0);
  return rowCount <= MOST_MENDED_ROWS && sheets.some(({match}) => match) ? sheets : [];
}

/** Undefined also where a table's headings contradict each other. */
function tableIn(grid: Grid, contracts: Contract[]): TableMatch | undefined {
  try {
    return findTable(grid, contracts);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** None for what is no table at all. */
function gridsOf(home: Home, path: string): Grid[] {
  try {
    return gridsToMend(home, path);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function reasonsSheet(fileName: string, reasons: string[]): SheetDescription {
  return {
    name: "使えない理由",
    rows: [
      [{value: `${fileName} を受け付けられない理由`, role: "title"}],
      [],
      ...reasons.map((reason) => [{value: reason, role: "wrapped" as const}]),
    ],
    columnWidths: [100],
  };
}
