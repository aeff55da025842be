import {z} from "zod";
import {allSaidInBodyWords} from "../../../schemas/body-words.ts";
import {UserError} from "../../../schemas/errors.ts";
import {bodyWordsOf} from "../../catalog/city-catalog.ts";
import {contractsOf} from "../../catalog/contracts-of.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import {archivedFile, readingArchived} from "../../installation/archive.ts";
import type {Home} from "../../installation/home.ts";
import {readingLedger} from "../../ledger/read.ts";
import {findTable} from "../read/find-table.ts";
import type {SheetToMend} from "./bureaus-of-rows.ts";
import {gridsToMend, MOST_MENDED_ROWS} from "./grids-to-mend.ts";
import type {QuarantinedCell} from "./mending-sheet.ts";

/** Why a file is not used; `kind` is that of the hold. */
interface HoldReason {
  kind: string;
  text: string;
}

/** A held file as it was sent, with all that is wrong with it. */
export interface BatchToMend {
  batchId: number;
  fileName: string;
  reasons: HoldReason[];
  cells: QuarantinedCell[];
  /** None where the file is too large to be mended by hand. */
  sheets: SheetToMend[];
}

/** UserError where the batch is not held, or its file is gone. */
export async function batchToMend(home: Home, batchId: number): Promise<BatchToMend> {
  const {file_name, sha256, source, cells, reasons} = await readingLedger(home, (ledger) =>
    quarantineOf(ledger, batchId),
  );
  const path = archivedFile(home, sha256);
  if (path === undefined)
    throw new UserError(
      `受付番号${batchId}（${file_name}）の保管ファイルがないので、直し用のExcelを作れません。提出元に残っているファイルを直して、送り直してもらってください。`,
    );
  const contract = contractsOf(home.city).filter((each) => each.source === source);
  const read = await readingArchived(home, path, (readable) => gridsToMend(home, readable));
  const grids = read.filter(({rows}) => rows.length > 0);
  const rowCount = grids.reduce((sum, {rows}) => sum + rows.length, 0);
  const isMendable = rowCount > 0 && rowCount <= MOST_MENDED_ROWS;
  const sheets = isMendable ? grids.map((grid) => ({grid, match: findTable(grid, contract)})) : [];
  const said = allSaidInBodyWords({reasons, cells}, bodyWordsOf(home.city), SENT);
  return {batchId, fileName: file_name, ...said, sheets};
}

/** What the sender's file says is shown as it is. */
const SENT = ["kind", "place", "heading", "cell"];

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
): Promise<z.infer<typeof batchRow> & Pick<BatchToMend, "cells" | "reasons">> {
  const [batch] = await ledger.rows(statement("ledger.file_of_batch"), {batch_id: batchId});
  if (!batch)
    throw new UserError(
      `受付番号${batchId}のファイルはありません。番号は npx kaikaku status で確かめられます。`,
    );
  const cells = await ledger.rows(statement("ledger.quarantined_cells_of_batch"), {batch_id: batchId});
  const rows = await ledger.rows(statement("ledger.hold_reasons_of_batch"), {batch_id: batchId});
  if (rows.length === 0)
    throw new UserError(`受付番号${batchId}には直すところがありません（保留になっていません）。`);
  const reasons = rows.map(({kind, reason}) => ({kind: String(kind), text: String(reason)}));
  return {
    ...batchRow.parse(batch),
    cells: [...z.array(cellRow).parse(cells), ...reasons.flatMap(({text}) => placed(text))],
    reasons,
  };
}

/** A reason that names its place (a total that is not the sum of its rows) stands there like a bad cell. */
function placed(text: string): QuarantinedCell[] {
  const [, place, reason] = /^((?:シート「.+」)?[0-9]+行目(?:の[^:「」]+)?): (.+)$/s.exec(text) ?? [];
  return place && reason ? [{place, heading: "合計", cell: null, reason}] : [];
}
