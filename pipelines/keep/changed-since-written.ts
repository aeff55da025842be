import {existsSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {statement} from "../catalog/sql-files.ts";
import {archivedNames, isWhole} from "../installation/archive.ts";
import type {Home} from "../installation/home.ts";
import {changedContents, changeTexts} from "../ledger/changed-contents.ts";
import {isCountedOtherwise} from "../ledger/contents.ts";
import {readingAnyLedger} from "../ledger/read.ts";
import {hasContents, ledgerVersion} from "../ledger/version.ts";
import {releaseFile, releaseIds} from "../releases/files.ts";
import {hasManifest, publishedReleases, readManifest} from "../releases/history.ts";
import {isDamaged} from "../releases/must-be-whole.ts";
import {lostReleases} from "../releases/unbroken.ts";

/** Whatever of ledger, releases and archive is not as the program wrote it, or gone, a line each. */
export async function changedSinceWritten(home: Home): Promise<string[]> {
  // A record that cannot be read is met on more than one way.
  const changes = new Set([
    ...(await ledgerChanges(home)),
    ...(await chainChanges(home)),
    ...releaseChanges(home),
    ...archiveChanges(home),
  ]);
  return [...changes];
}

async function ledgerChanges(home: Home): Promise<string[]> {
  if (!existsSync(home.ledger)) return [];
  const texts = await readingAnyLedger(home, async (ledger) => {
    if (!hasContents(await ledgerVersion(ledger)) || (await isCountedOtherwise(ledger))) return [];
    return changeTexts(ledger, await changedContents(ledger));
  });
  return texts.map((text) => `台帳: ${text}`);
}

/** Releases that the ledger knows and nothing leads to, and a ledger that is gone although there are releases. */
async function chainChanges(home: Home): Promise<string[]> {
  try {
    if (!existsSync(home.ledger)) return publishedReleases(home).length > 0 ? ["台帳: ありません"] : [];
    const rows = await readingAnyLedger(home, (ledger) => ledger.rows(statement("ledger.recorded_releases")));
    return lostReleases(
      home,
      rows.map(({release_id}) => String(release_id)),
    ).map((releaseId) => `公開版 ${releaseId}: 作成記録がないか、今の公開版からたどれません`);
  } catch (error) {
    if (error instanceof UserError) return [error.message];
    throw error;
  }
}

function releaseChanges(home: Home): string[] {
  return releaseIds(home)
    .filter((releaseId) => hasManifest(home, releaseId))
    .flatMap((releaseId) => releaseChange(home, releaseId));
}

function releaseChange(home: Home, releaseId: string): string[] {
  try {
    const {file} = readManifest(home, releaseId);
    return isDamaged(releaseFile(home, releaseId), file)
      ? [`公開版 ${releaseId}: 中身が、作ったときと違います`]
      : [];
  } catch (error) {
    if (error instanceof UserError) return [error.message];
    throw error;
  }
}

function archiveChanges(home: Home): string[] {
  return archivedNames(home)
    .filter((name) => !isWhole(home, join(home.archive, name)))
    .map((name) => `保管したファイル ${name}: 中身が、取り込んだときと違います`);
}
