import {createHash} from "node:crypto";
import {isPlainPath} from "../../schemas/backup.ts";
import {fittingName} from "../installation/fitting-name.ts";

/**
 * The names under which a backup holds files, by those that they have. A sender or a person may have given one that a restore
 * refuses, or two that are the same elsewhere: such a file is held under a name that is good everywhere.
 */
export function backupNames(names: string[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    names.map((name) => {
      const good = isGood(name) && !taken.has(sameness(name)) ? name : goodName(name);
      taken.add(sameness(good));
      return [name, good];
    }),
  );
}

/** Names that are equal by this are one file in some file system. */
export function sameness(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

function isGood(name: string): boolean {
  return isPlainPath(name) && name.split("/").every((part) => fittingName(part) === part);
}

function goodName(name: string): string {
  const parts = name.split("/").map((part) => fittingName(part.replace(UNFIT, "_")));
  const mark = createHash("sha256").update(name).digest("hex").slice(0, 8);
  const last = parts.pop() ?? "";
  return [...parts, `${mark}_${last}`].join("/");
}

/** Signs that some system gives a meaning to, also at the end of a part. */
const UNFIT = /[\\:*?"<>|\p{Cc}]|[ .]$/gu;
