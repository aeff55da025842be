import {z} from "zod";
import {actFor} from "../pipelines/installation/account.ts";
import {waitForTurns} from "../pipelines/installation/working-alone.ts";
import {accountId} from "../schemas/window-account.ts";

const order = z.strictObject({accountId});

/**
 * What the window starts works for one of its accounts, and waits until it is its turn. Which account that is comes along the channel
 * that only who starts a process has to it: nobody can say it on the command line.
 */
export async function actAsTold(): Promise<void> {
  const {promise, resolve} = Promise.withResolvers<unknown>();
  process.once("message", resolve);
  const told = order.parse(await promise);
  process.disconnect();
  actFor(told.accountId);
  waitForTurns();
}
