import {join} from "node:path";
import {readOwnFile} from "../../pipelines/installation/plain-file.ts";

/** Where they come from stands in the file. */
const LIST = join(import.meta.dirname, "../../data/common-passwords.txt");
let common: ReadonlySet<string> | undefined;

/** Whether it is one of those that are tried first (ASVS 5.0, 6.2.4), whatever its capitals and widths. */
export function isCommon(password: string): boolean {
  common ??= new Set(
    readOwnFile(LIST)
      .toString("utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#")),
  );
  return common.has(password.normalize("NFKC").toLowerCase());
}
