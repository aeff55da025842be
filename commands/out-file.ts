import {writeFile} from "node:fs/promises";
import {resolve} from "node:path";
import {mustBeFreeForFile, placeFile} from "../pipelines/installation/exit.ts";
import {keepersMode} from "../pipelines/installation/group-home.ts";
import type {Home} from "../pipelines/installation/home.ts";
import {isInOutput} from "../pipelines/installation/nobodys-place.ts";
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
  /** With people in it as they were sent: for the account alone, in the output folder for all who keep the installation. */
  holdsPeople?: boolean;
}

/** UserError, before any work is done, where nothing may be written (see mustBeFreeForFile). */
export function outFile(home: Home, {out, force, usual, holdsPeople = false}: WantedFile): OutFile {
  const path = out ?? usual;
  const isReplaced = force || out === undefined;
  const mode = holdsPeople ? modeWithPeople(home, path) : 0o666;
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

/** What lies in the output folder leaves by rule, whoever of those who keep the installation starts the next run. */
function modeWithPeople(home: Home, path: string): number {
  return isInOutput(resolve(path), home) ? keepersMode(path, home.root) : 0o600;
}
