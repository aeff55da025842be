import {setTimeout as pause} from "node:timers/promises";
import type {Argv} from "yargs";
import type {Home} from "../pipelines/installation/home.ts";
import type {Service} from "../pipelines/service/service.ts";
import type {ServiceLog} from "../pipelines/service/service-log.ts";
import type {Jobs} from "../schemas/jobs.ts";
import {homeHere} from "./home-here.ts";
import {printersFor} from "./printers.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "schedule",
    "常駐して、受け箱の取込み・公開・印刷・督促の知らせを予定どおりに行う（Ctrl+C で終わる）",
    {once: {type: "boolean", default: false, describe: "いま済ませる仕事だけを行って終わる"}},
    schedule,
  );
}

const BEAT_MS = 30_000;

async function schedule({once}: {once: boolean}): Promise<void> {
  const home = homeHere();
  const {readJobs} = await import("../pipelines/due/read-jobs.ts");
  const jobs = readJobs(home.city);
  const lease = await onlyHere(home);
  const log = await openLog(home);
  try {
    const service = await startService(home, jobs, log);
    await untilStopped(service, {jobs, once});
    service.end(new Date());
    log.info("常駐処理を終わりました", {event: "stopped"});
  } finally {
    log.close();
    lease.release();
  }
}

/** The lease of this installation. UserError while another process has it. */
async function onlyHere(home: Home): Promise<{release(): void}> {
  const {takeLock} = await import("../pipelines/installation/lock.ts");
  const {serviceFiles} = await import("../pipelines/installation/service-files.ts");
  const {UserError} = await import("../schemas/errors.ts");
  const lease = takeLock(serviceFiles(home).lease);
  if (lease) return lease;
  throw new UserError(
    "常駐処理はすでに動いています。二つ同時には動かせません。様子は npx kaikaku health で見られます。",
  );
}

/** Every line goes to the structured log and, for whoever watches, to the terminal (or systemd's journal). */
async function openLog(home: Home): Promise<ServiceLog> {
  const {openServiceLog} = await import("../pipelines/service/service-log.ts");
  const {serviceFiles} = await import("../pipelines/installation/service-files.ts");
  const log = openServiceLog(serviceFiles(home).log, {clock: () => new Date()});
  return {
    ...log,
    info: (line, fields) => {
      log.info(line, fields);
      terminal.info(line);
    },
    warn: (line, fields) => {
      log.warn(line, fields);
      terminal.warn(line);
    },
    error: (line, error) => {
      log.error(line, error);
      terminal.warn(line);
    },
  };
}

async function startService(home: Home, jobs: Jobs, log: ServiceLog): Promise<Service> {
  const {openService} = await import("../pipelines/service/service.ts");
  const {readSettings} = await import("../pipelines/installation/settings.ts");
  const {run} = await import("../pipelines/build/run.ts");
  const settings = readSettings(home);
  const printers = printersFor(jobs, home);
  log.info(`常駐処理を始めました（pid ${process.pid}）`, {event: "started", pid: process.pid});
  return openService({home, jobs, settings, printers, run, log, pid: process.pid}, new Date());
}

/** Looks at once, then regularly; ends after the step in hand when it is told to, at once when it is told twice. */
async function untilStopped(service: Service, {jobs, once}: {jobs: Jobs; once: boolean}): Promise<void> {
  const stopped = onceTold(service);
  const beating = setInterval(() => service.beat(new Date()), BEAT_MS);
  try {
    await service.wake(new Date());
    if (once) return await lookAgain(service, jobs, stopped);
    const {wakeRegularly} = await import("../pipelines/service/schedule.ts");
    await workUntil(stopped, service, (work) => wakeRegularly(jobs.wake, work));
  } finally {
    clearInterval(beating);
  }
}

/** A second look, after the time in which a file in the inbox must not have changed; at once when told to end. */
async function lookAgain(service: Service, {settle_seconds}: Jobs, stopped: Promise<void>): Promise<void> {
  await Promise.race([stopped, pause(settle_seconds * 1000, undefined, {ref: false})]);
  await service.wake(new Date());
}

async function workUntil(
  stopped: Promise<void>,
  service: Service,
  begin: (work: () => Promise<void>) => () => void,
): Promise<void> {
  let inHand: Promise<void> = Promise.resolve();
  const end = begin(() => {
    inHand = service.wake(new Date());
    return inHand;
  });
  await stopped;
  end();
  await inHand;
}

function onceTold(service: Service): Promise<void> {
  return new Promise((resolve) => {
    let isTold = false;
    const stop = (): void => {
      if (isTold) process.exit(1);
      isTold = true;
      service.stop();
      terminal.info("いまの仕事を終えてから止まります（もう一度 Ctrl+C で、すぐに止まります）。");
      resolve();
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
}
