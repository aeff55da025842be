import {DuckDBInstance} from "@duckdb/node-api";
import {type Access, claim} from "./open-files.ts";

/** Nothing is fetched at run time: a statement that needs an extension which is not built in is an error. */
const OFFLINE = {autoinstall_known_extensions: "false", autoload_known_extensions: "false"};

export interface Instance {
  engine: DuckDBInstance;
  close(): void;
}

/**
 * The one place that starts an engine, on a file or on ":memory:". One caller at a time has a file open for writing, in this
 * process (see open-files.ts) and, by the engine's lock, among all.
 */
export async function openInstance(
  path: string,
  access: Access,
  options: Record<string, string> = {},
): Promise<Instance> {
  const giveBack = claim(path, access);
  try {
    const mode = access === "read" ? {access_mode: "READ_ONLY"} : {};
    const engine = await DuckDBInstance.create(path, {...options, ...mode, ...OFFLINE});
    return {
      engine,
      close: () => {
        engine.closeSync();
        giveBack();
      },
    };
  } catch (error) {
    giveBack();
    throw error;
  }
}
