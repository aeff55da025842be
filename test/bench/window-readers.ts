import {type ChildProcess, spawn} from "node:child_process";
import {once} from "node:events";
import {join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import type {Home} from "../../pipelines/installation/home.ts";
import {megabytesOf, type OpenedWindow, read, signedIn} from "./opened-window.ts";
import {writeOvertime} from "./overtime-file.ts";
import {CLI} from "./run-cli.ts";
import {limited, within} from "./tell.ts";

const READERS = 50;
const READING_MS = 10_000;
const WARMING_MS = 3000;
const DRAWING_MS = 8000;

/**
 * The window's own process before anybody came, its drawing done; then the scoreboard page with 50 readers in a closed loop
 * (each asks again at once) beside an ingest of a million rows.
 */
export async function readers({home, address, pid}: OpenedWindow, work: string): Promise<string[]> {
  const cookie = await signedIn(address, "reader");
  await read(address, cookie);
  await pause(DRAWING_MS);
  const idle = megabytesOf(pid, "VmRSS");
  const file = join(work, "window-overtime.csv");
  writeOvertime(1_000_000, {sent: file});
  // Connections are made and the page is warm before anything is counted.
  await readAll({address, cookie}, WARMING_MS);
  const loading = load(home, file);
  const times = await readAll({address, cookie}, READING_MS);
  await ended(loading);
  const answered = times.filter((time) => time >= 0).sort((one, other) => one - other);
  const at = (share: number) => answered[Math.floor(answered.length * share)] ?? Number.NaN;
  const counted = `median of ${answered.length} (${times.length - answered.length} failed)`;
  return [
    limited(`the scoreboard page for ${READERS} readers beside an ingest, ${counted}`, at(0.5), 50),
    limited("the same, 99th percentile", at(0.99), 150),
    `the idle window: ${within(idle, "MB", 250)}`,
  ];
}

/** Milliseconds of each answer; -1 of one that failed. */
async function readAll(
  {address, cookie}: {address: string; cookie: string},
  milliseconds: number,
): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + milliseconds;
  const reader = async () => {
    while (performance.now() < end) {
      const began = performance.now();
      const isAnswered = await read(address, cookie).then(
        () => true,
        () => false,
      );
      times.push(isAnswered ? performance.now() - began : -1);
    }
  };
  await Promise.all(Array.from({length: READERS}, reader));
  return times;
}

function load(home: Home, file: string): ChildProcess {
  return spawn(process.execPath, [CLI, "ingest", file], {
    env: {...process.env, KAIKAKU_HOME: home.root},
    stdio: "ignore",
  });
}

/** Nobody waits for the rest of what is still being loaded. */
async function ended(loading: ChildProcess): Promise<void> {
  if (loading.exitCode !== null) return;
  loading.kill();
  await once(loading, "exit");
}
