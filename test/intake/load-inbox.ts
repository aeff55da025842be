import {openHome} from "../../pipelines/installation/home.ts";
import {ingestInbox} from "../../pipelines/intake/load/ingest.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";

/* node load-inbox.ts HOME: loads what waits there and prints what became of each file, as [kind, name, why]. */
const [root = ""] = process.argv.slice(2);
const home = openHome(root);
const log = {info: () => {}, warn: (line: string) => process.stderr.write(`${line}\n`), progress: () => {}};
const ledger = await openLedger(home);
const outcomes = await ingestInbox(ledger, {home, now: new Date("2024-10-08T00:00:00Z"), log, loaded: []});
ledger.close();
const told = outcomes.map((outcome) => [
  outcome.kind,
  outcome.fileName,
  outcome.kind === "refused" ? outcome.why : "",
]);
process.stdout.write(JSON.stringify(told));
