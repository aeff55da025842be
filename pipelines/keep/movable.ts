import {lstatSync, mkdtempSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import type {Home} from "../installation/home.ts";
import {systemCode} from "../installation/system-code.ts";
import {arrivingFolder} from "./finish-restore.ts";

/**
 * UserError for what cannot be moved aside because another disk hangs there (or the same, a second time): a restore that was decided
 * could then never be finished. Nothing is moved: each is asked to take the place of a folder that is not empty, which no system
 * does, and what cannot be moved at all is refused with another reason.
 */
export function mustBeMovable(home: Home, names: string[]): void {
  if (process.platform === "win32") return;
  const folders = names.filter((name) => lstatSync(join(home.root, name)).isDirectory());
  // What arrives may have any name.
  const trial = mkdtempSync(join(arrivingFolder(home), ".trial-"));
  writeFileSync(join(trial, "x"), "");
  try {
    const fixed = folders.find((name) => !isMovable(join(home.root, name), trial));
    if (fixed === undefined) return;
    throw new UserError(
      `「${join(home.root, fixed)}」には別のディスクがつながれているので、移せません。何も戻していません。つながずに（umount）もう一度実行するか、新しいフォルダーを KAIKAKU_HOME にして戻してください。`,
    );
  } finally {
    rmSync(trial, {recursive: true, force: true});
  }
}

function isMovable(folder: string, trial: string): boolean {
  try {
    renameSync(folder, trial);
  } catch (error) {
    const code = error instanceof Error ? systemCode(error) : undefined;
    return code === "ENOTEMPTY" || code === "EEXIST";
  }
  return true;
}
