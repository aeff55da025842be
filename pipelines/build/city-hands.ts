import {type Stats, statSync} from "node:fs";
import {join} from "node:path";
import type {ChangedFileOfCity} from "../../schemas/release-manifest.ts";
import type {ChangedCityFile} from "../../schemas/release-plan.ts";
import type {changedFilesSince} from "../access/city-changes.ts";
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

interface Hands {
  changed: ChangedCityFile[];
  mine: number[] | undefined;
  /** What the program wrote for the approver, and for others alone, since the current release was made. */
  written: ReturnType<typeof changedFilesSince>;
}

/**
 * Whose the files of the city's folder are that say something else than in the current release: whom the program wrote it for, and
 * else its owner. The owner is who made the file, or wrote it last with a program that writes it anew; of one that is gone, on
 * Windows, and for whom has no number, only the former can be said. Who is the one or the other is the approver.
 */
export function cityHands(city: string, {changed, mine, written}: Hands): ChangedFileOfCity[] {
  return changed.map(({file}) => {
    const found = process.getuid ? statSync(join(city, file), {throwIfNoEntry: false}) : undefined;
    const owner = found && mine ? whose(found, mine) : "unknown";
    if (written.own.has(file)) return {file, by: "approver"};
    return {file, by: owner === "unknown" && written.others.has(file) ? "another" : owner};
  });
}

function whose({uid}: Stats, mine: number[]): ChangedFileOfCity["by"] {
  return mine.includes(uid) ? "approver" : "another";
}
