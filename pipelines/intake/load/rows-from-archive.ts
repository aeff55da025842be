import {type Contract, withoutFields} from "../../../schemas/contract.ts";
import {contractInWords} from "../../../schemas/contract-in-words.ts";
import {UserError} from "../../../schemas/errors.ts";
import {japaneseDate} from "../../../schemas/fiscal-time.ts";
import type {Warehouse} from "../../engine/open.ts";
import {archivedFile, readingArchived} from "../../installation/archive.ts";
import type {Home} from "../../installation/home.ts";
import {staffKeySecret} from "../../installation/staff-key-secret.ts";
import {fillStated} from "../../ledger/apply-changes.ts";
import {departedContents} from "../../ledger/departures.ts";
import {wasHeldFor} from "../../ledger/ledger.ts";
import {type JudgedField, judgedFields} from "../../ledger/stored-columns.ts";
import {laterColumns} from "../../ledger/stored-tables.ts";
import {wordsOfBatch} from "../../ledger/words.ts";
import {type JudgeOptions, judge} from "../judge/judge.ts";
import {judgeable} from "../judge/known-references.ts";
import {refuseRows} from "../judge/refuse-rows.ts";
import {fingerprint} from "../read/decode.ts";
import {readTable} from "../read/read-table.ts";
import type {TextTable} from "../read/text-table.ts";
import {withScratch} from "../read/with-scratch.ts";
import {asStored} from "./as-stored.ts";
import {dropRows} from "./compact-batches.ts";

export interface ArchivedBatch {
  batchId: number;
  source: string;
  fileName: string;
  sha256: string;
  /** The words with which it was read. */
  readAs: string[];
}

/** How many rows of a file that is whole were loaded; or why today's program refuses it, and then none. */
export type RowsAgain = {kind: "loaded"; count: number} | {kind: "refused"; why: string};

/** Loads the rows of a batch again, from the archive. UserError where the file is gone or damaged. */
export async function rowsFromArchive(
  ledger: Warehouse,
  home: Home,
  {batch, contracts}: {batch: ArchivedBatch; contracts: readonly Contract[]},
): Promise<RowsAgain> {
  const forms = await formsOf(ledger, batch, contracts);
  const path = archivedFile(home, batch.sha256);
  if (!path) throw new UserError(await whyGone(ledger, batch.sha256));
  return readingArchived(home, path, (readable) => rowsOf(ledger, home, {batch, forms, path: readable}));
}

async function whyGone(ledger: Warehouse, sha256: string): Promise<string> {
  const departure = (await departedContents(ledger)).get(sha256);
  if (!departure) return "保管ファイルがありません";
  return `保管ファイルは、${japaneseDate(departure.left_on)}に消してあります（${departure.reason}）`;
}

/**
 * How the source is asked for today in the words with which the batch was judged, and how it was when the batch came: without the columns
 * it has learnt since.
 */
interface Forms {
  today: Contract;
  former: Contract;
  later: JudgedField[];
}

async function formsOf(
  ledger: Warehouse,
  {batchId, source}: ArchivedBatch,
  contracts: readonly Contract[],
): Promise<Forms> {
  const shipped = contracts.find((contract) => contract.source === source);
  if (!shipped) throw new UserError("この種類のファイルは、もう扱っていません");
  const then = contractInWords(shipped, await wordsOfBatch(ledger, batchId));
  const today = await asStored(ledger, then);
  const since = await laterColumns(ledger, today.source);
  const later = judgedFields(today).filter(({storedName}) => (since.get(storedName) ?? 0) > batchId);
  const former = withoutFields(
    today,
    later.map(({name}) => name),
  );
  return {today, former, later};
}

async function rowsOf(
  ledger: Warehouse,
  home: Home,
  {
    batch: {batchId, fileName, sha256, readAs},
    forms,
    path,
  }: {batch: ArchivedBatch; forms: Forms; path: string},
): Promise<RowsAgain> {
  const bytes = fingerprint(path);
  if (bytes.sha256 !== sha256) throw new UserError("保管ファイルが壊れています");
  return withScratch(home, async (scratchFile) => {
    const options = {contracts: [forms.today, forms.former], scratchFile, fileName, answers: readAs};
    const judging = {batchId, secret: staffKeySecret(home)};
    try {
      const count = await rowsRead(ledger, readTable(path, bytes, options), {forms, judging});
      return {kind: "loaded", count};
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      await dropRows(ledger, {batchId, source: forms.today.source});
      return {kind: "refused", why: error.message};
    }
  });
}

async function rowsRead(
  ledger: Warehouse,
  table: TextTable,
  {forms, judging}: {forms: Forms; judging: JudgeOptions},
): Promise<number> {
  const {batchId} = judging;
  const {acceptedCount} = await judge(ledger, table, judging);
  if (table.contract === forms.former) await fillStated(ledger, forms.today, {batchId, fields: forms.later});
  const references = await judgeable(ledger, table.contract);
  // A batch that broke a rule was held for it: one that was not came before the rule, or breaks none.
  const isBeforeRules = !(await wasHeldFor(ledger, batchId, "contradictory_rows"));
  const refusing = {...judging, references, acceptedCount, isBeforeRules};
  const refused = await refuseRows(ledger, table, refusing);
  return acceptedCount - refused.rowCount;
}
