import {readdirSync} from "node:fs";
import type {Home} from "../../installation/home.ts";

/**
 * Whether no file ever came: none waits, was loaded, or was refused. Where files came and no release is published yet (they
 * are held, or a check stopped it), made-up data must not be mixed with them.
 */
export function hasNothingYet({inbox, archive, refused}: Home): boolean {
  return [inbox, archive, refused].every((folder) => readdirSync(folder).length === 0);
}
