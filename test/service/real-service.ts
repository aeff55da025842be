import {type ChildProcessByStdio, spawn} from "node:child_process";
import {once} from "node:events";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Readable} from "node:stream";
import {setTimeout as pause} from "node:timers/promises";
import {stringify} from "yaml";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {serviceFiles} from "../../pipelines/installation/service-files.ts";
import {readHealth} from "../../pipelines/service/health-file.ts";
import type {Health} from "../../schemas/health.ts";

/** The city's service looks every second, for the files and the report of a small city. */
export function hurry({city}: Home): void {
  const jobs = readJobs(city);
  const hurried = {
    ...jobs,
    sources: jobs.sources
      .filter(({source}) => source === "overtime")
      .map((source) => ({...source, follows: ["scorecard"]})),
    reports: jobs.reports.filter(({report}) => report === "scorecard"),
    wake: "* * * * * *",
    settle_seconds: 1,
    retry: {attempts: 20, first_wait_minutes: 0.01, factor: 1},
  };
  writeFileSync(join(city, "jobs.yaml"), stringify(hurried));
}

/** `kaikaku schedule` as the office starts it: the command itself, a process of its own, the machine's clock. */
export interface RealService {
  pid: number;
  /** All that it wrote to the terminal so far. */
  said(): string;
  /** Waits until something holds. Throws when the service ends before, or two minutes pass. */
  until(holds: () => boolean): Promise<void>;
  /** What this process says of itself, once it says so. */
  health(fits: (state: Health) => boolean): Promise<Health>;
  /** Sends the signal and waits for the end; the code is null when the signal killed it. */
  end(signal: NodeJS.Signals): Promise<{code: number | null}>;
}

/** Starts the service and waits for its first heartbeat. */
export async function startService(home: Home): Promise<RealService> {
  // The city's releases are old: a person has said that the machine's clock is right.
  const at = new Date().toISOString();
  writeFileSync(home.clockNote, JSON.stringify({at, despite: at}));
  const child = spawn(process.execPath, [join(import.meta.dirname, "../../kaikaku.mjs"), "schedule"], {
    env: {...process.env, KAIKAKU_HOME: join(home.inbox, "..")},
    stdio: ["ignore", "pipe", "pipe"],
  });
  const service = watched(child, home);
  await service.health(({state}) => state !== "stopped");
  return service;
}

const PATIENCE_MS = 120_000;

function watched(child: ChildProcessByStdio<null, Readable, Readable>, home: Home): RealService {
  const ended = once(child, "exit");
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part) => {
      text += part;
    });
  const pid = child.pid ?? 0;
  const until = async (holds: () => boolean): Promise<void> => {
    for (const begun = performance.now(); performance.now() - begun < PATIENCE_MS; await pause(20)) {
      if (holds()) return;
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the service ended: ${text}`);
    }
    throw new Error(`two minutes passed: ${text}`);
  };
  return {
    pid,
    said: () => text,
    until,
    health: async (fits) => {
      const own = (): Health[] => [readHealth(serviceFiles(home).health) ?? []].flat();
      await until(() => own().some((state) => state.pid === pid && fits(state)));
      return own()[0] as Health;
    },
    end: async (signal) => {
      child.kill(signal);
      const [code] = await ended;
      return {code};
    },
  };
}
