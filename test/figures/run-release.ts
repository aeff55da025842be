import type * as Approve from "../../pipelines/build/approve.ts";
import type {RunOptions} from "../../pipelines/build/prepare.ts";
import type * as Run from "../../pipelines/build/run.ts";
import {type Home, openHome} from "../../pipelines/installation/home.ts";

/*
 * A run in a process of its own: node run-release.ts PROJECT HOME NOW STEP. The project may be a changed copy of this
 * one; at the first sign of STEP the process is killed, as a machine that is switched off.
 */
const [project = "", home = "", now = "", fatalStep] = process.argv.slice(2);

const {run} = (await import(`${project}/pipelines/build/run.ts`)) as typeof Run;
const {approve} = (await import(`${project}/pipelines/build/approve.ts`)) as typeof Approve;
const options: RunOptions = {
  home: openHome(home) satisfies Home,
  now: new Date(now),
  log: {
    info: () => {},
    warn: () => {},
    progress: (step) => {
      if (step === fatalStep) process.kill(process.pid, "SIGKILL");
    },
  },
};
const {outcome} = await run(options);
if (outcome.kind === "waiting")
  await approve(outcome.plan.release_id, {by: "試験", reason: "試験のため"}, options);
process.stdout.write(outcome.kind === "waiting" ? "published" : outcome.kind);
