import {existsSync} from "node:fs";
import {basename} from "node:path";
import type {Home} from "../installation/home.ts";
import {manifestFile, readableRelease, releaseFile} from "./files.ts";

/**
 * Name of the release that is there to be read: the named one, the one that was current at the end of a day
 * ("2024-10-08", 令和6年10月8日), or the current one. UserError when there is none. What reads dates and records is only
 * loaded for a date, so that a small question starts fast.
 */
export async function releaseNamed(home: Home, nameOrDate: string | undefined): Promise<string> {
  if (nameOrDate === undefined || isName(home, nameOrDate)) return readableRelease(home, nameOrDate);
  const {findRelease} = await import("./history.ts");
  return readableRelease(home, findRelease(home, nameOrDate).releaseId);
}

function isName(home: Home, text: string): boolean {
  const name = basename(text);
  return existsSync(releaseFile(home, name)) || existsSync(manifestFile(home, name));
}
