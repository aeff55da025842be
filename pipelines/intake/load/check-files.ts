import {basename} from "node:path";
import type {Contract} from "../../../schemas/contract.ts";
import {visibleLine} from "../../../schemas/visible-text.ts";
import {contractsOf} from "../../catalog/contracts-of.ts";
import {statement} from "../../catalog/sql-files.ts";
import type {Warehouse} from "../../engine/open.ts";
import {holdToKey} from "../../ledger/hold-to-key.ts";
import {type WouldChange, wouldChange} from "../judge/would-change.ts";
import {whyNotLoadable} from "./inbox.ts";
import {type IngestOptions, ingestFile} from "./ingest-file.ts";
import type {FileOutcome} from "./outcome.ts";

/** What would become of a file, and of what is in force; "nothing" where no batch would come of it. */
export interface FileCheck {
  outcome: FileOutcome;
  change: WouldChange | "nothing";
}

/**
 * Tries each file by itself against what is in force and keeps nothing: no batch, no copy, and the file stays where it is.
 */
export async function checkFiles(
  ledger: Warehouse,
  paths: string[],
  options: IngestOptions,
): Promise<FileCheck[]> {
  await holdToKey(ledger, options.home);
  const checks: FileCheck[] = [];
  for (const path of paths) checks.push(await checkFile(ledger, path, options));
  return checks;
}

async function checkFile(ledger: Warehouse, path: string, options: IngestOptions): Promise<FileCheck> {
  const why = whyNotLoadable(path, options.home);
  if (why) return {outcome: {kind: "refused", fileName: visibleLine(basename(path)), why}, change: "nothing"};
  let change: FileCheck["change"] = "nothing";
  const trial = async (outcome: FileOutcome) => {
    change = await changeBy(ledger, outcome, options.contracts ?? contractsOf(options.home.city));
  };
  const outcome = await ingestFile(ledger, path, {...options, trial});
  return {outcome, change};
}

async function changeBy(
  ledger: Warehouse,
  outcome: FileOutcome,
  contracts: Contract[],
): Promise<FileCheck["change"]> {
  if (outcome.kind !== "accepted" && outcome.kind !== "held") return "nothing";
  const {batchId, source} = outcome.batch;
  const contract = contracts.find((one) => one.source === source);
  if (!contract) return "nothing";
  await ledger.run(statement("ledger.hold_for_trial"), {batch_id: batchId});
  return wouldChange(ledger, {contract, batchId});
}
