import {createHash} from "node:crypto";
import type {Contract} from "../../schemas/contract.ts";
import type {DueReport} from "../../schemas/due.ts";
import {fiscalYearOf} from "../../schemas/fiscal-time.ts";
import type {Jobs, ReportJob} from "../../schemas/jobs.ts";
import {stateOfWork, type WorkState} from "./attempts.ts";
import {contractOf, piecesOf, upToNext, type Watch, watchedYears} from "./due-files.ts";
import type {ReleaseInputs} from "./evidence.ts";
import type {JournalEntry} from "./journal.ts";
import {type Period, periodsOf} from "./periods.ts";

/** What is known of reports: the current release and what was printed. */
export interface ReportFacts {
  jobs: Jobs;
  contracts: Contract[];
  release: ReleaseInputs | undefined;
  journal: JournalEntry[];
  now: Date;
}

/**
 * Every report to be printed since the watch began, and of each the next one; by day of printing. The latest one is due
 * again when the data behind it changed; earlier ones are printed once.
 */
export function dueReports(facts: ReportFacts, watch: Watch): DueReport[] {
  return facts.jobs.reports
    .flatMap((job) => upToNext(reportsOf(job, facts, watch), watch))
    .toSorted((one, other) => one.print_on.localeCompare(other.print_on));
}

function reportsOf(job: ReportJob, facts: ReportFacts, watch: Watch): DueReport[] {
  const planned = periodsOf(job.every, watchedYears(watch))
    .map((period) => ({job, period, printOn: watch.calendar.dayOf(job.print, period.end)}))
    .filter(({printOn}) => printOn >= watch.dueFrom);
  const latest = planned.findLast(({printOn}) => printOn <= watch.today);
  return planned.map((plan) => dueReport({...plan, isLatest: plan === latest}, facts, watch));
}

interface PlannedReport {
  job: ReportJob;
  period: Period;
  printOn: string;
  isLatest: boolean;
}

function dueReport(plan: PlannedReport, facts: ReportFacts, watch: Watch): DueReport {
  const {job, period, printOn} = plan;
  const input = inputOf(plan, facts);
  const missing = missingSources(plan, facts);
  const waitsUntil = watch.calendar.after(printOn, job.wait_opening_days);
  const hasToWait =
    missing.some((source) => job.cannot_do_without.includes(source)) ||
    (missing.length > 0 && watch.today <= waitsUntil);
  const work = workOn(plan, input, facts);
  const isPrinted = work.kind === "done";
  const state = printOn > watch.today ? "upcoming" : hasToWait && !isPrinted ? "waiting" : STATES[work.kind];
  return {
    report: job.report,
    title: job.title,
    period: period.id,
    period_name: period.name,
    print_on: printOn,
    state,
    missing,
    waits_until: waitsUntil,
    note: work.kind === "done" ? work.result : work.kind === "open" ? null : work.why,
    input,
  };
}

const STATES = {open: "ready", done: "done", resting: "retrying", given_up: "failed"} as const;

/** An earlier report counts as done whatever it was printed from. */
function workOn({job, period, isLatest}: PlannedReport, input: string | null, facts: ReportFacts): WorkState {
  const printed = facts.journal.findLast(
    (entry) => entry.kind === "done" && entry.job === job.report && entry.period === period.id,
  );
  if (printed?.kind === "done" && (!isLatest || input === null))
    return {kind: "done", at: printed.at, result: printed.result};
  if (input === null) return {kind: "open"};
  const key = {job: job.report, period: period.id, input};
  return stateOfWork(facts.journal, key, {retry: facts.jobs.retry, now: facts.now});
}

/**
 * A name for the files in force that stand behind a report: all from April up to its last day, whatever the schedule
 * says of them, so that a changed schedule prints nothing again.
 */
function inputOf({period}: PlannedReport, {release}: ReportFacts): string | null {
  if (!release) return null;
  const from = `${fiscalYearOf(period.start)}-04-01`;
  const used = release.batches.flatMap(({source, sha256, periods}) =>
    periods.filter((day) => day >= from && day <= period.end).map((day) => `${source} ${day} ${sha256}`),
  );
  return createHash("sha256").update(used.sort().join("\n")).digest("hex").slice(0, 16);
}

/** Sources of which the current release lacks a piece of the period. */
function missingSources({job, period}: PlannedReport, {jobs, release, contracts}: ReportFacts): string[] {
  return sourcesOf(job, jobs).filter((source) => {
    const present = new Set(
      release?.batches.filter((batch) => batch.source === source).flatMap(({periods}) => periods),
    );
    return piecesOf(contractOf(contracts, source), period).some((piece) => !present.has(piece));
  });
}

function sourcesOf({report, cannot_do_without}: ReportJob, {sources}: Jobs): string[] {
  return sources
    .filter(({source, follows}) => follows.includes(report) || cannot_do_without.includes(source))
    .map(({source}) => source);
}
