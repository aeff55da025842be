import {type Home, openHome} from "../../pipelines/home.ts";
import type {RunOptions} from "../../pipelines/run.ts";

/*
 * A run in a process of its own: node run-release.ts PROJECT HOME NOW STEP. The project may be a changed copy of this
 * one; at the first sign of STEP the process is killed, as a machine that is switched off.
 */
const [project = "", home = "", now = "", fatalStep] = process.argv.slice(2);

const {run} = (await import(`${project}/pipelines/run.ts`)) as {
  run: (options: RunOptions) => Promise<{outcome: {kind: string}}>;
};
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
process.stdout.write(outcome.kind);
