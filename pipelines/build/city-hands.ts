import {type Stats, statSync} from "node:fs";
import {join} from "node:path";
import type {ChangedFileOfCity} from "../../schemas/release-manifest.ts";
import type {ChangedCityFile} from "../../schemas/release-plan.ts";
import {isActingForWindow} from "../installation/account.ts";

/**
 * The numbers of the accounts that one person works as: the process's own, and that of who came to it through sudo. Undefined
 * for somebody in the window, of whom the operating system knows nothing.
 */
export function accountNumbers(env: NodeJS.ProcessEnv = process.env): number[] | undefined {
  if (isActingForWindow()) return undefined;
  const behind = Number(env.SUDO_UID ?? "");
  return [process.getuid?.(), env.SUDO_UID && Number.isInteger(behind) ? behind : undefined].filter(
    (number) => number !== undefined,
  );
}

/**
 * Whose the files of the city's folder are that say something else than in the current release. The owner is who made the
 * file, or wrote it last with a program that writes it anew; of one that is gone, on Windows, and for whom has no number, nobody can say.
 */
export function cityHands(
  city: string,
  {changed, mine}: {changed: ChangedCityFile[]; mine: number[] | undefined},
): ChangedFileOfCity[] {
  return changed.map(({file}) => {
    const found = process.getuid ? statSync(join(city, file), {throwIfNoEntry: false}) : undefined;
    return {file, by: found && mine ? whose(found, mine) : "unknown"};
  });
}

function whose({uid}: Stats, mine: number[]): ChangedFileOfCity["by"] {
  return mine.includes(uid) ? "approver" : "another";
}
