import {type Stats, statSync} from "node:fs";
import {join} from "node:path";
import type {ChangedFileOfCity} from "../../schemas/release-manifest.ts";
import type {ChangedCityFile} from "../../schemas/release-plan.ts";

/** The numbers of the accounts that one person works as: the process's own, and that of who came to it through sudo. */
export function accountNumbers(env: NodeJS.ProcessEnv = process.env): number[] {
  const behind = Number(env.SUDO_UID ?? "");
  return [process.getuid?.(), env.SUDO_UID && Number.isInteger(behind) ? behind : undefined].filter(
    (number) => number !== undefined,
  );
}

/**
 * Whose the files of the city's folder are that say something else than in the current release. The owner is who made the
 * file, or wrote it last with a program that writes it anew; of one that is gone, and on Windows, nobody can say.
 */
export function cityHands(
  city: string,
  {changed, mine}: {changed: ChangedCityFile[]; mine: number[]},
): ChangedFileOfCity[] {
  return changed.map(({file}) => {
    const found = process.getuid ? statSync(join(city, file), {throwIfNoEntry: false}) : undefined;
    return {file, by: found ? whose(found, mine) : "unknown"};
  });
}

function whose({uid}: Stats, mine: number[]): ChangedFileOfCity["by"] {
  return mine.includes(uid) ? "approver" : "another";
}
