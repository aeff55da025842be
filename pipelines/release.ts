import {createHash} from "node:crypto";
import {existsSync, readdirSync, readFileSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../schemas/errors.ts";
import {marts} from "../schemas/marts.ts";
import type {ReleaseManifest} from "../schemas/release-manifest.ts";
import {checkResults, type Finding} from "./check.ts";
import {readWords} from "./dictionary/words.ts";
import type {Home} from "./home.ts";
import {japaneseDay} from "./japanese-day.ts";
import {currentFile, currentRelease, manifestFile, type Release, releaseFile} from "./release-history.ts";
import {CATALOG_FOLDER, SCHEDULE_FILE, SQL_FOLDER} from "./sql-files.ts";
import type {Workshop} from "./transform.ts";
import {openReadOnly, type Warehouse} from "./warehouse/open.ts";
import {writeWhole} from "./write-whole.ts";

/**
 * "2024-10-08-1a2b3c": the day in Japan and the beginning of the input hash. A release that goes back to inputs of the
 * same day gets a number, because published names are never used twice.
 */
export function nameRelease(inputHash: string, now: Date, published: string[]): Release {
  const name = `${japaneseDay(now)}-${inputHash.slice(0, 6)}`;
  const again = published.filter(
    (releaseId) => releaseId === name || releaseId.startsWith(`${name}-`),
  ).length;
  return {releaseId: again === 0 ? name : `${name}-${again + 1}`, inputHash};
}

/** Content of the ledger, the models and the catalog in one name; when work is due changes no figure. */
export function inputHash(ledgerContent: string): string {
  const hash = createHash("sha256").update(ledgerContent);
  for (const folder of [SQL_FOLDER, CATALOG_FOLDER])
    for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true}).filter(
      (found) => found.isFile() && found.name !== SCHEDULE_FILE,
    ))
      hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)));
  return hash.digest("hex");
}

export interface ReleaseToPublish extends Release {
  now: Date;
  /** What the checks found. */
  findings: Finding[];
}

/**
 * Writes the manifest, then the marts into a new file that is renamed into place, then turns `current` to it: readers
 * see the old or the new, never half. Only that last step publishes.
 */
export async function publish(workshop: Workshop, home: Home, release: ReleaseToPublish): Promise<void> {
  const {now, findings, ...note} = release;
  await writeManifest(workshop, home, release);
  await writeMarts(workshop.warehouse, home, release.releaseId);
  writeWhole(currentFile(home), `${JSON.stringify(note)}\n`);
}

async function writeManifest(
  {warehouse, ingredients}: Workshop,
  home: Home,
  {releaseId, inputHash, now, findings}: ReleaseToPublish,
): Promise<void> {
  const manifest: ReleaseManifest = {
    releaseId,
    inputHash,
    publishedAt: now.toISOString(),
    releasedOn: japaneseDay(now),
    previousReleaseId: currentRelease(home)?.releaseId ?? null,
    figureCount: await rowCount(warehouse, "marts.fct_kpi_values"),
    revisionCount: await rowCount(warehouse, "marts.fct_revisions"),
    checks: checkResults(findings),
    ingredients,
  };
  writeWhole(manifestFile(home, releaseId), `${JSON.stringify(manifest)}\n`);
}

async function rowCount(warehouse: Warehouse, relation: string): Promise<number> {
  const [row] = await warehouse.rows(`select count(*)::integer as rows from ${relation}`);
  return Number(row?.rows);
}

async function writeMarts(warehouse: Warehouse, home: Home, releaseId: string): Promise<void> {
  const building = join(home.releases, `building-${process.pid}.duckdb`);
  rmSync(building, {force: true});
  await warehouse.run(`attach '${building}' as release; create schema release.marts`);
  for (const mart of Object.keys(marts))
    await warehouse.run(`create table release.${mart} as select * from ${mart}`);
  await warehouse.run((await commentsOn(warehouse)).join(";"));
  await warehouse.run("detach release");
  renameSync(building, releaseFile(home, releaseId));
}

/** Titles and columns' meanings go with the release, so that any DuckDB tool shows them. */
async function commentsOn(warehouse: Warehouse): Promise<string[]> {
  const words = readWords();
  const columns = await warehouse.rows(
    `select schema_name || '.' || table_name as mart, column_name as column
     from duckdb_columns() where database_name = 'release'`,
  );
  return [
    ...Object.keys(marts).map((mart) => commentOn(`table release.${mart}`, words.relation(mart)?.title)),
    ...columns.map(({mart, column}) =>
      commentOn(`column release.${mart}.${column}`, words.column(String(mart), String(column))),
    ),
  ];
}

function commentOn(what: string, text = ""): string {
  return `comment on ${what} is '${text.replaceAll("'", "''")}'`;
}

/** Opens a release for reading: the named one or the current one. UserError when there is none. */
export async function openRelease(
  home: Home,
  releaseId = currentRelease(home)?.releaseId,
): Promise<Warehouse> {
  if (!releaseId)
    throw new UserError(
      "まだ公開版がありません。npx kaikaku run を実行してください（初めてなら npm start）。",
    );
  if (!existsSync(releaseFile(home, releaseId)))
    throw new UserError(
      `公開版「${releaseId}」がありません。あるもの: ${releaseIds(home).join("、") || "なし"}`,
    );
  return openReadOnly(releaseFile(home, releaseId));
}

function releaseIds(home: Home): string[] {
  return readdirSync(home.releases)
    .filter((file) => file.endsWith(".duckdb") && !file.startsWith("building-"))
    .map((file) => file.slice(0, -".duckdb".length))
    .sort();
}
