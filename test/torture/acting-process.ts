import type {Log} from "../../pipelines/installation/log.ts";
import {act} from "./act.ts";
import type {Action} from "./steps.ts";

/*
 * One action in a process of its own: node acting-process.ts HOME ACTION NOW [STEP NTH]. At the NTH sign of STEP the
 * process kills itself, as a machine that is switched off. Exit 3: refused with a message.
 */
const [root = "", action = "", now = "", fatalStep = "", nth = "1"] = process.argv.slice(2);

let left = Number(nth);
const log: Log = {
  info: () => {},
  warn: () => {},
  progress: (step) => {
    if (step === fatalStep && --left === 0) process.kill(process.pid, "SIGKILL");
  },
};

process.stdout.write("begun\n");
const refusal = await act({root, action: action as Action, now}, log);
if (refusal !== undefined) {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 3;
}
