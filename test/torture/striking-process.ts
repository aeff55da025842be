import {createInterface} from "node:readline";
import {act, type Deed} from "./act.ts";
import {strikeAt} from "./failing-calls.ts";

/** One action of which a call fails; the answer is a line, too. */
export interface Strike extends Deed {
  /** Number of the call. */
  at: number;
}

/** As a process of its own would have ended: 0 to its end, 3 refused with a message, 1 a bug. */
export interface Struck {
  status: 0 | 1 | 3;
  said: string;
}

/*
 * Actions one after the other, as standard input names them, a line each: to start the program and compile it takes longer
 * than what it does. Loaded with failing-calls.ts before it.
 */
for await (const line of createInterface({input: process.stdin}))
  process.stdout.write(`${JSON.stringify(await struck(JSON.parse(line)))}\n`);

async function struck({at, ...deed}: Strike): Promise<Struck> {
  strikeAt(deed.root, at);
  try {
    const refusal = await act(deed, {info: () => {}, warn: () => {}, progress: () => {}});
    return {status: refusal === undefined ? 0 : 3, said: refusal ?? ""};
  } catch (error) {
    return {status: 1, said: error instanceof Error ? (error.stack ?? error.message) : String(error)};
  } finally {
    strikeAt("/nowhere", 0);
  }
}
