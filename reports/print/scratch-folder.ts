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

/**
 * A line means that the folder was removed in order; the end of the pipe without one, that the process died. Then the browser
 * may still be writing while it ends, and make the folder anew: it has to be gone for three seconds.
 */
const REMOVE = `read -r line && exit
try=0 gone=0
while [ "$gone" -lt 15 ] && [ "$try" -lt 150 ]; do
  rm -rf -- "$1"
  if [ -e "$1" ]; then gone=0; else gone=$((gone + 1)); fi
  try=$((try + 1)); sleep 0.2
done`;

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
  return () => void stdin.end("removed\n");
}
