import {z} from "zod";
import {actFor} from "../pipelines/installation/account.ts";
import {takeSharedLock, waitForLock} from "../pipelines/installation/lock.ts";
import {waitForTurns} from "../pipelines/installation/working-alone.ts";
import {accountId} from "../schemas/window-account.ts";
import {speakForWindow} from "./spoken-command.ts";

const order = z.strictObject({accountId, inUse: z.string(), words: z.array(z.string())});

/** Whoever removes what a dead window left holds it for a moment. */
const PATIENCE_MS = 10_000;

/**
 * What the window starts works for one of its accounts, and waits until it is its turn. Which account that is, and the words of the
 * command, come along the channel that only who starts a process has to it: nobody can say it on the command line, and a process can
 * be there before it is known what for. What was sent stays as long as this process may read it, also where the window dies, and it
 * goes on to its end: the person who ends the window at a keyboard means that alone.
 */
export async function actAsTold(): Promise<string[]> {
  const {promise, resolve} = Promise.withResolvers<unknown>();
  process.once("message", resolve);
  const told = order.parse(await promise);
  process.disconnect();
  // As the list of processes shows what was started on the command line.
  process.title = `kaikaku ${told.words[0]}`;
  process.on("SIGINT", () => {});
  actFor(told.accountId);
  speakForWindow();
  waitForTurns();
  await waitForLock(() => takeSharedLock(told.inUse), PATIENCE_MS);
  return told.words;
}
