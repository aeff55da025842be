import {existsSync} from "node:fs";
import {join} from "node:path";
import {archivedNames, isWhole} from "../installation/archive.ts";
import type {Home} from "../installation/home.ts";
import {changedContents, changeTexts} from "../ledger/changed-contents.ts";
import {isCountedOtherwise} from "../ledger/contents.ts";
import {readingAnyLedger} from "../ledger/read.ts";
import {hasContents, ledgerVersion} from "../ledger/version.ts";
import {releaseFile, releaseIds} from "../releases/files.ts";
import {hasManifest, readManifest} from "../releases/history.ts";
import {isDamaged} from "../releases/must-be-whole.ts";

/** Whatever of ledger, releases and archive is not as the program wrote it, a line each. */
export async function changedSinceWritten(home: Home): Promise<string[]> {
  return [...(await ledgerChanges(home)), ...releaseChanges(home), ...archiveChanges(home)];
}

async function ledgerChanges(home: Home): Promise<string[]> {
  if (!existsSync(home.ledger)) return [];
  const texts = await readingAnyLedger(home, async (ledger) => {
    if (!hasContents(await ledgerVersion(ledger)) || (await isCountedOtherwise(ledger))) return [];
    return changeTexts(ledger, await changedContents(ledger));
  });
  return texts.map((text) => `台帳: ${text}`);
}

function releaseChanges(home: Home): string[] {
  return releaseIds(home)
    .filter((releaseId) => hasManifest(home, releaseId))
    .filter((releaseId) => isDamaged(releaseFile(home, releaseId), readManifest(home, releaseId).file))
    .map((releaseId) => `公開版 ${releaseId}: 中身が、作ったときと違います`);
}

function archiveChanges(home: Home): string[] {
  return archivedNames(home)
    .filter((name) => !isWhole(home, join(home.archive, name)))
    .map((name) => `保管したファイル ${name}: 中身が、取り込んだときと違います`);
}
