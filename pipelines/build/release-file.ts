import {renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {marts} from "../../schemas/marts.ts";
import type {Warehouse} from "../engine/open.ts";
import {flush} from "../installation/durable.ts";
import type {Home} from "../installation/home.ts";
import {commentsOn} from "./comments.ts";
import {BUILT_LAST} from "./transform.ts";

/**
 * A release is many small tables, and a table takes whole blocks: with the engine's usual 256 KB the file is five times as
 * large. What is built here is nothing until it is whole, so that no statement's change need reach the disk before the last.
 */
const AS_A_RELEASE = "block_size 16384, recovery_mode no_wal_writes";

/** The file of a release, written while it is still found out what was revised, and whether it may be published. */
export interface ReleaseFile {
  /** Gives it a name, whole. Nobody may write in the warehouse any more: the engine brings nothing to the disk meanwhile. */
  end(file: string): Promise<void>;
}

/** Begins with the marts of a warehouse, on a connection of its own; all but the last must be there. */
export async function beginRelease(warehouse: Warehouse, home: Home): Promise<ReleaseFile> {
  const building = join(home.candidates, `building-${process.pid}.duckdb`);
  rmSync(building, {force: true});
  await warehouse.attach(building, "release", AS_A_RELEASE);
  await warehouse.run("create schema release.marts");
  const early = Object.keys(marts).filter((mart) => mart !== BUILT_LAST);
  const writing = warehouse.beside((second) => writeMarts(second, home.city, early));
  // Where the rest fails first, nobody waits for it.
  writing.catch(() => {});
  return {
    end: async (file) => {
      await writing;
      await writeMarts(warehouse, home.city, [BUILT_LAST]);
      await warehouse.run("checkpoint release");
      await warehouse.detach("release");
      flush(building);
      renameSync(building, file);
    },
  };
}

function writeMarts(warehouse: Warehouse, city: string, names: string[]): Promise<void> {
  return warehouse.transaction(async () => {
    const tables = names.map((mart) => `create table release.${mart} as select * from ${mart}`);
    await warehouse.run(tables.join(";"));
    await warehouse.run((await commentsOn(warehouse, {city, names})).join(";"));
  });
}
