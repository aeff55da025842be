import {writeFile} from "node:fs/promises";
import {mustBeFreeForFile, placeFile} from "../pipelines/installation/exit.ts";
import type {Home} from "../pipelines/installation/home.ts";
import {writingTo} from "../pipelines/installation/writing-to.ts";

/** A file that a command writes: the one that was asked for, or one of the output folder, which is replaced each time. */
export interface OutFile {
  path: string;
  /** Whole or not at all. UserError where the place cannot be written to. */
  write(bytes: string | Uint8Array): Promise<void>;
  /** The same for what writes a file by itself. */
  writeBy(fill: (part: string) => Promise<void>): Promise<void>;
}

interface WantedFile {
  out: string | undefined;
  force: boolean;
  usual: string;
  /** Who may read a new file; the account and its group unless said otherwise. */
  mode?: number;
}

/** UserError, before any work is done, where nothing may be written (see mustBeFreeForFile). */
export function outFile(home: Home, {out, force, usual, mode = 0o666}: WantedFile): OutFile {
  const path = out ?? usual;
  const isReplaced = force || out === undefined;
  const mustBeFree = () => mustBeFreeForFile(path, {home, force: isReplaced});
  mustBeFree();
  const writeBy = (fill: (part: string) => Promise<void>) =>
    writingTo(path, () =>
      placeFile(path, {force: isReplaced, mode}, async (part) => {
        await fill(part);
        mustBeFree();
      }),
    );
  return {path, writeBy, write: (bytes) => writeBy((part) => writeFile(part, bytes))};
}
