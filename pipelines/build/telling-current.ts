import {UserError} from "../../schemas/errors.ts";
import {faultIn, inWords} from "../installation/faults.ts";
import type {Home} from "../installation/home.ts";
import {currentRelease} from "../releases/history.ts";

/**
 * Runs work that may publish. When the machine fails it, before or after that was decided, the message says which release
 * readers get now.
 */
export async function tellingCurrent<Result>(home: Home, work: () => Promise<Result>): Promise<Result> {
  const before = currentId(home);
  try {
    return await work();
  } catch (error) {
    const said = faultIn(error) && inWords(error);
    if (!(said instanceof UserError)) throw error;
    throw new UserError(`${said.message}\n        ${nowText(before, currentId(home))}`, {cause: error});
  }
}

/** Undefined also where the note cannot be read: then that is the fault. */
function currentId(home: Home): string | undefined {
  try {
    return currentRelease(home)?.releaseId;
  } catch {
    return undefined;
  }
}

function nowText(before: string | undefined, after: string | undefined): string {
  if (after === undefined) return "公開版はまだありません。";
  if (after === before) return `今の公開版は、前と同じ ${after} です。`;
  return `公開は済んでいて、今の公開版は ${after} です。残りの仕事は、次に npx kaikaku run を実行すると終わります。`;
}
