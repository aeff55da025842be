import {type LastBackup, lastBackup} from "../../schemas/backup.ts";
import type {Home} from "../installation/home.ts";
import {readDerivedFile} from "../installation/read-json-file.ts";
import {serviceFiles} from "../installation/service-files.ts";
import {writeWhole} from "../installation/write-whole.ts";
import type {Backup} from "./backup.ts";

export function noteBackup(home: Home, {folder, note, changed, missed}: Backup): void {
  const last: LastBackup = {
    made_at: note.madeAt,
    folder,
    file_count: note.files.length,
    is_whole: changed.length + missed.length === 0,
  };
  writeWhole(serviceFiles(home).lastBackup, `${JSON.stringify(last, null, 1)}\n`);
}

/** Null where none was made since the installation was begun or put back. */
export function readLastBackup(home: Home): LastBackup | null {
  return readDerivedFile(serviceFiles(home).lastBackup, lastBackup) ?? null;
}
