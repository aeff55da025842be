import {fieldsOf} from "../../../schemas/contract.ts";
import type {FaultGroup} from "../../../schemas/fault-group.ts";
import {staffNumberIn} from "../../../schemas/fields.ts";
import {trimmed} from "../../../schemas/read-value.ts";
import {workbookBytes} from "../../engine/write-workbook.ts";
import type {Home} from "../../installation/home.ts";
import {groupFaults} from "../judge/group-faults.ts";
import {cellAt} from "../read/grid.ts";
import {batchToMend} from "./batch-to-mend.ts";
import type {SheetToMend} from "./bureaus-of-rows.ts";
import {mendingSheet, type QuarantinedCell} from "./mending-sheet.ts";
import {type CellOfPerson, mendingViews} from "./mending-views.ts";
import {placesIn} from "./place-in-sheets.ts";

/** What somebody gets to mend: a file or the rows of one bureau in it. */
export interface ToMend {
  /** "時間外.csv", "時間外.csv（企画部の分）". */
  title: string;
  reasons: string[];
  cells: QuarantinedCell[];
  /** None where the file is too large for that: then only the lists of what is wrong. */
  sheets: SheetToMend[];
}

export interface MendingWorkbook {
  bytes: Uint8Array;
  fileName: string;
  cellCount: number;
  /** The same wrong thing counted once. */
  kindCount: number;
  hasWholeFile: boolean;
}

/**
 * A batch's file as a workbook in the sender's own layout, bad cells coloured and explained. It holds the whole file, not
 * only the bad rows, because a file that is sent again takes the place of all rows of its periods.
 */
export async function mendingWorkbook(home: Home, batchId: number): Promise<MendingWorkbook> {
  const {fileName, reasons, cells, sheets} = await batchToMend(home, batchId);
  const texts = reasons.map(({text}) => text);
  return {
    bytes: await workbookToMend({title: fileName, reasons: texts, cells, sheets}),
    fileName,
    cellCount: cells.length,
    kindCount: groupsOf(cells).length,
    hasWholeFile: sheets.length > 0,
  };
}

const ADVICE = {
  whole:
    "色の付いたところを直し、このファイルのまま送り直してください（「直すところ」の列とシートは残したままで構いません）。ほかの行も消さないでください。",
  list: "ファイルが大きいため、直すところの一覧だけを示します。もとのシステムで直し、全部の行を出し直してください。",
};

/** The sheets as they were sent, with what is wrong beside its rows, and two lists of it behind them. */
export async function workbookToMend({title, reasons, cells, sheets}: ToMend): Promise<Uint8Array> {
  const advice = sheets.length > 0 ? ADVICE.whole : ADVICE.list;
  return workbookBytes({
    title: `直し用 ${title}`,
    sheets: [
      ...sheets.map(({grid, match}) => mendingSheet(grid, match, cells)),
      ...mendingViews({title, reasons, advice, cells: withPeople(cells, sheets)}),
    ],
  });
}

/** What is wrong, the same things together. */
export function groupsOf(cells: QuarantinedCell[]): FaultGroup[] {
  return groupFaults(
    cells.map(({place, ...cell}) => ({...cell, batchId: 0, fileName: "", rowCount: 1, places: [place]})),
  );
}

function withPeople(cells: QuarantinedCell[], sheets: SheetToMend[]): CellOfPerson[] {
  const placeOf = placesIn(sheets.map(({grid}) => grid));
  const people = sheets.map(peopleOf);
  return cells.map((cell) => {
    const {sheet = -1, row = -1} = placeOf(cell.place) ?? {};
    return {...cell, person: people[sheet]?.(row) ?? ""};
  });
}

/** The staff number of a row, with its zeros; what stands there where it is none. */
function peopleOf({grid, match}: SheetToMend): (row: number) => string {
  const column = match?.blocks[0]?.get("staff_number")?.column;
  const meta = match && fieldsOf(match.contract).find(({name}) => name === "staff_number")?.meta;
  return (row) => {
    const text = trimmed(cellAt(grid, row, column));
    return (meta && staffNumberIn(meta, text)) ?? text;
  };
}
