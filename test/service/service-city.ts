import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {onTestFinished} from "vitest";
import {run} from "../../pipelines/build/run.ts";
import {readJournal} from "../../pipelines/due/journal.ts";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import type {Home} from "../../pipelines/installation/home.ts";
import {serviceFiles} from "../../pipelines/installation/service-files.ts";
import type {Print} from "../../pipelines/service/print-due.ts";
import {openService, type Service} from "../../pipelines/service/service.ts";
import {openServiceLog} from "../../pipelines/service/service-log.ts";
import type {Jobs} from "../../schemas/jobs.ts";
import type {Settings} from "../../schemas/settings.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

export interface ServedOffice {
  home: Home;
  /** Opens the service anew, as after a reboot; the old one is forgotten as a killed process is. */
  restart(now: string): void;
  /** A look, and half a minute later another when files wait: what lay there before the first is settled at the second. */
  look(now: string): Promise<void>;
  send(name: string, text: string): void;
  /** What was told so far, a line each. */
  told(): string[];
  printed(): string[];
}

export interface OfficeOptions {
  start: string;
  jobs?: Partial<Jobs>;
  settings?: Settings;
  print?: Print;
  engine?: typeof run;
}

const HALF_MINUTE_MS = 30_000;

/** An office whose clock the test turns: real engine, real files, the service as the command opens it. */
export function servedOffice({start, jobs, settings = {}, print, engine = run}: OfficeOptions): ServedOffice {
  const home = sampleHome(join(temporaryFolder(), "home"));
  const files = serviceFiles(home);
  let clock = new Date(start);
  const log = openServiceLog(files.log, {clock: () => clock});
  onTestFinished(() => log.close());
  const printers = new Map([["scorecard", print ?? printNothing]]);
  const open = () =>
    openService(
      {home, jobs: {...readJobs(home.city), ...jobs}, settings, printers, run: engine, log, pid: 1},
      clock,
    );
  let service: Service = open();
  const lookAt = async (moment: Date) => {
    clock = moment;
    await service.wake(moment);
  };
  return {
    home,
    restart: (now) => {
      clock = new Date(now);
      service = open();
    },
    look: async (now) => {
      await lookAt(new Date(now));
      if (waiting(home).length > 0) await lookAt(new Date(Date.parse(now) + HALF_MINUTE_MS));
    },
    send: (name, text) => writeFileSync(join(home.inbox, name), `${text}\n`),
    told: () => linesOf(files.alertLog),
    printed: () =>
      readJournal(files.journal).flatMap((entry) =>
        entry.kind === "done" && entry.job === "scorecard" ? [entry.result] : [],
      ),
  };
}

const printNothing: Print = async ({period, releaseId}) => `scorecard_${period}_${releaseId}.pdf`;

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n").filter(Boolean);
  } catch {
    return [];
  }
}

export function waiting(home: Home): string[] {
  return readdirSync(home.inbox).sort();
}
