import {mkdirSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {forget} from "../../pipelines/access/forget.ts";
import {approve, rollBack} from "../../pipelines/build/approve.ts";
import {waitingCandidate} from "../../pipelines/build/candidate.ts";
import {prepare, type RunOptions} from "../../pipelines/build/prepare.ts";
import {run} from "../../pipelines/build/run.ts";
import {typedMarts} from "../../pipelines/engine/kysely.ts";
import {sealArchive} from "../../pipelines/installation/archive.ts";
import {inWords} from "../../pipelines/installation/faults.ts";
import {openHome} from "../../pipelines/installation/home.ts";
import type {Log} from "../../pipelines/installation/log.ts";
import {sealKey} from "../../pipelines/installation/seal-key.ts";
import {workingAlone} from "../../pipelines/installation/working-alone.ts";
import {ingestInbox} from "../../pipelines/intake/load/ingest.ts";
import {backUp} from "../../pipelines/keep/backup.ts";
import {restore} from "../../pipelines/keep/restore.ts";
import {withLedger} from "../../pipelines/ledger/with-ledger.ts";
import {publishedReleases} from "../../pipelines/releases/history.ts";
import {openRelease} from "../../pipelines/releases/open.ts";
import {unite} from "../../pipelines/unite/unite.ts";
import {usualPrinting} from "../../reports/print/with-browser.ts";
import {printScorecardsInto} from "../../reports/scorecard/latest-scorecard.ts";
import {UserError} from "../../schemas/errors.ts";
import {serveOnce} from "./serve-once.ts";
import type {Action} from "./steps.ts";

/** The one of whom the log in a city of the scene `forget` tells. */
export const FORGOTTEN = "000001";

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
    const to = `${options.home.root}-medium-${process.pid}`;
    mkdirSync(to);
    return backUp({...options, to, withKey: false});
  },
  serve: serveOnce,
  unite: ({home, log}) =>
    unite([join(home.root, "../bodies")], {
      home,
      progress: (done, all) => log.progress("公開版の確認", done, all),
    }),
  restore: (options) => {
    const medium = join(options.home.root, "../medium");
    const from = join(medium, readdirSync(medium)[0] ?? "");
    return restore({...options, from, keyFile: undefined, replace: true, settings: "count"});
  },
  seal: ({home, log}) =>
    workingAlone(home, async () =>
      sealArchive(home, sealKey(home) ?? Buffer.alloc(0), (done, all) => log.progress("暗号化", done, all)),
    ),
  forget: async ({home, now}) => forget(home, FORGOTTEN, {...WHO, now}),
};

/** A piece of work in this process. */
export interface Deed {
  root: string;
  action: Action;
  /** ISO time. */
  now: string;
}

/** Does it; the message where it was refused in words, undefined where it came to its end. Any other error is a bug. */
export async function act({root, action, now}: Deed, log: Log): Promise<string | undefined> {
  try {
    await ACT[action]({home: openHome(root), now: new Date(now), log});
    return undefined;
  } catch (error) {
    const told = inWords(error);
    if (!(told instanceof UserError)) throw error;
    return told.message;
  }
}
