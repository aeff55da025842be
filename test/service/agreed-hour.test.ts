import {expect, onTestFinished, test} from "vitest";
import {approveFor} from "../../pipelines/build/approve.ts";
import {run} from "../../pipelines/build/run.ts";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import {serviceFiles} from "../../pipelines/installation/service-files.ts";
import {currentRelease} from "../../pipelines/releases/history.ts";
import {openService} from "../../pipelines/service/service.ts";
import {openServiceLog} from "../../pipelines/service/service-log.ts";
import {PLANNED_AT, SILENT, WHO, waitingCityForTests} from "../build/waiting-city.ts";

const waitingCity = waitingCityForTests();

test("the service publishes at the hour that was agreed on, not before, though it looked at the candidate before", async () => {
  const {home, releaseId} = waitingCity();
  const before = currentRelease(home)?.releaseId;
  const log = openServiceLog(serviceFiles(home).log, {clock: () => new Date(PLANNED_AT)});
  onTestFinished(() => log.close());
  const jobs = {...readJobs(home.city), sources: [], reports: []};
  const service = openService(
    {home, jobs, settings: {}, printers: new Map(), run, log, pid: 1},
    new Date(PLANNED_AT),
  );
  await service.wake(new Date(PLANNED_AT));
  await approveFor(
    releaseId,
    {...WHO, publishAt: "2025-06-05 10:00"},
    {home, now: new Date(PLANNED_AT), log: SILENT},
  );
  await service.wake(new Date("2025-06-05T00:59:00Z"));
  expect(currentRelease(home)?.releaseId).toBe(before);
  await service.wake(new Date("2025-06-05T01:00:20Z"));
  expect(currentRelease(home)?.releaseId).toBe(releaseId);
});
