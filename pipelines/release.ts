import {createHash} from "node:crypto";
import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../schemas/errors.ts";
import type {Home} from "./home.ts";
import {japaneseDay} from "./japanese-day.ts";
import {currentRelease, hasManifest, type Release, releaseFile} from "./release-history.ts";
import {CATALOG_FOLDER, SQL_FOLDER, STEERING_FILES} from "./sql-files.ts";
import {openReadOnly, type Warehouse} from "./warehouse/open.ts";

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

/** Content of the ledger, the models and the catalog in one name; how the machine is steered changes no figure. */
export function inputHash(ledgerContent: string): string {
  const hash = createHash("sha256").update(ledgerContent);
  for (const folder of [SQL_FOLDER, CATALOG_FOLDER])
    for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true}))
      if (entry.isFile() && !STEERING_FILES.includes(entry.name))
        hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)));
  return hash.digest("hex");
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
  if (existsSync(releaseFile(home, releaseId))) return openReadOnly(releaseFile(home, releaseId));
  if (hasManifest(home, releaseId))
    throw new UserError(
      `公開版「${releaseId}」の本体は、保存期間を過ぎて消してあります（data/catalog/retention.yaml）。控えから戻せます。`,
    );
  throw new UserError(
    `公開版「${releaseId}」がありません。あるもの: ${releaseIds(home).join("、") || "なし"}`,
  );
}

function releaseIds(home: Home): string[] {
  return readdirSync(home.releases)
    .filter((file) => file.endsWith(".duckdb") && !file.startsWith("building-"))
    .map((file) => file.slice(0, -".duckdb".length))
    .sort();
}
