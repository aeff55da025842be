import {type ChildProcess, spawn} from "node:child_process";
import {createInterface} from "node:readline";
import {fileURLToPath} from "node:url";
import {onTestFinished} from "vitest";

export interface Relay {
  port: number;
  /** The next letter that the relay takes. */
  letter(): Promise<{from: string; to: string[]; source: string}>;
  process: ChildProcess;
}

/** A real SMTP server in a process of its own. */
export async function relay(password?: string): Promise<Relay> {
  const script = fileURLToPath(new URL("./smtp-relay.ts", import.meta.url));
  const server = spawn(process.execPath, [script, ...(password === undefined ? [] : [password])], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void server.kill("SIGKILL"));
  const lines = createInterface({input: server.stdout})[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  return {port: Number(await next()), letter: async () => JSON.parse(await next()), process: server};
}
