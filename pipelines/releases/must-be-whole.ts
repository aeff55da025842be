import {existsSync} from "node:fs";
import {UserError} from "../../schemas/errors.ts";
import type {ReleaseHeader} from "../../schemas/release-manifest.ts";
import {fingerprintOf} from "../installation/fingerprint-of.ts";

/** UserError when a release's file is not the one that was built. */
export function mustBeWhole(
  path: string,
  {releaseId, file}: Pick<ReleaseHeader, "releaseId" | "file">,
): void {
  if (!existsSync(path))
    throw new UserError(`公開版「${releaseId}」の本体がありません。npx kaikaku doctor で確かめてください。`);
  if (!isDamaged(path, file)) return;
  throw new UserError(
    `「${path}」の中身が、作ったときと違います。npx kaikaku doctor で確かめ、控えから戻してください。`,
  );
}

/** Whether a release's file is another than was noted; nothing was noted of the oldest. */
export function isDamaged(path: string, noted: ReleaseHeader["file"]): boolean {
  return noted !== null && fingerprintOf(path).sha256 !== noted.sha256;
}
