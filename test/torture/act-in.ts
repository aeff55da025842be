import {spawnSync} from "node:child_process";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import type {Action} from "./steps.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** What every process of a torture reads of the program is compiled once: half the time of a short one is that. */
export const COMPILED = {NODE_COMPILE_CACHE: join(PROJECT, "node_modules/.cache/compiled")};

const ACTING = fileURLToPath(new URL("./acting-process.ts", import.meta.url));

export const NOW = "2025-06-03T00:00:00Z";

/** Loaded before a program, it lets calls to the file system fail. */
export const FAILING = fileURLToPath(new URL("./failing-calls.ts", import.meta.url));

/** A call that never ends is a fault, too. */
export const LONGEST_MS = 120_000;

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
    env: {...process.env, ...COMPILED, KAIKAKU_FAULT_ROOT: root, ...env},
  });
}
