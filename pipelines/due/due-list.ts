import type {Contract} from "../../schemas/contract.ts";
import type {DueList} from "../../schemas/due.ts";
import {fiscalYearOf} from "../../schemas/fiscal-time.ts";
import {japaneseDay} from "../../schemas/japanese-day.ts";
import type {Jobs} from "../../schemas/jobs.ts";
import {contractOf, dueFiles} from "./due-files.ts";
import {dueReports} from "./due-reports.ts";
import type {Arrivals, HeldFile, ReleaseInputs} from "./evidence.ts";
import type {JournalEntry} from "./journal.ts";
import type {OpeningCalendar} from "./opening-calendar.ts";

export interface DueFacts {
  jobs: Jobs;
  /** In the city's words. */
  contracts: Contract[];
  calendar: OpeningCalendar;
  arrivals: Arrivals;
  release: ReleaseInputs | undefined;
  journal: JournalEntry[];
  /** Work that was due before this day is left alone; without it, the fiscal year in which the service began here. */
  dueFrom: string | undefined;
  now: Date;
}

/** Pure: what is due = what the calendar says − what the ledger, the release and the journal say is done. */
export function dueList(facts: DueFacts): DueList {
  const {jobs, contracts, calendar, arrivals, now} = facts;
  const today = japaneseDay(now);
  const watch = {contracts, calendar, today, dueFrom: facts.dueFrom ?? beginningOf(facts)};
  return {
    as_of: today,
    due_from: watch.dueFrom,
    files: dueFiles(jobs.sources, arrivals, watch),
    reports: dueReports(facts, watch),
    held: arrivals.held.map((file) => heldFile(file, {jobs, contracts})),
  };
}

function beginningOf({journal, now}: DueFacts): string {
  const first = journal.find(({kind}) => kind === "began")?.at;
  return `${fiscalYearOf(japaneseDay(first === undefined ? now : new Date(first)))}-04-01`;
}

function heldFile(
  {periods: _, ...file}: HeldFile,
  {jobs, contracts}: Pick<DueFacts, "jobs" | "contracts">,
): DueList["held"][number] {
  const section = jobs.sources.find(({source}) => source === file.source)?.section ?? "";
  return {...file, title: contractOf(contracts, file.source).title, section};
}
