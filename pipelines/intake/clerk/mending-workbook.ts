import {z} from "zod";
import {UserError} from "../../../schemas/errors.ts";
import type {FaultGroup} from "../../../schemas/fault-group.ts";
import {someOf} from "../../../schemas/some-of.ts";
import {contracts} from "../../../schemas/sources.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import {type SheetDescription, workbookBytes} from "../../engine/write-workbook.ts";
import {archivedFile, readingArchived} from "../../installation/archive.ts";
import type {Home} from "../../installation/home.ts";
import {readingLedger} from "../../ledger/read.ts";
import {groupFaults} from "../judge/group-faults.ts";
import {findTable} from "../read/find-table.ts";
import {gridsToMend, MOST_MENDED_ROWS} from "./grids-to-mend.ts";
import {mendingSheet, type QuarantinedCell} from "./mending-sheet.ts";

export interface MendingWorkbook {
  bytes: Uint8Array;
  fileName: string;
  cellCount: number;
  /** The same wrong thing counted once. */
  kindCount: number;
  /** False where the file is too large for that: then only the list of what is wrong. */
  hasWholeFile: boolean;
  /** Why it waits, and what is wrong in it, the same things together. */
  reasons: string[];
  groups: FaultGroup[];
}

/**
 * A batch's file as a workbook in the sender's own layout, bad cells coloured and explained. It holds the whole file, not
 * only the bad rows, because a file that is sent again takes the place of all rows of its periods.
 */
export async function mendingWorkbook(home: Home, batchId: number): Promise<MendingWorkbook> {
  const {file_name, sha256, source, cells, reasons} = await readingLedger(home, (ledger) =>
    quarantineOf(ledger, batchId),
  );
  const path = archivedFile(home, sha256);
  if (path === undefined)
    throw new UserError(
      `受付番号${batchId}（${file_name}）の保管ファイルがないので、直し用のExcelを作れません。提出元に残っているファイルを直して、送り直してもらってください。`,
    );
  const contract = contracts.filter((each) => each.source === source);
  const read = await readingArchived(home, path, (readable) => gridsToMend(home, readable));
  const grids = read.filter(({rows}) => rows.length > 0);
  const rowCount = grids.reduce((sum, {rows}) => sum + rows.length, 0);
  const hasWholeFile = rowCount > 0 && rowCount <= MOST_MENDED_ROWS;
  const sheets = hasWholeFile
    ? grids.map((grid) => mendingSheet(grid, findTable(grid, contract), cells))
    : [];
  const groups = groupFaults(
    cells.map(({place, ...cell}) => ({...cell, batchId, fileName: file_name, rowCount: 1, places: [place]})),
  );
  const bytes = await workbookBytes({
    title: `直し用 ${file_name}`,
    sheets: [
      ...sheets,
      groupsSheet({fileName: file_name, reasons}, groups),
      listSheet(file_name, cells, hasWholeFile),
    ],
  });
  return {
    ...{bytes, fileName: file_name, cellCount: cells.length, kindCount: groups.length},
    ...{hasWholeFile, reasons, groups},
  };
}

const batchRow = z.strictObject({file_name: z.string(), sha256: z.string(), source: z.string()});
const cellRow = z.strictObject({
  place: z.string(),
  heading: z.string(),
  cell: z.string().nullable(),
  reason: z.string(),
});

async function quarantineOf(
  ledger: Warehouse,
  batchId: number,
): Promise<z.infer<typeof batchRow> & {cells: QuarantinedCell[]; reasons: string[]}> {
  const [batch] = await ledger.rows(statement("ledger.file_of_batch"), {batch_id: batchId});
  if (!batch)
    throw new UserError(
      `受付番号${batchId}のファイルはありません。番号は npx kaikaku status で確かめられます。`,
    );
  const cells = await ledger.rows(statement("ledger.quarantined_cells_of_batch"), {batch_id: batchId});
  const reasons = await ledger.rows(statement("ledger.hold_reasons_of_batch"), {batch_id: batchId});
  if (reasons.length === 0)
    throw new UserError(`受付番号${batchId}には直すところがありません（保留になっていません）。`);
  const texts = reasons.map(({reason}) => String(reason));
  return {
    ...batchRow.parse(batch),
    cells: [...z.array(cellRow).parse(cells), ...texts.flatMap(placed)],
    reasons: texts,
  };
}

/** A reason that names its place (a total that is not the sum of its rows) stands there like a bad cell. */
function placed(text: string): QuarantinedCell[] {
  const [, place, reason] = /^((?:シート「.+」)?[0-9]+行目(?:の[^:「」]+)?): (.+)$/s.exec(text) ?? [];
  return place && reason ? [{place, heading: "合計", cell: null, reason}] : [];
}

/** What is wrong, the same things together, the most frequent first. */
function groupsSheet(
  {fileName, reasons}: {fileName: string; reasons: string[]},
  groups: FaultGroup[],
): SheetDescription {
  const headings = ["初めの場所", "理由と直し方", "行数", "列", "値"];
  const headingRow = reasons.length + 4;
  return {
    name: "誤りのまとめ",
    rows: [
      [{value: `${fileName} の誤り（${groups.length.toLocaleString("ja-JP")}種類）`, role: "title"}],
      ...reasons.map((reason) => [{value: `使えない理由: ${reason}`, role: "note" as const}]),
      [
        {
          value: "同じ誤りをまとめ、多い順に並べています。1件ずつの一覧は次のシートにあります。",
          role: "note",
        },
      ],
      [],
      headings.map((value) => ({value, role: "heading" as const})),
      ...groups.map(({heading, cell, row_count, first_places, reason}) => [
        someOf(first_places, row_count, "行"),
        {value: reason, role: "wrapped" as const},
        {value: row_count, role: "number" as const, format: "#,##0"},
        heading,
        cell === null ? null : {value: cell, format: "@"},
      ]),
    ],
    columnWidths: [40, 80, 10, 16, 20],
    frozen: {rows: headingRow},
    print: {landscape: true, titleRows: `${headingRow}:${headingRow}`},
  };
}

function listSheet(fileName: string, cells: QuarantinedCell[], hasWholeFile: boolean): SheetDescription {
  const advice = hasWholeFile
    ? "色の付いたところを直し、このファイルのまま送り直してください（「直すところ」の列は残したままで構いません）。ほかの行も消さないでください。"
    : "ファイルが大きいため、直すところの一覧だけを示します。もとのシステムで直し、全部の行を出し直してください。";
  const headings = ["場所", "理由", "列"].map((value) => ({value, role: "heading" as const}));
  const shown = cells.slice(0, MOST_MENDED_ROWS);
  return {
    name: "直すところの説明",
    rows: [
      [{value: `${fileName} の直すところ（${cells.length.toLocaleString("ja-JP")}件）`, role: "title"}],
      [{value: advice, role: "note"}],
      [],
      headings,
      ...shown.map(({place, heading, reason}) => [place, {value: reason, role: "wrapped" as const}, heading]),
    ],
    columnWidths: [30, 80, 16],
    frozen: {rows: 4},
    print: {landscape: true, titleRows: "4:4"},
  };
}
