import {createContext, Script} from "node:vm";
import {UserError} from "../../../schemas/errors.ts";
import {closeAllBut, openNow} from "./open-files.ts";

/** A hundred times what files take of this size: a file of 150 MB may take 27 minutes. */
const USUAL_MS = 120_000;
const MS_A_MEGABYTE = 10_000;

const context = createContext({work: undefined});
const script = new Script("work()");

/**
 * Does what is computed of a file's content; UserError where that takes so much longer than files of its size do that the
 * file must be made to take long. The engine of the language ends the work wherever it stands, also within a library or a
 * regular expression. Of what it leaves only open files are cleared up: it must leave nothing half written.
 */
export function withinTime<Result>(
  byteCount: number,
  work: () => Result,
  longestMs = USUAL_MS + (byteCount / 1e6) * MS_A_MEGABYTE,
): Result {
  const outer = context.work;
  context.work = work;
  const before = openNow();
  try {
    return script.runInContext(context, {timeout: Math.ceil(longestMs)}) as Result;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw cause;
    closeAllBut(before);
    throw new UserError(
      `ファイルを読むのに${Math.max(1, Math.round(longestMs / 60_000))}分より長くかかるので、読むのをやめました。中身の作りが、ふつうのファイルと違います。必要な表だけを新しいファイルに移して、送り直してもらってください。`,
      {cause},
    );
  } finally {
    context.work = outer;
  }
}
