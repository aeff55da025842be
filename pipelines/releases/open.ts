import {createHash} from "node:crypto";
import {japaneseDay} from "../../schemas/japanese-day.ts";
import {openReadOnly, type Warehouse} from "../engine/open.ts";
import {inWords} from "../installation/faults.ts";
import type {Home} from "../installation/home.ts";
import {releaseNamed} from "./find-named.ts";
import type {Release} from "./history.ts";
import {inputFiles} from "./input-files.ts";
import {wholeReleaseFile} from "./must-be-whole.ts";
import {currentProgram} from "./program.ts";

/**
 * "2024-10-08-1a2b3c": the day in Japan and the beginning of the input hash. A release that goes back to inputs of the
 * same day gets a number, because published names are never used twice.
 */
export function nameRelease(inputHash: string, now: Date, published: string[]): Release {
  const name = `${japaneseDay(now)}-${inputHash.slice(0, 6)}`;
  const again = published.filter(
    (releaseId) => releaseId === name || releaseId.startsWith(`${name}-`),
  ).length;
  return {releaseId: again === 0 ? name : `${name}-${again + 1}`, inputHash};
}

/**
 * Content of the ledger, the models, the catalog and the program that computes with them in one name; how the machine
 * is steered changes no figure, and how files are read changes none before one is loaded.
 */
export function inputHash(ledgerContent: string, city: string): string {
  const {calculation, engine} = currentProgram();
  const hash = createHash("sha256").update(ledgerContent).update(calculation).update(engine);
  for (const {file, content} of inputFiles(city)) hash.update(file).update(content);
  return hash.digest("hex");
}

/**
 * Opens a release for reading: the named one, that of a day, or the current one. UserError when there is none, or when its
 * file cannot be read.
 */
export async function openRelease(home: Home, nameOrDate?: string): Promise<Warehouse> {
  const releaseId = await releaseNamed(home, nameOrDate);
  const file = wholeReleaseFile(home, releaseId);
  // A release is many small tables, of which each is read by one thread before several have shared it out.
  return openReadOnly(file, {threads: "1"}).catch((cause: unknown) => {
    throw inWords(cause, `公開版 ${releaseId} の本体（${file}）`);
  });
}
