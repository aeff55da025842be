import {type ChildProcess, spawn} from "node:child_process";
import {once} from "node:events";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {createInterface} from "node:readline";
import {setTimeout as pause} from "node:timers/promises";
import type {Home} from "../../pipelines/installation/home.ts";
import {AccountBook} from "../../web/accounts/account-book.ts";
import {PROJECT} from "../run-cli.ts";
import {writeOvertime} from "./overtime-file.ts";

const READERS = 50;
const READING_MS = 10_000;
const WARMING_MS = 3000;
const PASSWORD = "a long harbour sentence";

export interface WindowMeasured {
  /** Milliseconds, over loopback, while a file is being loaded. */
  median: number;
  slowest: number;
  answers: number;
  failed: number;
  /** Megabytes of the window's own process before anybody came, its drawing done. */
  idle: number;
  /** Kilobytes of the scoreboard page. */
  page: number;
}

/** The scoreboard page with 50 readers in a closed loop (each asks again at once) beside an ingest of a million rows. */
export async function measureWindow(home: Home, work: string): Promise<WindowMeasured> {
  const window = spawn(
    process.execPath,
    [join(PROJECT, "kaikaku.mjs"), "serve", "--no-schedule", "--port", "0"],
    {
      env: {...process.env, KAIKAKU_HOME: home.root},
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  try {
    const address = await addressOf(window);
    const cookie = await signedIn(home, address);
    const page = await read(address, cookie);
    await pause(8000);
    const idle = residentMegabytes(window.pid ?? 0);
    const file = join(work, "window-overtime.csv");
    writeOvertime(1_000_000, {sent: file});
    // Connections are made and the page is warm before anything is counted.
    await readAll({address, cookie}, WARMING_MS);
    const loading = load(home, file);
    const times = await readAll({address, cookie}, READING_MS);
    loading.kill();
    const sorted = times.filter((time) => time >= 0).sort((one, other) => one - other);
    return {
      median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
      slowest: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
      answers: sorted.length,
      failed: times.length - sorted.length,
      idle,
      page: page.length / 1000,
    };
  } finally {
    window.kill();
    await once(window, "exit");
  }
}

async function addressOf(window: ChildProcess): Promise<string> {
  if (!window.stdout) throw new Error("the window has no output");
  for await (const line of createInterface({input: window.stdout})) {
    const [address] = /http:\/\/[\d.:]+/.exec(line) ?? [];
    if (address) return address;
  }
  throw new Error("the window did not open");
}

async function signedIn(home: Home, address: string): Promise<string> {
  const book = new AccountBook(home);
  const now = new Date();
  const account = {
    id: "reader",
    name: "読む人",
    section: "",
    until: null,
    provider_name: null,
    roles: ["viewer" as const],
  };
  const secret = book.add(account, {by: "bench", now});
  await book.setPassword(secret, {password: PASSWORD, first: undefined, now});
  const answer = await fetch(`${address}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: {origin: address},
    body: new URLSearchParams({id: "reader", password: PASSWORD, next: "/"}),
  });
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

async function read(address: string, cookie: string): Promise<string> {
  const answer = await fetch(`${address}/`, {headers: {cookie}});
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`status ${answer.status}`);
  return text;
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
  return spawn(process.execPath, [join(PROJECT, "kaikaku.mjs"), "ingest", file], {
    env: {...process.env, KAIKAKU_HOME: home.root},
    stdio: "ignore",
  });
}

function residentMegabytes(pid: number): number {
  const [, kilobytes = "NaN"] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) / 1024;
}
