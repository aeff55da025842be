import {copyFileSync, existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {type FolderManifest, folderManifest} from "../../schemas/release-folder.ts";
import {fillFolder, mustBeFreeForFolder} from "../installation/exit.ts";
import type {Home} from "../installation/home.ts";
import {brokenSince} from "./broken-folder.ts";
import {releaseFile, releaseFolder} from "./files.ts";
import {releaseNamed} from "./find-named.ts";
import {readManifest} from "./history.ts";
import {fillReleaseFolder} from "./write-folder.ts";

/**
 * Gives a release (the current one where none is named) as a folder of Parquet files with a manifest: the one that was
 * made when it was published, or a new one for a release from before there were such folders. It appears whole or not
 * at all and takes the place of an earlier export only. UserError when the release's own folder is damaged.
 */
export async function exportRelease(
  home: Home,
  {releaseId: wanted, folder}: {releaseId: string | undefined; folder: (releaseId: string) => string},
): Promise<{folder: string; manifest: FolderManifest}> {
  const releaseId = await releaseNamed(home, wanted);
  const to = folder(releaseId);
  mustBeFreeForFolder(to, home);
  const manifest = await fillFolder(to, (building) =>
    existsSync(releaseFolder(home, releaseId))
      ? copyInto(building, home, releaseId)
      : fillReleaseFolder({file: releaseFile(home, releaseId), releaseId}, building),
  );
  return {folder: to, manifest};
}

async function copyInto(building: string, home: Home, releaseId: string): Promise<FolderManifest> {
  const from = releaseFolder(home, releaseId);
  const [broken] = brokenSince(from, readManifest(home, releaseId).folder);
  if (broken !== undefined)
    throw new UserError(
      `公開版「${releaseId}」のParquetファイル「${broken}」が、作ったときと違います。npx kaikaku doctor で確かめ、控えから戻してください。`,
    );
  const manifest = folderManifest.parse(JSON.parse(readFileSync(join(from, "manifest.json"), "utf8")));
  for (const name of [...manifest.files.map(({file}) => file), "manifest.json"])
    copyFileSync(join(from, name), join(building, name));
  return manifest;
}
