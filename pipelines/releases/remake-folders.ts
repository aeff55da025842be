import {existsSync} from "node:fs";
import {join} from "node:path";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import {writeWhole} from "../installation/write-whole.ts";
import {manifestFile, releaseFile, releaseFolder, releaseIds} from "./files.ts";
import {publishedReleases, readManifest} from "./history.ts";
import {isDamaged} from "./must-be-whole.ts";
import {writeReleaseFolder} from "./write-folder.ts";

/** Makes the folders of Parquet files anew that are missing although their release is there; returns the releases' names. */
export async function remakeFolders(home: Home): Promise<string[]> {
  const names = releaseIds(home).filter((releaseId) => !existsSync(releaseFolder(home, releaseId)));
  if (names.length === 0) return [];
  const without = publishedReleases(home).filter(
    (release) => names.includes(release.releaseId) && mayHave(home, release),
  );
  for (const {releaseId} of without) {
    const folder = releaseFolder(home, releaseId);
    await writeReleaseFolder({file: releaseFile(home, releaseId), releaseId}, folder);
    // Another version of the engine writes the same rows in other bytes.
    const manifest = {...readManifest(home, releaseId), folder: fingerprintOf(join(folder, "manifest.json"))};
    writeWhole(manifestFile(home, releaseId), `${JSON.stringify(manifest)}\n`);
  }
  return without.map(({releaseId}) => releaseId);
}

/** It had one once, and its own file is still what was built. */
function mayHave(home: Home, {releaseId, file, folder}: ReleaseHeader): boolean {
  return folder !== null && !isDamaged(releaseFile(home, releaseId), file);
}
