import {randomBytes} from "node:crypto";
import {mkdirSync, readdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "../../pipelines/installation/home.ts";
import {takeLock} from "../../pipelines/installation/lock.ts";
import {windowFiles} from "../../pipelines/installation/window-files.ts";
import type {FileCheck} from "../../pipelines/intake/load/check-files.ts";
import {DAY_MS} from "../../schemas/fiscal-time.ts";
import type {Received} from "./receive-files.ts";
import type {Job} from "./work-line.ts";

/** Files that somebody sent and that were tried, or are being tried; nothing of them counts yet. */
export interface Trial {
  id: string;
  accountId: string;
  folder: string;
  files: Received[];
  /** Words with which what the files ask was answered. */
  answers: string[];
  sentAt: Date;
  /** The trial, and once they were handed in the loading. */
  checking: Job | undefined;
  checks: FileCheck[] | undefined;
  submitting: Job | undefined;
  isHandedIn: boolean;
}

const MOST_KEPT = 500;

/** Trials live as long as the window, a day at most; files of the one before are nobody's once no command of its reads them. */
export class Trials {
  readonly #arriving: string;
  readonly #inUse: string;
  readonly #trials = new Map<string, Trial>();
  /** Names of folders that this window has made. */
  readonly #own = new Set<string>();

  constructor(home: Home) {
    const {arriving, inUse} = windowFiles(home);
    this.#arriving = arriving;
    this.#inUse = inUse;
    this.#sweep();
  }

  /** A folder for what is about to come. */
  folder(): {id: string; folder: string} {
    this.#sweep();
    const id = randomBytes(12).toString("base64url");
    this.#own.add(id);
    mkdirSync(this.#arriving, {recursive: true, mode: 0o700});
    return {id, folder: join(this.#arriving, id)};
  }

  add(trial: Omit<Trial, "checking" | "checks" | "submitting" | "isHandedIn" | "answers">): Trial {
    this.#tidy(trial.sentAt);
    const whole: Trial = {
      ...trial,
      answers: [],
      checking: undefined,
      checks: undefined,
      submitting: undefined,
      isHandedIn: false,
    };
    this.#trials.set(trial.id, whole);
    return whole;
  }

  find(id: string): Trial | undefined {
    return this.#trials.get(id);
  }

  of(accountId: string): Trial[] {
    return [...this.#trials.values()].filter((trial) => trial.accountId === accountId).toReversed();
  }

  remove({id}: Trial): void {
    this.#trials.delete(id);
  }

  /** What came of a form that was refused. */
  forget(folder: string): void {
    remove(folder);
  }

  /** The files go; what was said of them stays for a while. */
  drop(trial: Trial): void {
    remove(trial.folder);
  }

  /** A command that another window started may go on without it, and read what was sent there. */
  #sweep(): void {
    const alone = takeLock(this.#inUse, 0);
    if (!alone) return;
    for (const name of readdirSync(this.#arriving))
      if (!this.#own.has(name)) remove(join(this.#arriving, name));
    alone.release();
  }

  #tidy(now: Date): void {
    for (const trial of this.#trials.values()) {
      const isOld = now.getTime() - trial.sentAt.getTime() > DAY_MS || this.#trials.size >= MOST_KEPT;
      if (!isOld || trial.submitting?.state === "running") continue;
      this.drop(trial);
      this.#trials.delete(trial.id);
    }
  }
}

/** What cannot be removed stays for the next who tries: nobody's work waits for it. */
function remove(folder: string): void {
  try {
    rmSync(folder, {recursive: true, force: true});
  } catch {
    // The disk is away for a moment, or somebody changed the folder's rights.
  }
}
