import {dueList} from "../../pipelines/due/due-list.ts";
import type {Arrivals, ReleaseInputs} from "../../pipelines/due/evidence.ts";
import type {JournalEntry} from "../../pipelines/due/journal.ts";
import {openingCalendar} from "../../pipelines/due/opening-calendar.ts";
import {readJobs} from "../../pipelines/due/read-jobs.ts";
import type {DueList, DueReport} from "../../schemas/due.ts";
import type {Jobs} from "../../schemas/jobs.ts";
import {shippedContracts} from "../../schemas/sources.ts";
import {SAMPLE_CITY} from "../sample-city.ts";

const calendar = openingCalendar();

/** The office's schedule, cut down to monthly overtime and quarterly leave with a scorecard. */
const SMALL_JOBS = cutDown(readJobs(SAMPLE_CITY));

export function smallJobs(): Jobs {
  return SMALL_JOBS;
}

function cutDown(all: Jobs): Jobs {
  return {
    ...all,
    sources: all.sources.filter(({source}) => ["overtime", "leave"].includes(source)),
    reports: all.reports.filter(({report}) => report === "scorecard"),
  };
}

/** What was sent: source, first day of the period, day of arrival; `content` tells one file from another. */
export interface Sent {
  source: string;
  period: string;
  on: string;
  content?: string;
}

export interface Scene {
  now: string;
  sent?: Sent[];
  held?: Arrivals["held"];
  journal?: JournalEntry[];
  jobs?: Jobs;
  dueFrom?: string;
}

/** The list of due work where all that arrived is published. */
export function dueIn({
  now,
  sent = [],
  held = [],
  journal = [],
  jobs = smallJobs(),
  dueFrom,
}: Scene): DueList {
  const arrived = sent.filter(({on}) => on <= now.slice(0, 10));
  return dueList({
    jobs,
    contracts: shippedContracts,
    calendar,
    arrivals: {
      arrivals: arrived.map(({source, period, on}) => ({source, period, received_on: on})),
      held,
    },
    release: releaseOf(arrived),
    journal,
    dueFrom: dueFrom ?? "2024-07-01",
    now: new Date(now),
  });
}

function releaseOf(arrived: Sent[]): ReleaseInputs {
  const batches = arrived.map(({source, period, content = "1"}) => ({
    source,
    sha256: `${source}-${period}-${content}`,
    periods: [period],
  }));
  return {releaseId: "test", batches};
}

/** Everything for the first two quarters of fiscal year 2024, on time. */
export const ON_TIME: Sent[] = [
  ...["2024-04-01", "2024-05-01", "2024-06-01", "2024-07-01", "2024-08-01", "2024-09-01"].map((period) => ({
    source: "overtime",
    period,
    on: period < "2024-07-01" ? "2024-07-05" : "2024-10-04",
  })),
  {source: "leave", period: "2024-04-01", on: "2024-07-05"},
  {source: "leave", period: "2024-07-01", on: "2024-10-04"},
];

/** The journal's lines of one printed report. */
export function printed({report, period, input}: DueReport, at: string): JournalEntry[] {
  if (input === null) throw new Error("nothing to print from");
  const work = {job: report, period, input, at: new Date(at).toISOString()};
  return [
    {kind: "started", ...work},
    {kind: "done", ...work, result: `${report}_${period}.pdf`},
  ];
}
