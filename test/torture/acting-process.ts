import {mkdirSync} from "node:fs";
import {approve, rollBack} from "../../pipelines/build/approve.ts";
import {waitingCandidate} from "../../pipelines/build/candidate.ts";
import {prepare, type RunOptions} from "../../pipelines/build/prepare.ts";
import {run} from "../../pipelines/build/run.ts";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {inWords} from "../../pipelines/installation/faults.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import type {Log} from "../../pipelines/installation/log.ts";
import {workingAlone} from "../../pipelines/installation/working-alone.ts";
import {ingestInbox} from "../../pipelines/intake/load/ingest.ts";
import {backUp} from "../../pipelines/keep/backup.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {publishedReleases} from "../../pipelines/releases/history.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {usualPrinting} from "../../reports/print/with-browser.ts";
import {printScorecardsInto} from "../../reports/scorecard/latest-scorecard.ts";
import {UserError} from "../../schemas/errors.ts";
import {serveOnce} from "./serve-once.ts";
import type {Action} from "./steps.ts";

/*
 * One action in a process of its own: node acting-process.ts HOME ACTION NOW [STEP NTH]. At the NTH sign of STEP the
 * process kills itself, as a machine that is switched off. Exit 3: refused with a message.
 */
const [root = "", action = "", now = "", fatalStep = "", nth = "1"] = process.argv.slice(2);

let left = Number(nth);
const log: Log = {
  info: () => {},
  warn: () => {},
  progress: (step) => {
    if (step === fatalStep && --left === 0) process.kill(process.pid, "SIGKILL");
  },
};

const WHO = {by: "試験", reason: "試験のため"};

const ACT: Record<Action, (options: RunOptions) => Promise<unknown>> = {
  ingest: (options) =>
    workingAlone(options.home, () =>
      withLedger(options.home, (ledger) => ingestInbox(ledger, {...options, loaded: []})),
    ),
  run: (options) => run(options),
  plan: (options) => workingAlone(options.home, () => prepare(options)),
  approve: (options) => approve(waitingCandidate(options.home)?.manifest.releaseId ?? "none", WHO, options),
  rollback: (options) => rollBack(publishedReleases(options.home).at(-2)?.releaseId ?? "none", WHO, options),
  print: async ({home, log}) => {
    const release = await openRelease(home);
    await printScorecardsInto(typedMarts(release), {
      folder: home.output,
      printing: usualPrinting(),
      log,
    });
  },
  backup: (options) => {
    const to = `${root}-medium-${process.pid}`;
    mkdirSync(to);
    return backUp({...options, to, withKey: false});
  },
  serve: serveOnce,
};

process.stdout.write("begun\n");
try {
  await ACT[action as Action]({home: openHome(root), now: new Date(now), log});
} catch (error) {
  const told = inWords(error);
  if (!(told instanceof UserError)) throw error;
  process.stderr.write(`${told.message}\n`);
  process.exitCode = 3;
}
