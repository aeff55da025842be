import {existsSync} from "node:fs";
import type {DuckDBConnection} from "@duckdb/node-api";
import {type Access, claim} from "./open-files.ts";
import {quoted} from "./quoted.ts";
import {mustHoldTablesOnly} from "./stored-code.ts";

export interface Attachments {
  /**
   * Gives another database file a name in this one's statements, for reading, or for writing with the engine's options; until
   * `detach` or `close`. UserError for one that holds what the program does not make.
   */
  attach(file: string, name: string, options?: string): Promise<void>;
  detach(name: string): Promise<void>;
  /** When the engine is closed: nothing is attached any more. */
  giveBack(): void;
}

/** Attached files are open files like any other. */
export function attachments(connection: DuckDBConnection): Attachments {
  const claims = new Map<string, () => void>();
  const mustBeHarmless = async (file: string, name: string) => {
    try {
      await mustHoldTablesOnly(connection, {file, database: name});
    } catch (error) {
      await connection.run(`detach ${name}`);
      throw error;
    }
  };
  return {
    attach: async (file, name, options) => {
      const access: Access = options === undefined ? "read" : "write";
      const giveBack = claim(file, access);
      const isNew = !existsSync(file);
      try {
        await connection.run(`attach ${quoted(file)} as ${name} (${options ?? "read_only"})`);
        if (!isNew) await mustBeHarmless(file, name);
      } catch (error) {
        giveBack();
        throw error;
      }
      claims.set(name, giveBack);
    },
    detach: async (name) => {
      await connection.run(`detach ${name}`);
      claims.get(name)?.();
    },
    giveBack: () => {
      for (const giveBack of claims.values()) giveBack();
    },
  };
}
