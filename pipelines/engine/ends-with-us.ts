import {type ChildProcess, spawn} from "node:child_process";

/**
 * A line means that all is over in order; the end of the pipe without one, that this process died. What still writes while it ends
 * may make the folder anew: it has to be gone for a second.
 */
const END = `read -r line && exit
kill -s KILL -- "-$1"
try=0 gone=0
while [ "$gone" -lt 5 ] && [ "$try" -lt 50 ]; do
  rm -rf -- "$2"
  if [ -e "$2" ]; then gone=0; else gone=$((gone + 1)); fi
  try=$((try + 1)); sleep 0.2
done`;

/**
 * Sees to it that a process group and its folder do not outlive this process, however it ends (SIGKILL and Ctrl-C, too): a small shell
 * waits at a pipe for the end. Returns how it is let go when the group has ended in order.
 */
export function endsWithUs(group: number, folder: string): () => void {
  const shell = spawn("sh", ["-c", END, "sh", String(group), folder], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.on("error", () => {}); // a machine without a shell: the next run sweeps the folder
  shell.unref();
  const {stdin} = shell;
  stdin.on("error", () => {});
  if ("unref" in stdin && typeof stdin.unref === "function") stdin.unref();
  return () => void stdin.end("over\n");
}

/** Ends a group of processes at once. */
export function killGroup({pid}: Pick<ChildProcess, "pid">): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {} // all have ended
}
