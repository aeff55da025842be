import {readdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "./home.ts";

const HALF_DONE = /^(building-|reading-)|\.(next|partial)$/;

/** What dying processes left half done; only one process at a time changes an installation, so none of it is in use. */
export function leftovers(home: Home): string[] {
  return [home.releases, home.candidates, home.archive, home.scratch].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => HALF_DONE.test(name))
      .map((name) => join(folder, name)),
  );
}

export function sweep(home: Home): void {
  for (const file of leftovers(home)) rmSync(file, {force: true, recursive: true});
}
