import {type ChildProcess, spawn} from "node:child_process";
import {once} from "node:events";
import type {Readable, Writable} from "node:stream";
import {setTimeout} from "node:timers/promises";

/** How the driver talks with a browser: one message after the other, each way. */
interface Transport {
  send(message: string): void;
  close(): void;
  onmessage?: (message: string) => void;
  onclose?: () => void;
}

/** A browser's process. Connected by a pipe, not a port: the browser ends by itself when this process does, however it ends. */
export interface BrowserProcess {
  transport: Transport;
  /** Resolves when the process has ended, or could not begin. */
  ended: Promise<void>;
  /** What it said last before it ended. */
  lastWords(): string;
  /** Returns when it has ended with all its helpers and nothing of it is open: by itself, or by force after some seconds. */
  end(): Promise<void>;
}

const GRACE_MS = 5000;
const KEPT_WORDS = 8000;

export function browserProcess(program: string, args: string[], env: NodeJS.ProcessEnv): BrowserProcess {
  const child = spawn(program, [...args, "--remote-debugging-pipe"], {
    env,
    detached: process.platform !== "win32", // a group of its own, to be ended as one
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
  });
  let words = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    words = `${words}${text}`.slice(-KEPT_WORDS);
  });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", (error) => {
      words = error.message;
      resolve();
    });
  });
  for (const stream of child.stdio) stream?.on("error", () => {}); // it may end at any time
  return {
    transport: transportOver(child.stdio[3] as Writable, child.stdio[4] as Readable),
    ended,
    lastWords: () => words,
    end: () => end(child, ended),
  };
}

/** Messages end with a zero byte. */
function transportOver(write: Writable, read: Readable): Transport {
  const transport: Transport = {send: (message) => void write.write(`${message}\0`), close: () => {}};
  let pieces: Buffer[] = [];
  read.on("data", (piece: Buffer) => {
    let start = 0;
    for (let end = piece.indexOf(0); end >= 0; end = piece.indexOf(0, start)) {
      const message = Buffer.concat([...pieces, piece.subarray(start, end)]).toString();
      pieces = [];
      start = end + 1;
      setImmediate(() => transport.onmessage?.(message));
    }
    if (start < piece.length) pieces.push(piece.subarray(start));
  });
  read.on("close", () => transport.onclose?.());
  return transport;
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  await Promise.race([ended, setTimeout(GRACE_MS, undefined, {ref: false})]);
  await kill(child);
  await ended;
  for (const stream of child.stdio) stream?.destroy();
}

/** The whole group: helpers may outlive the program, and hold its pipes. */
async function kill({pid}: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    await once(spawn("taskkill", ["/pid", String(pid), "/T", "/F"], {stdio: "ignore"}), "exit");
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {} // all have ended
}
