import {type Finding, runChecks} from "./check.ts";
import {recordFigures} from "./figures/record-figures.ts";
import type {Home} from "./home.ts";
import {ingestInbox} from "./ingest/ingest.ts";
import type {FileOutcome} from "./ingest/ingest-file.ts";
import {contentOfLedger, openLedger} from "./ledger.ts";
import type {Log} from "./log.ts";
import {inputHash, nameRelease, publish} from "./release.ts";
import {currentRelease, publishedReleases, type Release} from "./release-history.ts";
import {transform} from "./transform.ts";
import type {Warehouse} from "./warehouse/open.ts";

export interface RunOptions {
  home: Home;
  now: Date;
  log: Log;
  /** Waiting files to be loaded; the whole inbox when left out. */
  files?: string[];
}

/** What became of the release. */
export type ReleaseOutcome =
  | {kind: "published"; release: Release; findings: Finding[]}
  | {kind: "unchanged"; release: Release}
  | {kind: "stopped"; findings: Finding[]}
  | {kind: "empty"};

export interface RunReport {
  files: FileOutcome[];
  outcome: ReleaseOutcome;
}

/**
 * The whole job: load what waits, build, check, publish, remember the figures. Nothing new means nothing is done,
 * except that a release which an earlier run published but could not record any more is recorded first.
 */
export async function run(options: RunOptions): Promise<RunReport> {
  const {home, now, log} = options;
  const {files, content} = await withLedger(home, async (ledger) => {
    await recordFigures(ledger, home);
    const files = await ingestInbox(ledger, options);
    return {files, content: await contentOfLedger(ledger)};
  });
  if (content === undefined) return {files, outcome: {kind: "empty"}};
  const inputs = inputHash(content);
  const current = currentRelease(home);
  if (current?.inputHash === inputs) return {files, outcome: {kind: "unchanged", release: current}};
  const published = publishedReleases(home).map(({releaseId}) => releaseId);
  const outcome = await build(nameRelease(inputs, now, published), options);
  if (outcome.kind === "published") {
    log.progress("数値の記録", 0, 1);
    await withLedger(home, (ledger) => recordFigures(ledger, home));
    log.progress("数値の記録", 1, 1);
  }
  return {files, outcome};
}

/** The ledger is closed again before anything else reads it. */
async function withLedger<Result>(home: Home, work: (ledger: Warehouse) => Promise<Result>): Promise<Result> {
  const ledger = await openLedger(home);
  try {
    return await work(ledger);
  } finally {
    ledger.close();
  }
}

async function build(release: Release, {home, now, log}: RunOptions): Promise<ReleaseOutcome> {
  const workshop = await transform(
    home,
    {releaseId: release.releaseId, createdOn: release.releaseId.slice(0, 10)},
    log,
  );
  try {
    const findings = await runChecks(workshop.warehouse);
    if (findings.some(({severity}) => severity === "blocking")) return {kind: "stopped", findings};
    await publish(workshop, home, {...release, now, findings});
    return {kind: "published", release, findings};
  } finally {
    workshop.warehouse.close();
  }
}
