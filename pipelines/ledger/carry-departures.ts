import type {Departure} from "../../schemas/departure.ts";
import {statement} from "../catalog/sql-files.ts";
import {closedOnFailure} from "../engine/closed-on-failure.ts";
import type {Home} from "../installation/home.ts";
import {departuresIn, recordDepartures} from "./departures.ts";
import {openLedgerFile} from "./ledger.ts";

/** Gives a closed ledger of before an upgrade, of whatever version, the record of what left since: files stay away, and so must the proof. */
export async function carryDepartures(beside: Home, departures: Departure[]): Promise<void> {
  if (departures.length === 0) return;
  const ledger = await openLedgerFile(beside);
  await closedOnFailure(ledger, async () => {
    const known = new Set((await departuresIn(ledger)).map(keyOf));
    await ledger.run(statement("ledger.departure_table"));
    await recordDepartures(
      ledger,
      departures
        .filter((departure) => !known.has(keyOf(departure)))
        .map(({left_on: _, came_again: __, ...departure}) => departure),
    );
  });
  ledger.close();
}

function keyOf({kind, name, sha256, left_at}: Departure): string {
  return JSON.stringify([kind, name, sha256, left_at]);
}
