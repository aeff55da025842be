import {createHash} from "node:crypto";
import {existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {z} from "zod";
import {UserError} from "../schemas/errors.ts";
import {marts} from "../schemas/marts.ts";
import type {Home} from "./home.ts";
import {CATALOG_FOLDER, SQL_FOLDER} from "./sql-files.ts";
import type {Workshop} from "./transform.ts";
import {openReadOnly, type Warehouse} from "./warehouse/open.ts";

const releaseNote = z.strictObject({
  releaseId: z.string(),
  /** Name of everything the release was made from: accepted files, models, catalog. */
  inputHash: z.string(),
});

/** An immutable published warehouse, named by its day and content. */
export type Release = z.infer<typeof releaseNote>;

export function nameRelease(inputHash: string, now: Date): Release {
  const day = new Intl.DateTimeFormat("sv-SE", {timeZone: "Asia/Tokyo"}).format(now);
  return {releaseId: `${day}-${inputHash.slice(0, 6)}`, inputHash};
}

/** Content of the ledger, the models and the catalog in one name. */
export function inputHash(ledgerContent: string): string {
  const hash = createHash("sha256").update(ledgerContent);
  for (const folder of [SQL_FOLDER, CATALOG_FOLDER])
    for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true}).filter((found) =>
      found.isFile(),
    ))
      hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)));
  return hash.digest("hex");
}

/** The release that readers get, if there is one. */
export function currentRelease(home: Home): Release | undefined {
  const file = join(home.releases, "current.json");
  if (!existsSync(file)) return undefined;
  return releaseNote.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** Writes the marts into a new file, then renames it into place, then turns `current` to it: readers see the old or the new, never half. */
export async function publish({warehouse}: Workshop, home: Home, release: Release): Promise<void> {
  const building = join(home.releases, `building-${process.pid}.duckdb`);
  rmSync(building, {force: true});
  await warehouse.run(`attach '${building}' as release; create schema release.marts`);
  for (const mart of Object.keys(marts))
    await warehouse.run(`create table release.${mart} as select * from ${mart}`);
  await warehouse.run("detach release");
  renameSync(building, releaseFile(home, release.releaseId));
  pointCurrentTo(home, release);
}

function pointCurrentTo(home: Home, release: Release): void {
  const next = join(home.releases, "current.json.next");
  writeFileSync(next, `${JSON.stringify(release)}\n`);
  renameSync(next, join(home.releases, "current.json"));
}

function releaseFile(home: Home, releaseId: string): string {
  return join(home.releases, `${releaseId}.duckdb`);
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
