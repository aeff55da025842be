import {UserError} from "../../schemas/errors.ts";
import type {Jobs} from "../../schemas/jobs.ts";
import {stateOfWork, type WorkState} from "../due/attempts.ts";
import {nameOf, readJournal, type WorkKey, writeDown} from "../due/journal.ts";
import {messageOf} from "../installation/faults.ts";
import type {ServiceLog} from "./service-log.ts";

/** Tries work and keeps the book of it. */
export interface WorkBook {
  stateOf(key: WorkKey, now: Date): WorkState;
  wasTried(key: WorkKey): boolean;
  /** Writes down what was done on the way of other work. */
  note(key: WorkKey, now: Date, result: string): void;
  /**
   * One attempt for several pieces of work that are done together. Undefined when it failed, which is written down and
   * does not go further.
   */
  attempt<Result>(keys: WorkKey[], now: Date, work: Attempt<Result>): Promise<Result | undefined>;
}

interface Attempt<Result> {
  /** What is being done, in Japanese. */
  title: string;
  run(): Promise<Result>;
  /** What one of the pieces came to; it is tried again where that is a failure. */
  noteOf(result: Result, key: WorkKey): AttemptNote;
}

export type AttemptNote = {kind: "done"; result: string} | {kind: "failed"; why: string};

export interface WorkBookOptions {
  journal: string;
  retry: Jobs["retry"];
  log: ServiceLog;
}

export function openWorkBook({journal, retry, log}: WorkBookOptions): WorkBook {
  return {
    stateOf: (key, now) => stateOfWork(readJournal(journal), key, {retry, now}),
    wasTried: (key) =>
      readJournal(journal).some((entry) => entry.kind !== "began" && nameOf(entry) === nameOf(key)),
    note: (key, now, result) => writeDown(journal, {kind: "done", ...key, at: now.toISOString(), result}),
    attempt: async (keys, now, {title, run, noteOf}) => {
      const at = now.toISOString();
      for (const key of keys) writeDown(journal, {kind: "started", ...key, at});
      try {
        const result = await run();
        for (const key of keys) writeDown(journal, {...noteOf(result, key), ...key, at});
        return result;
      } catch (error) {
        const why = messageOf(error);
        for (const key of keys) writeDown(journal, {kind: "failed", ...key, at, why});
        if (error instanceof UserError) log.warn(`${title}に失敗しました: ${why}`, {event: "failed", keys});
        else log.error(`${title}に失敗しました: ${why}`, error);
        return undefined;
      }
    },
  };
}
