import {spawn} from "node:child_process";
import {once} from "node:events";
import {existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {text} from "node:stream/consumers";
import {fileURLToPath} from "node:url";
import {fakeBrowser} from "./fake-browser.ts";

/** Ways in which a browser fails, as shell scripts; seconds are drawn anew for each run. */
export const FAILURES = {
  "does not start": () => "exit 1",
  "ends after a while without an answer": (seconds: string) => `sleep ${seconds}; exit 1`,
  "leaves a helper behind that holds its pipes": () => "sleep 300 & exit 1",
  "is killed while it starts or prints": (seconds: string) =>
    `"$BROWSER" "$@" 3<&3 4>&4 & sleep ${seconds}; kill -9 $!; exit 1`,
  "does not end when it has printed": () => `"$BROWSER" "$@" && sleep 300`,
} as const;

export type Failure = keyof typeof FAILURES;

/** What a process that printed with such a browser left. */
export interface Ending {
  status: number | null;
  signal: NodeJS.Signals | null;
  message: string;
  milliseconds: number;
  /** Processes and files that should not be there any more. */
  left: string[];
}

/** Longer than any of a browser's failures may keep a process. */
const PATIENCE_MS = 60_000;

/** Prints a release's scorecards in a process of its own, with a browser that fails. */
export async function printWith(failure: Failure, release: string, seconds: string): Promise<Ending> {
  const folder = mkdtempSync(join(tmpdir(), "kaikaku-failing-"));
  const script = fileURLToPath(new URL("./print-once.ts", import.meta.url));
  const chrome = await fakeBrowser(folder, FAILURES[failure](seconds));
  const started = performance.now();
  const child = spawn(process.execPath, [script, release, folder], {
    env: {...process.env, KAIKAKU_CHROME: chrome, TMPDIR: folder},
    stdio: ["ignore", "ignore", "pipe"],
    timeout: PATIENCE_MS,
    killSignal: "SIGABRT",
  });
  const [message, [status, signal]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  const milliseconds = Math.round(performance.now() - started);
  const left = leftIn(folder);
  rmSync(folder, {recursive: true, force: true});
  return {status, signal, message, milliseconds, left};
}

/** Half files, the browser's own, and processes (Linux) that name the folder or have something of it open. */
function leftIn(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => /\.part$|^kaikaku-print/.test(name));
  if (!existsSync("/proc/self/fd")) return files;
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isAbout(name, folder));
  return [...files, ...processes.map((id) => `process ${id}`)];
}

function isAbout(id: string, folder: string): boolean {
  try {
    const open = readdirSync(`/proc/${id}/fd`).map((handle) => readlinkSync(`/proc/${id}/fd/${handle}`));
    return [readFileSync(`/proc/${id}/cmdline`, "utf8"), ...open].some((name) => name.includes(folder));
  } catch {
    return false; // ended meanwhile, or another user's
  }
}
