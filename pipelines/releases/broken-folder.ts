import {join} from "node:path";
import {folderManifest} from "../../schemas/release-folder.ts";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {hasFingerprint} from "../installation/fingerprint-of.ts";
import {isPlainFile} from "../installation/plain-file.ts";
import {readDerivedFile} from "../installation/read-json-file.ts";

const MANIFEST = "manifest.json";

/** Names of the files of a release's folder that are missing or changed since it was published. */
export function brokenSince(folder: string, noted: ReleaseHeader["folder"]): string[] {
  if (noted === null) return [];
  if (!isWhole(join(folder, MANIFEST), noted)) return [MANIFEST];
  const manifest = readDerivedFile(join(folder, MANIFEST), folderManifest);
  if (!manifest) return [MANIFEST];
  return manifest.files
    .filter(({file, sha256, bytes}) => !isWhole(join(folder, file), {sha256, byteCount: bytes}))
    .map(({file}) => file);
}

function isWhole(path: string, noted: {sha256: string; byteCount: number}): boolean {
  return isPlainFile(path) && hasFingerprint(path, noted);
}
