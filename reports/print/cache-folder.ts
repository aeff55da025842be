import {homedir} from "node:os";
import {join} from "node:path";

/** Where this user keeps what can be made anew: the unpacked browser, the catalog of fonts. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "kaikaku");
}
