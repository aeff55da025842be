import {readFileSync} from "node:fs";

/** Where they come from stands in the file. */
const LIST = new URL("../../data/common-passwords.txt", import.meta.url);
let common: ReadonlySet<string> | undefined;

/** Whether it is one of those that are tried first (ASVS 5.0, 6.2.4), whatever its capitals and widths. */
export function isCommon(password: string): boolean {
  common ??= new Set(
    readFileSync(LIST, "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#")),
  );
  return common.has(password.normalize("NFKC").toLowerCase());
}
