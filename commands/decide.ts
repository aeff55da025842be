import type {Argv} from "yargs";
import type {Warehouse} from "../pipelines/engine/open.ts";
import type {Home} from "../pipelines/installation/home.ts";
import type {Decision} from "../pipelines/intake/load/decide.ts";
import {homeHere} from "./home-here.ts";
import {byOption, reasonOption} from "./options.ts";
import {terminal} from "./terminal.ts";

/** What `accept` and `reject` are told: a batch and why. */
export function decisionOptions(command: Argv) {
  return command
    .positional("batch", {
      type: "string",
      demandOption: true,
      describe: "受付番号（status で確かめられます）。保留のファイルなら、その名前か種類でもよい",
    })
    .options({by: byOption, reason: reasonOption});
}

export interface DecisionOptions {
  batch: string;
  by: string | undefined;
  reason: string;
}

/** Lets the person at this machine decide, in the ledger of this installation. */
export async function decideHere<Decided>(
  {batch, by, reason}: DecisionOptions,
  decide: (ledger: Warehouse, decision: Decision, home: Home) => Promise<Decided>,
): Promise<Decided> {
  const {batchMeant} = await import("../pipelines/intake/clerk/batch-meant.ts");
  const batchId = await batchMeant(homeHere(), batch);
  return decideOverAll({by, reason}, (ledger, decision, home) =>
    decide(ledger, {...decision, batchId}, home),
  );
}

/** The same of no batch in particular. */
export async function decideOverAll<Decided>(
  {by, reason}: Omit<DecisionOptions, "batch">,
  decide: (ledger: Warehouse, decision: Omit<Decision, "batchId">, home: Home) => Promise<Decided>,
): Promise<Decided> {
  const {workingAlone} = await import("../pipelines/installation/working-alone.ts");
  const {withLedger} = await import("../pipelines/ledger/with-ledger.ts");
  const home = homeHere();
  const decision = {by: by ?? null, reason, now: new Date()};
  const {recordPublished} = await import("../pipelines/figures/record-figures.ts");
  const {reloadBatches} = await import("../pipelines/intake/load/reload-batches.ts");
  return workingAlone(home, () =>
    withLedger(
      home,
      async (ledger) => {
        // What a process that died has published is recorded by the next that has the ledger.
        await recordPublished(ledger, home);
        return decide(ledger, {...decision, bringBack: () => reloadBatches(ledger, home)}, home);
      },
      {log: terminal},
    ),
  );
}
