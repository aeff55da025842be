import {existsSync} from "node:fs";
import {basename} from "node:path";
import {UserError} from "../../../schemas/errors.ts";
import {HEADINGS_HINT} from "../../../schemas/map-hint.ts";
import {noteFault} from "../../installation/fault-log.ts";
import {faultIn} from "../../installation/faults.ts";
import type {Home} from "../../installation/home.ts";
import {CHANGED_MEANWHILE, isOfMachine, whySystem} from "../../installation/plain-file.ts";
import {HeadingsNotKnown} from "../read/headings-error.ts";
import {UnaskedAnswer} from "./must-answer.ts";

/**
 * Why a file was not loaded, for whatever went wrong meanwhile: refused for its content, or for a fault of this program
 * that only this file brings to light, whose stack is kept; unread where the disk under it failed. Undefined for what
 * strikes all files (the ledger is damaged, or the disk is full) and for a word that a person gave in vain.
 */
export function whyUnloaded(
  error: unknown,
  path: string,
  {home, now}: {home: Home; now: Date},
): {kind: "refused" | "unread"; why: string} | undefined {
  if (error instanceof UnaskedAnswer) return undefined;
  if (error instanceof HeadingsNotKnown) return {kind: "refused", why: `${error.message}${HEADINGS_HINT}`};
  if (error instanceof UserError) return judged(error.message);
  if (faultIn(error) === undefined) return {kind: "refused", why: unexpected(error, path, {home, now})};
  if (!isOfReading(error, path)) return undefined;
  return {kind: isOfMachine(error) ? "unread" : "refused", why: whySystem(error)};
}

/** What is still being written is no fault of the file, either. */
function judged(why: string): {kind: "refused" | "unread"; why: string} {
  return {kind: why === CHANGED_MEANWHILE ? "unread" : "refused", why};
}

/** Node names the file, except where it had opened it before; one that is gone by now has no other fault. */
function isOfReading(error: unknown, path: string): boolean {
  const {message} = error as Error;
  if (faultIn(error)?.kind === "missing" && !existsSync(path)) return true;
  return (
    /^E[A-Z]+: .*, (read|fstat)$/.test(message) ||
    [`open '${path}'`, `stat '${path}'`].some((call) => message.includes(call))
  );
}

function unexpected(error: unknown, path: string, {home, now}: {home: Home; now: Date}): string {
  noteFault(home, {about: basename(path), error, now});
  return (
    "読む途中で、プログラムに思わぬ誤りが起きました。ファイルが悪いとは限りません。ほかのファイルには影響ありません。" +
    `このファイルと誤りの記録（${home.faultLog}）を、プログラムの担当者に渡してください。`
  );
}
