import {openHome} from "../../pipelines/installation/home.ts";
import {ingestInbox} from "../../pipelines/intake/load/ingest.ts";
import {openLedger} from "../../pipelines/ledger/ledger.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";

/* node load-inbox.ts HOME [die]: loads what waits there and prints what became of each file, as [kind, name, why]; or is killed while it reads a file of overtime. */
const [root = "", end] = process.argv.slice(2);
const home = openHome(root);
const log = {info: () => {}, warn: (line: string) => process.stderr.write(`${line}\n`), progress: () => {}};
const ledger = await openLedger(home);
const deadly = contracts.map((contract) => {
  if (contract.source !== "overtime") return contract;
  return new Proxy(contract, {
    get: (target, name) => {
      if (name === "grain") process.kill(process.pid, "SIGKILL");
      return Reflect.get(target, name);
    },
  });
});
const outcomes = await ingestInbox(ledger, {
  ...{home, now: new Date("2024-10-08T00:00:00Z"), log, loaded: []},
  ...(end === "die" ? {contracts: deadly} : {}),
});
ledger.close();
const told = outcomes.map((outcome) => [
  outcome.kind,
  outcome.fileName,
  outcome.kind === "refused" ? outcome.why : "",
]);
process.stdout.write(JSON.stringify(told));
