import {accessSync, constants, mkdirSync} from "node:fs";
import {homedir} from "node:os";
import {join} from "node:path";

/** Beside the program's packages, for accounts whose home cannot be written (or that have none): never a folder that strangers may fill. */
const OWN = join(import.meta.dirname, "..", "..", "node_modules", ".cache", "kaikaku");

/** Where what can be made anew is kept: the unpacked browser, the catalog of fonts. The account's own cache, where it has one. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  const usual = usualFolder(env);
  if (usual === undefined) return OWN;
  return isOpen(usual) || !isOpen(OWN) ? usual : OWN;
}

function usualFolder(env: NodeJS.ProcessEnv): string | undefined {
  try {
    return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "kaikaku");
  } catch {
    return undefined; // an account without a home
  }
}

function isOpen(folder: string): boolean {
  try {
    mkdirSync(folder, {recursive: true});
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
