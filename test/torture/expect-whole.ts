import {createHash} from "node:crypto";
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {examineLog} from "../../pipelines/access/examine.ts";
import {openReadOnly, type Row, type Warehouse} from "../../pipelines/engine/open.ts";
import {fingerprintOf} from "../../pipelines/installation/fingerprint-of.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {fingerprintOfSealed, isSealedName} from "../../pipelines/installation/seal.ts";
import {sealKey} from "../../pipelines/installation/seal-key.ts";
import {anchorsOf} from "../../pipelines/keep/access-anchors.ts";
import {brokenSince} from "../../pipelines/releases/broken-folder.ts";
import {releaseFile, releaseFolder} from "../../pipelines/releases/files.ts";
import {currentRelease, publishedReleases, readManifest} from "../../pipelines/releases/history.ts";
import {printedFrom} from "../../pipelines/releases/printed-note.ts";
import {readRetention} from "../../pipelines/releases/retention.ts";
import {DAY_MS} from "../../schemas/fiscal-time.ts";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {shippedContracts as contracts} from "../../schemas/sources.ts";

/** What was put into the inbox so far: content (SHA-256) → name. */
export type Sent = Map<string, string>;

/** What lies in the inbox, whatever its names, and what was on its way out of it; what is no file is nobody's content. */
export function sentTo({inbox}: Pick<Home, "inbox">): Sent {
  const leaving = readdirSync(inbox).filter((name) => name.startsWith(".leaving"));
  const folders = [inbox, ...leaving.map((name) => join(inbox, name))];
  return new Map(folders.flatMap(contentsOf));
}

function contentsOf(folder: string): [content: string, name: string][] {
  return readdirSync(folder, {encoding: "buffer", withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map(({name}) => [sha256(readFileSync(Buffer.concat([Buffer.from(`${folder}/`), name]))), String(name)]);
}

export function sha256(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * Everything that must hold at any moment, whatever died: a line for each thing that does not. `latest` is the latest time
 * that a clock has shown; without one, no release can be old enough to be gone.
 */
export async function brokenPromises(home: Home, sent: Sent, latest = new Date(0)): Promise<string[]> {
  return [
    ...(await brokenReleases(home, latest)),
    ...(await brokenLedger(home, sent)),
    ...examineLog(home, anchorsOf(home)).faults.map(
      (fault) => `the log of readers: ${JSON.stringify(fault)}`,
    ),
  ];
}

/** The current release is whole, and so is every one before it that retention may not have removed. */
async function brokenReleases(home: Home, latest: Date): Promise<string[]> {
  const current = currentRelease(home);
  if (!current) return [];
  const broken: string[] = [];
  const chain = publishedReleases(home);
  if (chain.at(-1)?.releaseId !== current.releaseId) broken.push(`no manifest of ${current.releaseId}`);
  for (const [index, {releaseId, file, folder}] of chain.entries()) {
    const path = releaseFile(home, releaseId);
    if (!existsSync(path) && mayBeGone(home, {chain, index, latest})) continue;
    if (!existsSync(path)) broken.push(`${releaseId} has no file`);
    else if (fingerprintOf(path).sha256 !== file?.sha256) broken.push(`${releaseId} is not what was built`);
    if (!folder) broken.push(`${releaseId} has no Parquet files on record`);
    else
      broken.push(
        ...brokenSince(releaseFolder(home, releaseId), folder).map(
          (name) => `${releaseId}: ${name} is broken`,
        ),
      );
  }
  const release = await openReadOnly(releaseFile(home, current.releaseId));
  const [row] = await release.rows("select count(*)::integer as figures from marts.fct_kpi_values");
  release.close();
  if (row?.figures !== readManifest(home, current.releaseId).figureCount)
    broken.push(`${current.releaseId} has ${row?.figures} figures`);
  return broken;
}

interface Place {
  chain: ReleaseHeader[];
  index: number;
  latest: Date;
}

/** The rules of retention, told once more: old, followed by enough others and by one of its own fiscal year, never printed from. */
function mayBeGone(home: Home, {chain, index, latest}: Place): boolean {
  const {keep_latest, keep_days} = readRetention(home.city).releases;
  const later = chain.slice(index + 1);
  const release = chain[index] as ReleaseHeader;
  return (
    later.length >= keep_latest &&
    latest.getTime() - Date.parse(release.publishedAt) > keep_days * DAY_MS &&
    later.some(({releasedOn}) => fiscalYearOfDay(releasedOn) === fiscalYearOfDay(release.releasedOn)) &&
    printedFrom(home, release.releaseId).length === 0
  );
}

function fiscalYearOfDay(day: string): number {
  return Number(day.slice(0, 4)) - (day.slice(5) < "04-01" ? 1 : 0);
}

/** No file is lost or doubled, every row is accounted for, every file is kept as it came. */
async function brokenLedger(home: Home, sent: Sent): Promise<string[]> {
  const batches = existsSync(home.ledger) ? await readBatches(home) : [];
  const known = new Set(batches.map(({sha256: content}) => String(content)));
  const waiting = sentTo(home);
  return [
    ...[...sent]
      .filter(([content]) => !known.has(content) && !waiting.has(content))
      .map(([, name]) => `${name} is lost`),
    ...batches.filter(({copies}) => copies !== 1).map(({file_name}) => `${file_name} is doubled`),
    ...batches
      .filter(({accepted_count, raw_count}) => accepted_count !== raw_count)
      .map(({file_name, raw_count}) => `${file_name} has ${raw_count} rows`),
    ...batches.flatMap(({file_name, sha256: content}) =>
      isArchived(home, String(content)) ? [] : [`${file_name} is not in the archive as it came`],
    ),
  ];
}

function isArchived(home: Home, content: string): boolean {
  return readdirSync(home.archive)
    .filter((file) => file.startsWith(content) && !file.endsWith(".partial"))
    .some((file) => heldBy(home, join(home.archive, file)) === content);
}

/** SHA-256 of what lies there, sealed or not. */
function heldBy(home: Home, file: string): string {
  if (!isSealedName(file)) return sha256(readFileSync(file));
  return fingerprintOfSealed(file, sealKey(home) ?? Buffer.alloc(0)).sha256;
}

async function readBatches(home: Home): Promise<Row[]> {
  const ledger = await openReadOnly(home.ledger);
  try {
    if (!(await hasTables(ledger))) return [];
    const raw = contracts.map(({source}) => `select batch_id from raw.${source}`).join(" union all ");
    return await ledger.rows(
      `with raw_rows as (select batch_id, count(*) as raw_count from (${raw}) group by batch_id)
       select file_name, sha256, accepted_count, coalesce(raw_count, 0)::integer as raw_count,
         (count(*) over (partition by sha256))::integer as copies
       from intake.batches left join raw_rows using (batch_id)
       where batch_id not in (select batch_id from intake.compacted_batches)`,
    );
  } finally {
    ledger.close();
  }
}

/** A process may die before the ledger has its tables. */
async function hasTables(ledger: Warehouse): Promise<boolean> {
  const [row] = await ledger.rows(
    `select count(*)::integer as tables from duckdb_tables() where schema_name in ('raw', 'intake')`,
  );
  return Number(row?.tables) > contracts.length;
}

/** What must hold once a whole run came to its end: the figure ledger knows every release, and nothing lies about. */
export async function unfinishedWork(home: Home): Promise<string[]> {
  const ledger = await openReadOnly(home.ledger);
  const recorded = await ledger.rows("select release_id from figures.releases order by release_number");
  ledger.close();
  const chain = publishedReleases(home).map(({releaseId}) => releaseId);
  const known = recorded.map(({release_id}) => String(release_id));
  const left = [home.releases, home.candidates, home.archive, home.scratch].flatMap((folder) =>
    readdirSync(folder).filter((name) =>
      /^(building-|reading-|being-read|\.kaikaku-)|\.(next|partial)$/.test(name),
    ),
  );
  return [
    ...(readdirSync(home.inbox).length > 0 ? ["files are left in the inbox"] : []),
    ...(chain.join() === known.join() ? [] : [`recorded ${known.join()} of ${chain.join()}`]),
    ...left.map((name) => `${name} lies about`),
  ];
}
