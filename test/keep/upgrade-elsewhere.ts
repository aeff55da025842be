import {type Home, openHome} from "../../pipelines/installation/home.ts";
import type * as Upgrade from "../../pipelines/keep/upgrade.ts";

/*
 * An upgrade in a process of its own: node upgrade-elsewhere.ts PROJECT HOME STEP. The project may be a changed copy of
 * this one; at the first sign of STEP the process is killed. Prints what came of it as JSON.
 */
const [project = "", root = "", fatalStep] = process.argv.slice(2);
const {upgrade} = (await import(`${project}/pipelines/keep/upgrade.ts`)) as typeof Upgrade;
const done = await upgrade({
  home: openHome(root) satisfies Home,
  now: new Date("2025-06-10T00:00:00Z"),
  isTrial: false,
  log: {
    info: () => {},
    warn: () => {},
    progress: (step) => {
      if (step === fatalStep) process.kill(process.pid, "SIGKILL");
    },
  },
});
process.stdout.write(JSON.stringify(done));
