import {existsSync} from "node:fs";
import {UserError} from "../../schemas/errors.ts";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {hasFingerprint} from "../installation/fingerprint-of.ts";
import type {Home} from "../installation/home.ts";
import {readOwnFile} from "../installation/plain-file.ts";
import {manifestFile, releaseFile} from "./files.ts";

/**
 * The file of a release, for whoever opens it: all of it is held against what was noted when it was built. UserError when it
 * is another; nothing was noted of the oldest releases.
 */
export function wholeReleaseFile(home: Home, releaseId: string): string {
  const path = releaseFile(home, releaseId);
  mustBeWhole(path, {releaseId, file: notedFile(manifestFile(home, releaseId))});
  return path;
}

/** Whether the file of a release is there and is the one that was built. */
export function isWholeRelease(home: Home, releaseId: string): boolean {
  const path = releaseFile(home, releaseId);
  return existsSync(path) && !isDamaged(path, notedFile(manifestFile(home, releaseId)));
}

/** What a manifest says of its release's file; without a schema, whose library a small question need not load. */
function notedFile(manifest: string): ReleaseHeader["file"] {
  return existsSync(manifest) ? (parsed(manifest).file ?? null) : null;
}

function parsed(manifest: string): {file?: ReleaseHeader["file"]} {
  try {
    return JSON.parse(readOwnFile(manifest).toString("utf8")) ?? {};
  } catch (cause) {
    throw new UserError(`「${manifest}」が壊れています。控えから戻してください（npx kaikaku restore）。`, {
      cause,
    });
  }
}

/** UserError when a release's file is not the one that was built. */
export function mustBeWhole(
  path: string,
  {releaseId, file}: Pick<ReleaseHeader, "releaseId" | "file">,
): void {
  if (!existsSync(path))
    throw new UserError(`公開版「${releaseId}」の本体がありません。npx kaikaku doctor で確かめてください。`);
  if (!isDamaged(path, file)) return;
  throw new UserError(
    `公開版「${releaseId}」の本体（${path}）の中身が、作ったときと違います。この版からは何も出していません。npx kaikaku doctor で確かめ、控えから戻してください（npx kaikaku restore）。`,
  );
}

/** Whether a release's file is another than was noted; nothing was noted of the oldest. */
export function isDamaged(path: string, noted: ReleaseHeader["file"]): boolean {
  return noted !== null && !hasFingerprint(path, noted);
}
