import type {Home} from "../pipelines/installation/home.ts";
import type {Log} from "../pipelines/installation/log.ts";
import {workingAlone} from "../pipelines/installation/working-alone.ts";
import {checkFiles, type FileCheck} from "../pipelines/intake/load/check-files.ts";
import {withLedger} from "../pipelines/ledger/with-ledger.ts";

/** Tries files against what is in force, each with the answers to what it asks, and keeps nothing. */
export function tryFiles(
  home: Home,
  files: string[],
  {answers, log}: {answers: string[]; log: Log},
): Promise<FileCheck[]> {
  const options = {home, now: new Date(), answers};
  return workingAlone(home, () => withLedger(home, (ledger) => checkFiles(ledger, files, options), {log}));
}
