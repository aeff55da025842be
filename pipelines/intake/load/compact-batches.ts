import {UserError} from "../../../schemas/errors.ts";
import {DAY_MS} from "../../../schemas/fiscal-time.ts";
import type {Retention} from "../../../schemas/retention.ts";
import {shippedContracts} from "../../../schemas/sources.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import {archivedFile, isWhole} from "../../installation/archive.ts";
import type {Home} from "../../installation/home.ts";

interface Compacting {
  home: Home;
  now: Date;
  rules: Retention["batches"];
}

/**
 * Takes the rows of batches out of the ledger that no figure rests on any more and whose time is over; what was received,
 * held and decided stays, and so does the file in the archive, from which a later decision loads the rows again. A batch
 * whose file is not whole in the archive keeps its rows. Returns how many gave up theirs.
 */
export async function compactBatches(ledger: Warehouse, {home, now, rules}: Compacting): Promise<number> {
  const before = new Date(now.getTime() - rules.keep_unused_days * DAY_MS).toISOString();
  const batches = await ledger.rows(statement("ledger.unused_batches"), {before});
  const kept = batches.filter(({sha256}) => isKept(home, String(sha256)));
  if (kept.length === 0) return 0;
  await ledger.transaction(async () => {
    for (const {batch_id, source} of kept) {
      await dropRows(ledger, {batchId: Number(batch_id), source: String(source)});
      await ledger.run(statement("ledger.insert_compacted_batch"), {
        batch_id: Number(batch_id),
        compacted_at: now.toISOString(),
      });
    }
  });
  return kept.length;
}

/** Takes the rows of a batch out of the ledger. */
export async function dropRows(
  ledger: Warehouse,
  {batchId, source}: {batchId: number; source: string},
): Promise<void> {
  await ledger.run(`delete from raw.${sourceNamed(source)} where batch_id = $1`, [batchId]);
}

/** The name of a source's raw table, never anything else. */
function sourceNamed(source: unknown): string {
  const found = shippedContracts.find((contract) => contract.source === source);
  if (!found) throw new Error(`no contract for the source ${String(source)}`);
  return found.source;
}

function isKept(home: Home, sha256: string): boolean {
  const file = archivedFile(home, sha256);
  return file !== undefined && isWhole(home, file);
}

/** UserError that says how to get on when the rows of an old batch cannot be loaded again as they were. */
export function cannotComeBack(fileName: string, why: string): UserError {
  return new UserError(
    `この決定で使うことになる前のファイル「${fileName}」は、古いため行を台帳から外してあり、保管ファイルから元どおりには読み直せません（${why}）。` +
      "何も変えていません。正しいファイルを提出元から出し直してもらい、取り込んでください。",
  );
}
