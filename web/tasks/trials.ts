import {randomBytes} from "node:crypto";
import {mkdirSync, readdirSync, rmSync} from "node:fs";
import {join} from "node:path";
import type {Home} from "../../pipelines/installation/home.ts";
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

/** Trials live as long as the window, a day at most; files of the one before are nobody's. */
export class Trials {
  readonly #arriving: string;
  readonly #trials = new Map<string, Trial>();

  constructor(home: Home) {
    this.#arriving = windowFiles(home).arriving;
    for (const name of readdirSync(this.#arriving))
      rmSync(join(this.#arriving, name), {recursive: true, force: true});
  }

  /** A folder for what is about to come. */
  folder(): {id: string; folder: string} {
    const id = randomBytes(12).toString("base64url");
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
    rmSync(folder, {recursive: true, force: true});
  }

  /** The files go; what was said of them stays for a while. */
  drop(trial: Trial): void {
    rmSync(trial.folder, {recursive: true, force: true});
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
