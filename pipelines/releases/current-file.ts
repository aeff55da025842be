import {join} from "node:path";
import type {Home} from "../installation/home.ts";

/** Says which release readers get; turning it is what publishes. */
export function currentFile(home: Home): string {
  return join(home.releases, "current.json");
}
