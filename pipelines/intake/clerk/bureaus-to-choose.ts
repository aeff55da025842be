import {existsSync} from "node:fs";
import type {Contract} from "../../../schemas/contract.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Home} from "../../installation/home.ts";
import {readingLedger} from "../../ledger/read.ts";

/**
 * Bureaus that were there for some of a fiscal year, code → name, by the list in force; none for a source that names no
 * bureau, and none before a list was loaded.
 */
export function bureausToChoose(
  home: Home,
  {references = []}: Contract,
  fiscalYear: number,
): Promise<ReadonlyMap<string, string>> {
  const namesBureaus = references.some(({to}) => to !== "staff_number");
  if (!namesBureaus || !existsSync(home.ledger)) return Promise.resolve(new Map());
  const days = {first_day: `${fiscalYear}-04-01`, last_day: `${fiscalYear + 1}-03-31`};
  return readingLedger(home, async (ledger) => {
    const rows = await ledger.rows(statement("ledger.bureaus_to_choose"), days);
    return new Map(rows.map(({bureau_code, bureau_name}) => [String(bureau_code), String(bureau_name)]));
  });
}
