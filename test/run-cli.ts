import {spawnSync} from "node:child_process";
import {join} from "node:path";

export const PROJECT = join(import.meta.dirname, "..");

export interface CliResult {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a command as a user does: a process of its own, with its own home; `env` on top of this process's environment. */
export function kaikaku(
  home: string,
  args: string[],
  input?: string,
  env: NodeJS.ProcessEnv = {},
): CliResult {
  const {status, stdout, stderr} = spawnSync(process.execPath, [join(PROJECT, "kaikaku.mjs"), ...args], {
    encoding: "utf8",
    env: {...process.env, ...env, KAIKAKU_HOME: home},
    maxBuffer: 256 * 1024 * 1024,
    ...(input !== undefined && {input}),
  });
  return {status, stdout, stderr};
}
