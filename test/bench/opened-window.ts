import {type ChildProcess, spawn} from "node:child_process";
import {once} from "node:events";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {createInterface} from "node:readline";
import type {Home} from "../../pipelines/installation/home.ts";
import {ROLES, type Role} from "../../schemas/window-account.ts";
import {AccountBook} from "../../web/accounts/account-book.ts";
import {PROJECT} from "../run-cli.ts";

export const PASSWORD = "a long harbour sentence";

/** Who signs in: somebody who only reads, and somebody to whom every page is open. */
const ACCOUNTS: Record<"reader" | "everything", Role[]> = {reader: ["viewer"], everything: [...ROLES]};

/** A window as the office starts it, in a process of its own. */
export interface OpenedWindow {
  home: Home;
  address: string;
  pid: number;
}

/** Before a window is open: only its process writes accounts then. */
export async function addAccounts(home: Home): Promise<void> {
  const book = new AccountBook(home);
  const now = new Date();
  for (const [id, roles] of Object.entries(ACCOUNTS)) {
    const account = {
      ...{id, name: "読む人", section: "", roles},
      until: null,
      provider_name: null,
      reads_early: false,
    };
    const secret = book.add(account, {by: "bench", now});
    await book.setPassword(secret, {password: PASSWORD, first: undefined, now});
  }
}

/** Opens a window for one measurement, and ends it whatever happens. */
export async function withWindow<Result>(
  home: Home,
  measure: (window: OpenedWindow) => Promise<Result>,
): Promise<Result> {
  const child = spawn(
    process.execPath,
    [join(PROJECT, "kaikaku.mjs"), "serve", "--no-schedule", "--port", "0"],
    {env: {...process.env, KAIKAKU_HOME: home.root}, stdio: ["ignore", "pipe", "inherit"]},
  );
  const ended = once(child, "exit");
  try {
    return await measure({home, address: await addressOf(child), pid: child.pid ?? 0});
  } finally {
    child.kill();
    await ended;
  }
}

async function addressOf({stdout}: ChildProcess): Promise<string> {
  if (!stdout) throw new Error("the window has no output");
  for await (const line of createInterface({input: stdout})) {
    const [address] = /http:\/\/[\d.:]+/.exec(line) ?? [];
    if (address) return address;
  }
  throw new Error("the window did not open");
}

/** What the browser of somebody who has signed in sends along: each call is a session of its own. */
export async function signedIn(address: string, id: keyof typeof ACCOUNTS): Promise<string> {
  const answer = await fetch(`${address}/sign-in`, {
    method: "POST",
    redirect: "manual",
    headers: {origin: address},
    body: new URLSearchParams({id, password: PASSWORD, next: "/"}),
  });
  if (answer.status !== 303) throw new Error(`signing in: status ${answer.status}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

export async function read(address: string, cookie: string, path = "/"): Promise<void> {
  const answer = await fetch(`${address}${path}`, {headers: {cookie}});
  await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: status ${answer.status}`);
}

/** Resident memory of a process: now (VmRSS), or at its most since it began (VmHWM). */
export function megabytesOf(pid: number, what: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const [, kilobytes = "NaN"] = new RegExp(`^${what}:\\s+(\\d+) kB`, "m").exec(status) ?? [];
  return Number(kilobytes) / 1024;
}
