import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {onTestFinished} from "vitest";

/** An empty folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "kaikaku-"));
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
  return folder;
}

/** An empty folder for several tests; `remove` it when they are over. */
export function lastingFolder(): {folder: string; remove: () => void} {
  const folder = mkdtempSync(join(tmpdir(), "kaikaku-"));
  return {folder, remove: () => rmSync(folder, {recursive: true, force: true})};
}
