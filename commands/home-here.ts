import {join} from "node:path";
import {type Home, openHome} from "../pipelines/installation/home.ts";
import {installLaunchers} from "../pipelines/installation/launchers.ts";

/** The installation this process works on: data/local, or where KAIKAKU_HOME points. */
export function homeHere(): Home {
  return openHome(rootHere());
}

/** The folder of that installation, which may not be there yet. */
export function rootHere(): string {
  return process.env.KAIKAKU_HOME ?? join(import.meta.dirname, "..", "data", "local");
}

/** Whoever works on these data finds a launcher beside them. */
export function placeLaunchers({root}: Home): void {
  installLaunchers(root, join(import.meta.dirname, ".."));
}
