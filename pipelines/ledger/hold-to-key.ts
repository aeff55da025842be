import {UserError} from "../../schemas/errors.ts";
import {statement} from "../catalog/sql-files.ts";
import type {Warehouse} from "../engine/open.ts";
import type {Home} from "../installation/home.ts";
import {keyMark, mustBeWhereSettingsSay, staffKeySecret} from "../installation/staff-key-secret.ts";

/**
 * Before anything is loaded: the key for staff keys is the one that the ledger was begun with; the first load makes both.
 * UserError when it is gone or another lies in its place, because the same person would then be two.
 */
export async function holdToKey(ledger: Warehouse, home: Home): Promise<void> {
  mustBeWhereSettingsSay(home);
  const wanted = await markInLedger(ledger);
  if (keyMark(home) === null && (wanted !== undefined || (await hasBatches(ledger))))
    throw new UserError(`職員番号の鍵がありません。${remedyAt(home)}`);
  staffKeySecret(home);
  if (wanted === undefined)
    await ledger.run(statement("ledger.insert_staff_key_mark"), {mark: keyMark(home)});
  else if (keyMark(home) !== wanted)
    throw new UserError(`職員番号の鍵が、台帳を作ったときの鍵と違います。${remedyAt(home)}`);
}

function remedyAt({secret}: Home): string {
  return `このまま取り込むと、前の取込みと同じ人を結び付けられないため、何も取り込んでいません。鍵の写しを ${secret} に置いてから、もう一度実行してください。`;
}

/** Sign of the key that the ledger was begun with; undefined for a ledger of an earlier program that has loaded nothing since. */
export async function markInLedger(ledger: Warehouse): Promise<string | undefined> {
  const [row] = await ledger.rows(statement("ledger.staff_key_mark"));
  return row && String(row.mark);
}

async function hasBatches(ledger: Warehouse): Promise<boolean> {
  const [row] = await ledger.rows(statement("ledger.batch_count"));
  return Number(row?.batches) > 0;
}
