import {existsSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {basisOf} from "../../pipelines/build/basis.ts";
import {type Building, candidateFor} from "../../pipelines/build/candidate.ts";
import {keptFiles} from "../../pipelines/build/kept-build.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {ingestFile} from "../../pipelines/intake/load/ingest-file.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {writtenSample} from "../sample/written-sample.ts";
import {type Comparison, compare} from "./measure.ts";

const SILENT = {info: () => {}, warn: () => {}, progress: () => {}};
const FILE = "見本_活動実績_R6.csv";
/** A count in the file, which is in Shift_JIS: only ASCII is touched. */
const COUNT = ",,1\r\n";

/**
 * One small file that is sent again with another number, from its rows in the ledger to the candidate, built and checked: going on from
 * the last build, against building everything.
 */
export async function compareRebuild(home: Home, work: string): Promise<Comparison> {
  let sent = 1;
  const sentAgain = () => {
    sent += 1;
    return resend(home, {work, count: sent});
  };
  await candidateFor(home, await sentAgain());
  return compare("a small file sent again, to the candidate", 0.5, {
    product: async () => {
      const building = await sentAgain();
      return async () => void (await candidateFor(home, building));
    },
    bare: async () => {
      const building = await sentAgain();
      const {note} = keptFiles(home);
      if (existsSync(note)) rmSync(note);
      return async () => void (await candidateFor(home, building));
    },
  });
}

async function resend(home: Home, {work, count}: {work: string; count: number}): Promise<Building> {
  const path = join(work, FILE);
  const text = readFileSync(join(await writtenSample(), FILE)).toString("latin1");
  writeFileSync(path, Buffer.from(text.replace(COUNT, `,,${count}\r\n`), "latin1"));
  const now = new Date();
  return withLedger(
    home,
    async (ledger) => {
      const outcome = await ingestFile(ledger, path, {home, now});
      if (outcome.kind !== "accepted") throw new Error(`${FILE} is ${outcome.kind}`);
      const {inputs, ...basis} = await basisOf(ledger, home.city);
      return {basis: {...basis, inputs: inputs ?? ""}, now, log: SILENT};
    },
    {log: SILENT},
  );
}
