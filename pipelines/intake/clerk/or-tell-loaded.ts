import type {Log} from "../../installation/log.ts";
import type {FileOutcome} from "../load/outcome.ts";
import {describeFiles} from "./describe-files.ts";

/** Runs work after or while files are loaded; when it fails, what became of them until then is told before the fault is. */
export async function orTellLoaded<Result>(
  log: Log,
  loaded: FileOutcome[],
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    for (const line of describeFiles(loaded)) log.info(line);
    throw error;
  }
}
