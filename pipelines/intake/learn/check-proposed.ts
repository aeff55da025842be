import {existsSync} from "node:fs";
import {dirname, join} from "node:path";
import {addAll} from "../../../schemas/add-all.ts";
import {contractsOf} from "../../catalog/contracts-of.ts";
import type {Drafts} from "../../catalog/source-files.ts";
import type {Home} from "../../installation/home.ts";
import {workingAlone} from "../../installation/working-alone.ts";
import {besideLedger} from "../../ledger/beside.ts";
import {withLedger} from "../../ledger/with-ledger.ts";
import {checkFiles, type FileCheck} from "../load/check-files.ts";
import {withFileMeant} from "./file-meant.ts";

/** What would become of files in words that are not written yet. The ledger that learns them is a copy, and is gone afterwards. */
export async function checkProposed(
  home: Home,
  files: string[],
  {drafts, now}: {drafts: Drafts; now: Date},
): Promise<FileCheck[]> {
  const contracts = contractsOf(home.city, drafts);
  return workingAlone(home, () =>
    besideLedger(home, existsSync(home.ledger) ? home.ledger : null, (beside) =>
      withLedger(
        homeOf(beside),
        async (ledger) => {
          const checks: FileCheck[] = [];
          for (const typed of files)
            await withFileMeant(home, typed, async ({path}) =>
              addAll(checks, await checkFiles(ledger, [path], {home, now, contracts, answers: []})),
            );
          return checks;
        },
        {contracts},
      ),
    ),
  );
}

/** What the ledger keeps beside itself stays with the copy. */
function homeOf(beside: Home): Home {
  const root = dirname(beside.ledger);
  return {...beside, root, scratch: join(root, "scratch")};
}
