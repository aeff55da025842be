import {spawn} from "node:child_process";
import {mkdtemp, readdir, rm} from "node:fs/promises";
import {join} from "node:path";

/** A folder for one process, and how it goes away. */
export interface ScratchFolder {
  path: string;
  remove(): Promise<void>;
}

const NAME = /^kaikaku-print-(\d+)-/;

/**
 * Makes a folder that is gone after this process, however it ends: a small shell waits at a pipe for the end and removes
 * it (not on Windows). What a machine that lost its power left behind is removed by the next one.
 */
export async function scratchFolder(parent: string): Promise<ScratchFolder> {
  await sweep(parent);
  const path = await mkdtemp(join(parent, `kaikaku-print-${process.pid}-`));
  const dismiss = process.platform === "win32" ? () => {} : removeAfterwards(path);
  return {
    path,
    async remove() {
      await rm(path, {recursive: true, force: true, maxRetries: 3});
      dismiss();
    },
  };
}

async function sweep(parent: string): Promise<void> {
  const left = (await readdir(parent)).filter((name) => {
    const [, owner] = NAME.exec(name) ?? [];
    return owner !== undefined && !isRunning(Number(owner));
  });
  for (const name of left) await rm(join(parent, name), {recursive: true, force: true}).catch(() => {}); // another user's
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The browser may still be writing while it ends, on a busy machine for seconds: so it is tried for twenty of them. */
const REMOVE = `cat >/dev/null
try=0
while rm -rf -- "$1"; [ -e "$1" ] && [ "$try" -lt 100 ]; do try=$((try + 1)); sleep 0.2; done`;

/** A process of its own group, so that what ends this one leaves it alone. */
function removeAfterwards(path: string): () => void {
  const shell = spawn("sh", ["-c", REMOVE, "sh", path], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.on("error", () => {}); // a machine without a shell: the next print sweeps
  shell.unref();
  const {stdin} = shell;
  if ("unref" in stdin && typeof stdin.unref === "function") stdin.unref();
  return () => void stdin.end();
}
