import {spawnSync} from "node:child_process";
import {fileURLToPath} from "node:url";
import type {Action} from "./steps.ts";

const ACTING = fileURLToPath(new URL("./acting-process.ts", import.meta.url));

export const NOW = "2025-06-03T00:00:00Z";

/** A call that never ends is a fault, too. */
const LONGEST_MS = 120_000;

interface Means {
  /** A module that is loaded before the program. */
  preload?: string;
  env?: Record<string, string>;
}

/** One action in a process of its own, waited for; status null when it did not end by itself. */
export function actIn(root: string, action: Action, {preload, env = {}}: Means = {}) {
  const flags = preload ? ["--import", preload] : [];
  return spawnSync(process.execPath, [...flags, ACTING, root, action, NOW], {
    encoding: "utf8",
    timeout: LONGEST_MS,
    killSignal: "SIGKILL",
    env: {...process.env, KAIKAKU_FAULT_ROOT: root, ...env},
  });
}
