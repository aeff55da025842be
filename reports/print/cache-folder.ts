import {accessSync, constants, existsSync, mkdirSync} from "node:fs";
import {homedir} from "node:os";
import {dirname, isAbsolute, join} from "node:path";

/** Beside the program's packages, for accounts whose home cannot be written (or that have none): never a folder that strangers may fill. */
const OWN = join(import.meta.dirname, "..", "..", "node_modules", ".cache", "kaikaku");

/**
 * Where what can be made anew is kept: the unpacked browser, the catalog of fonts. The account's own cache, where it has one;
 * for an account that can write neither that nor beside the program, `spare`: a folder of its own for as long as it prints.
 */
export function cacheFolder(env: NodeJS.ProcessEnv, spare?: string): string {
  const usual = usualFolder(env);
  const places = [...(usual === undefined ? [] : [usual]), OWN];
  return places.find(isOpen) ?? spare ?? usual ?? OWN;
}

function usualFolder(env: NodeJS.ProcessEnv): string | undefined {
  try {
    const {XDG_CACHE_HOME: said = ""} = env;
    const cache = isAbsolute(said) ? said : join(homedir(), ".cache");
    // Without a root it would be in whatever folder the person stands, where others may have put a browser of theirs.
    return isAbsolute(cache) ? join(cache, "kaikaku") : undefined;
  } catch {
    return undefined; // an account without a home
  }
}

/** A home that is not there is not made: the account has none. (Node never returns from making folders where a system denies them, as in /proc.) */
function isOpen(folder: string): boolean {
  try {
    for (const each of [dirname(folder), folder]) if (!existsSync(each)) makeFolder(each);
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error; // else another process was faster
  }
}
