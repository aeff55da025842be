import {type ChildProcess, spawn} from "node:child_process";
import {createInterface} from "node:readline";
import {fileURLToPath} from "node:url";
import {COMPILED, FAILING, LONGEST_MS} from "./act-in.ts";
import type {Strike, Struck} from "./striking-process.ts";

const STRIKING = fileURLToPath(new URL("./striking-process.ts", import.meta.url));

/** How a strike ended; status null where its process died or did not answer. */
type Ending = Struck | {status: null; said: string};

export interface Striker {
  strike(strike: Strike): Promise<Ending>;
  end(): void;
}

/** Strikes in one process, as long as it lives; the next is in a new one. */
export function striker(): Striker {
  let process: Process | undefined;
  return {
    strike: async (strike) => {
      process ??= started();
      const ending = await process.ask(strike);
      if (ending.status === null) process = undefined;
      return ending;
    },
    end: () => process?.child.kill(),
  };
}

interface Process {
  child: ChildProcess;
  ask(strike: Strike): Promise<Ending>;
}

function started(): Process {
  const child = spawn(process.execPath, ["--import", FAILING, STRIKING], {
    env: {...process.env, ...COMPILED},
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said += String(text);
  });
  const answers = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  return {
    child,
    ask: async (strike) => {
      const timer = setTimeout(() => child.kill("SIGKILL"), LONGEST_MS);
      child.stdin.write(`${JSON.stringify(strike)}\n`);
      const {value, done} = await answers.next();
      clearTimeout(timer);
      return done ? {status: null, said} : (JSON.parse(value) as Struck);
    },
  };
}
