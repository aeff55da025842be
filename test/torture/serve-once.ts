import {printersFor} from "../../commands/printers.ts";
import type {RunOptions} from "../../pipelines/build/prepare.ts";
import {run} from "../../pipelines/build/run.ts";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import {takeLock} from "../../pipelines/installation/lock.ts";
import {serviceFiles} from "../../pipelines/installation/service-files.ts";
import {openService} from "../../pipelines/service/service.ts";
import {openServiceLog} from "../../pipelines/service/service-log.ts";
import type {Jobs} from "../../schemas/jobs.ts";

const HALF_MINUTE_MS = 30_000;

/**
 * The service as `schedule` starts it, with a clock handed in: two wakings, so that what lay in the inbox is settled at
 * the second. It loads, builds, publishes and prints what is due.
 */
export async function serveOnce({home, now}: Pick<RunOptions, "home" | "now">): Promise<void> {
  const files = serviceFiles(home);
  const lease = takeLock(files.lease);
  if (!lease) throw new Error("a killed service still holds the lease");
  const jobs = tortureJobs(home.city);
  const log = openServiceLog(files.log, {clock: () => now});
  const printers = printersFor(jobs, home);
  const options = {home, jobs, settings: {due_from: "2025-04-01"}, printers, run, log, pid: process.pid};
  const service = openService(options, now);
  await service.wake(now);
  await service.wake(new Date(now.getTime() + HALF_MINUTE_MS));
  service.end(now);
  log.close();
  lease.release();
}

/** The office's own schedule for what a small city has, with patience for work that is killed again and again. */
function tortureJobs(city: string): Jobs {
  const jobs = readJobs(city);
  return {
    ...jobs,
    sources: jobs.sources.filter(({source}) => source === "overtime"),
    reports: jobs.reports.filter(({report}) => report === "scorecard"),
    retry: {attempts: 1_000_000, first_wait_minutes: 0, factor: 1},
  };
}
