import {mkdirSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "./home.ts";

/** What the service keeps beside the ledger: small files that are appended to whole lines or replaced whole. */
export interface ServiceFiles {
  /** What was tried and done, a line each. */
  journal: string;
  /** Locked by the one service that runs. */
  lease: string;
  health: string;
  /** Alerts that are open, and what is still to be told. */
  alerts: string;
  /** Everything that was ever told, for people. */
  alertLog: string;
  log: string;
  /** When the last backup was made, and whether all was in it. */
  lastBackup: string;
}

export function serviceFiles(home: Home): ServiceFiles {
  const folder = join(home.root, "service");
  mkdirSync(folder, {recursive: true});
  return {
    journal: join(folder, "journal.jsonl"),
    lease: join(home.locks, "service.lock"),
    health: join(folder, "health.json"),
    alerts: join(folder, "alerts.json"),
    alertLog: join(folder, "alerts.log"),
    log: join(folder, "service.log"),
    lastBackup: join(folder, "last-backup.json"),
  };
}
