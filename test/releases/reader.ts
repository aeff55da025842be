import {spawn} from "node:child_process";
import {once} from "node:events";
import {createInterface} from "node:readline";
import {fileURLToPath} from "node:url";

export interface Reader {
  /** What the pinned release says now. */
  ask(): Promise<string>;
  stop(): Promise<void>;
}

/** A process of its own that has the current release of a home open. */
export async function openReader(root: string): Promise<Reader> {
  const script = fileURLToPath(new URL("./reading-process.ts", import.meta.url));
  const child = spawn(process.execPath, [script, root], {stdio: ["pipe", "pipe", "inherit"]});
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  await lines.next();
  return {
    ask: async () => {
      child.stdin.write("?\n");
      return String((await lines.next()).value);
    },
    stop: async () => {
      const ended = once(child, "exit");
      child.stdin.end();
      await ended;
    },
  };
}
