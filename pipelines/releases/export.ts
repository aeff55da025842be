import {existsSync} from "node:fs";
import {join} from "node:path";
import {type FolderManifest, folderManifest} from "../../schemas/release-folder.ts";
import {copyPlainFile} from "../installation/durable.ts";
import {fillFolder, mustBeFreeForFolder} from "../installation/exit.ts";
import type {Home} from "../installation/home.ts";
import {readOwnFile} from "../installation/plain-file.ts";
import {brokenSince} from "./broken-folder.ts";
import {releaseFile, releaseFolder} from "./files.ts";
import {releaseNamed} from "./find-named.ts";
import {hasManifest, readManifest} from "./history.ts";
import {mustBeWhole} from "./must-be-whole.ts";
import {fillReleaseFolder} from "./write-folder.ts";

/**
 * Gives a release (the current one where none is named) as a folder of Parquet files with a manifest: the one that was
 * made when it was published, or a new one where that is missing or damaged. It appears whole or not at all and takes the
 * place of an earlier export only. UserError when the release's file, which all comes from, is damaged, too.
 */
export async function exportRelease(
  home: Home,
  {releaseId: wanted, folder}: {releaseId: string | undefined; folder: (releaseId: string) => string},
): Promise<{folder: string; manifest: FolderManifest}> {
  const releaseId = await releaseNamed(home, wanted);
  const to = folder(releaseId);
  mustBeFreeForFolder(to, home);
  const manifest = await fillFolder(to, (building) =>
    isFolderWhole(home, releaseId)
      ? copyInto(building, releaseFolder(home, releaseId))
      : makeAnew(building, home, releaseId),
  );
  return {folder: to, manifest};
}

function isFolderWhole(home: Home, releaseId: string): boolean {
  const folder = releaseFolder(home, releaseId);
  if (!existsSync(folder)) return false;
  // Of the oldest releases nothing was noted of which it could be told whether the folder is still the one that was made.
  const {folder: noted} = readManifest(home, releaseId);
  return noted !== null && brokenSince(folder, noted).length === 0;
}

function makeAnew(building: string, home: Home, releaseId: string): Promise<FolderManifest> {
  const file = releaseFile(home, releaseId);
  if (hasManifest(home, releaseId)) mustBeWhole(file, readManifest(home, releaseId));
  return fillReleaseFolder({file, releaseId}, building);
}

async function copyInto(building: string, from: string): Promise<FolderManifest> {
  const manifest = folderManifest.parse(
    JSON.parse(readOwnFile(join(from, "manifest.json")).toString("utf8")),
  );
  for (const name of [...manifest.files.map(({file}) => file), "manifest.json"])
    copyPlainFile(join(from, name), join(building, name));
  return manifest;
}
