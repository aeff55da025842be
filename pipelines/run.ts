import {type Finding, runChecks} from "./check.ts";
import type {Home} from "./home.ts";
import {ingestInbox} from "./ingest/ingest.ts";
import type {FileOutcome} from "./ingest/ingest-file.ts";
import {contentOfLedger, openLedger} from "./ledger.ts";
import type {Log} from "./log.ts";
import {currentRelease, inputHash, nameRelease, publish, type Release} from "./release.ts";
import {transform} from "./transform.ts";

export interface RunOptions {
  home: Home;
  now: Date;
  log: Log;
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

/** The whole job: load what waits, build, check, publish. Nothing new means nothing is done. */
export async function run(options: RunOptions): Promise<RunReport> {
  const {files, content} = await load(options);
  if (content === undefined) return {files, outcome: {kind: "empty"}};
  const inputs = inputHash(content);
  const current = currentRelease(options.home);
  if (current?.inputHash === inputs) return {files, outcome: {kind: "unchanged", release: current}};
  return {files, outcome: await build(nameRelease(inputs, options.now), options)};
}

/** The ledger is closed again before anything reads it. `content` is undefined while no file was ever accepted. */
async function load(options: RunOptions): Promise<{files: FileOutcome[]; content: string | undefined}> {
  const ledger = await openLedger(options.home);
  try {
    const files = await ingestInbox(ledger, options);
    return {files, content: await contentOfLedger(ledger)};
  } finally {
    ledger.close();
  }
}

async function build(release: Release, {home, log}: RunOptions): Promise<ReleaseOutcome> {
  const workshop = await transform(
    home,
    {releaseId: release.releaseId, createdOn: release.releaseId.slice(0, 10)},
    log,
  );
  try {
    const findings = await runChecks(workshop.warehouse);
    if (findings.some(({severity}) => severity === "blocking")) return {kind: "stopped", findings};
    await publish(workshop, home, release);
    return {kind: "published", release, findings};
  } finally {
    workshop.warehouse.close();
  }
}
