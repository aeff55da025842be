import {type ChildProcess, fork} from "node:child_process";
import {join} from "node:path";
import {messageOf} from "../../pipelines/installation/faults.ts";
import {arrivalsInUse} from "../../pipelines/installation/window-files.ts";

const LAUNCHER = join(import.meta.dirname, "../../kaikaku.mjs");

/** Text kept of one command: what more it says is left out. */
const MOST_TEXT = 64_000_000;

export interface Ran {
  code: number;
  /** Standard output as it was written. */
  output: string;
  /** What it told people while it worked and at its end. */
  told: string[];
}

export interface Order {
  /** Folder of the installation. */
  root: string;
  /** The window's account it works for. */
  accountId: string;
  /** An option's value stands in its own word (`--reason=…`): one that begins with a hyphen would be taken for another option. */
  words: string[];
  /** Called with each line for people. */
  tell?: (line: string) => void;
  /** A process that was begun for it before its words were known. */
  begun?: ChildProcess | undefined;
}

/**
 * Runs one command of the program in a process of its own, for an account of the window: with all rules, messages and locks of the
 * command line. Whom it is for is said along a channel that only the window has to it. Where no process can be started, that
 * is what the command told.
 */
export async function runCommand(order: Order): Promise<Ran> {
  try {
    return await ranBy(started(order), order.tell ?? (() => {}));
  } catch (error) {
    return {code: 1, output: "", told: [messageOf(error)]};
  }
}

function started({root, accountId, words, begun}: Order): ChildProcess {
  const child = begun?.connected ? begun : beginCommand(root);
  child.send({accountId, inUse: arrivalsInUse({root}), words});
  return child;
}

/**
 * A process of the program that waits to be told what to do, and loads what the command needs that it is begun for; it ends when
 * nobody can tell it any more.
 */
export function beginCommand(root: string, command?: string): ChildProcess {
  return fork(LAUNCHER, command === undefined ? [] : [command], {
    env: {...process.env, KAIKAKU_HOME: root, KAIKAKU_COMMAND: ""},
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    execArgv: [],
  });
}

function ranBy(child: ChildProcess, tell: (line: string) => void): Promise<Ran> {
  let output = "";
  let rest = "";
  const told: string[] = [];
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    if (output.length < MOST_TEXT) output += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      told.push(line);
      tell(line);
    }
  });
  return new Promise((resolve, reject) => {
    child.once("close", (code, signal) => {
      if (rest !== "") told.push(rest);
      // Said by nobody else: no page may take its silence for an answer.
      if (signal !== null)
        told.push(
          `処理が途中で終わりました（${signal}）。どこまで済んだかを、それぞれの頁で確かめてください。`,
        );
      resolve({code: code ?? 1, output, told});
    });
    // Of a process that could not be started there are several.
    child.on("error", reject);
  });
}

/** All that a command said, for the page that follows. */
export function saidBy(ran: Ran | undefined): string {
  return [ran?.output.trim(), ran?.told.join("\n")].filter((part) => part).join("\n");
}
