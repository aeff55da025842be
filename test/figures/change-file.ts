import {readFileSync, writeFileSync} from "node:fs";

/** Writes another text in the place of one that a file has; throws where it has none: a test of a change would try nothing. */
export function changeFile(path: string, what: string | RegExp, by: string): void {
  const text = readFileSync(path, "utf8");
  const changed = text.replace(what, by);
  if (changed === text) throw new Error(`${path} has no ${what}`);
  writeFileSync(path, changed);
}
