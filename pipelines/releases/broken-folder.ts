import {join} from "node:path";
import {folderManifest} from "../../schemas/release-folder.ts";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";
import {isPlainFile} from "../installation/plain-file.ts";
import {readDerivedFile} from "../installation/read-json-file.ts";

const MANIFEST = "manifest.json";

/** Names of the files of a release's folder that are missing or changed since it was published. */
export function brokenSince(folder: string, noted: ReleaseHeader["folder"]): string[] {
  if (noted === null) return [];
  if (!isWhole(join(folder, MANIFEST), noted.sha256)) return [MANIFEST];
  const manifest = readDerivedFile(join(folder, MANIFEST), folderManifest);
  if (!manifest) return [MANIFEST];
  return manifest.files
    .filter(({file, sha256}) => !isWhole(join(folder, file), sha256))
    .map(({file}) => file);
}

function isWhole(path: string, sha256: string): boolean {
  return isPlainFile(path) && fingerprintOf(path).sha256 === sha256;
}
