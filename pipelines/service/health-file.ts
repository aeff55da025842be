import {existsSync} from "node:fs";
import {type Health, health, type Verdict} from "../../schemas/health.ts";
import {readDerivedFile} from "../installation/read-json-file.ts";
import {writeWhole} from "../installation/write-whole.ts";

export function writeHealth(file: string, state: Health): void {
  writeWhole(file, `${JSON.stringify(state, null, 1)}\n`);
}

/** What the service last said of itself; undefined where it never ran, and where that cannot be read: it says it anew every half minute. */
export function readHealth(file: string): Health | undefined {
  return readDerivedFile(file, health);
}

/** What the service last said of itself, and whether it lives and does its work. */
export function lookAtHealth(file: string, now: Date): {verdict: Verdict; state: Health | undefined} {
  const state = readHealth(file);
  return {state, verdict: state || !existsSync(file) ? verdictOn(state, now) : "unreadable"};
}

/** Four missed beats: then nobody is there, or it hangs. */
const PATIENCE_MS = 2 * 60_000;

/** Pure: whether the service lives and does its work. */
export function verdictOn(state: Health | undefined, now: Date): Verdict {
  if (!state) return "never";
  if (state.state === "stopped") return "stopped";
  if (Math.abs(now.getTime() - Date.parse(state.beat_at)) > PATIENCE_MS) return "silent";
  return state.errors.length > 0 ? "troubled" : "well";
}
