import {dirname, extname} from "node:path";

/** One call of a scene to the file system, as failing-calls.ts tells it. */
export interface FileCall {
  at: number;
  /** What was asked, of which file below the home, from where in the program. */
  what: string;
}

/**
 * The first of those calls that ask the same, of a file of one folder and ending, from one place of the program, with nothing
 * changed on the disk between them: whichever of them fails, the same program meets the same disk.
 */
export function kindsOf(calls: FileCall[]): FileCall[] {
  const kinds = new Map<string, FileCall>();
  let changes = 0;
  for (const call of calls) {
    const [asked = "", file = "", place] = call.what.split("\t");
    const kind = `${asked} ${folderOf(file)} ${extname(file)} ${place} ${changes}`;
    if (!kinds.has(kind)) kinds.set(kind, call);
    if (CHANGING.test(asked)) changes += 1;
  }
  return [...kinds.values()];
}

const CHANGING =
  /^(write|writeFile|appendFile|copyFile|ftruncate|rename|link|mkdir|mkdtemp|rm|unlink|chmod)$/;

/** Folders of releases, batches and processes are told apart by their names alone. */
function folderOf(file: string): string {
  return dirname(file).replaceAll(/[0-9a-f]{6,}|\d+/g, "N");
}
