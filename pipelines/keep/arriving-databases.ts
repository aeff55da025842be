import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {openReadOnly} from "../engine/open.ts";
import {entriesBelow} from "../installation/entries-below.ts";
import type {Home} from "../installation/home.ts";
import {mustBeOfOwnShape} from "../ledger/own-shape.ts";
import {LEDGER_VERSION, ledgerVersion} from "../ledger/version.ts";
import {arrivingFolder} from "./finish-restore.ts";

/**
 * UserError, and nothing is restored, for a ledger or a release of a backup that holds what the program does not make. One that
 * the engine cannot read comes as it is: whoever opens it is told, and can still have all the rest.
 */
export async function mustArriveAsMade(home: Home): Promise<void> {
  const arriving = arrivingFolder(home);
  const databases = entriesBelow(arriving).filter(
    (entry) => entry.isFile() && entry.name.endsWith(".duckdb"),
  );
  for (const {parentPath, name} of databases)
    try {
      await mustBeAsMade(join(parentPath, name), parentPath === arriving && name === "ledger.duckdb");
    } catch (cause) {
      if (!(cause instanceof UserError)) continue;
      throw new UserError(`控えの中身を受け付けられません。何も戻していません。\n${cause.message}`, {cause});
    }
}

async function mustBeAsMade(file: string, isLedger: boolean): Promise<void> {
  const database = await openReadOnly(file);
  try {
    if (isLedger) await mustBeOfOwnShape(database, (await ledgerVersion(database)) === LEDGER_VERSION);
  } finally {
    database.close();
  }
}
