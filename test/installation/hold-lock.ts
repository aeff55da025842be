import {takeLock} from "../../pipelines/installation/lock.ts";

/*
 * Takes the lock named on the command line, says whether it got it, and lives on while it has it. Nothing refers to the
 * lock any more; with --expose-gc the garbage is collected before anything is said.
 */
const [file = ""] = process.argv.slice(2);
const answer = attempt();
globalThis.gc?.();
process.stdout.write(`${answer}\n`);
if (answer === "mine") setInterval(() => {}, 1000);

function attempt(): string {
  try {
    return takeLock(file) ? "mine" : "taken";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
