import {type ChildProcessByStdio, spawn} from "node:child_process";
import {join} from "node:path";
import {createInterface} from "node:readline";
import type {Readable} from "node:stream";
import {onTestFinished} from "vitest";
import type {Home} from "../../pipelines/installation/home.ts";
import {AccountBook} from "../../web/accounts/account-book.ts";
import {PROJECT} from "../run-cli.ts";

interface Served {
  child: ChildProcessByStdio<null, Readable, null>;
  address: string;
  firstLink: string | undefined;
}

/** The command as the office starts it, in a process group of its own: what somebody types at the keyboard reaches all of it. */
export async function served(home: Home): Promise<Served> {
  const child = spawn(
    process.execPath,
    [join(PROJECT, "kaikaku.mjs"), "serve", "--no-schedule", "--port", "0"],
    {
      env: {...process.env, KAIKAKU_HOME: home.root},
      stdio: ["ignore", "pipe", "inherit"],
      detached: true,
    },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  let address = "";
  let firstLink: string | undefined;
  const isWhole = new AccountBook(home).inviteFirst(new Date()) === undefined;
  for await (const line of createInterface({input: child.stdout})) {
    address ||= /http:\/\/[\d.:]+/.exec(line)?.[0] ?? "";
    firstLink = /http\S+\/first\/\S+/.exec(line)?.[0];
    if (isWhole || firstLink) break;
  }
  return {child, address, firstLink};
}
