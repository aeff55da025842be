import type {DueList} from "../../schemas/due.ts";
import {clockDoubt} from "../build/clock.ts";
import type {RunReport} from "../build/run.ts";
import {dueList} from "../due/due-list.ts";
import {readReleaseInputs} from "../due/evidence.ts";
import {readJournal, tidyJournal, writeDown} from "../due/journal.ts";
import {messageOf} from "../installation/faults.ts";
import {writeHealth} from "./health-file.ts";
import {healthOf} from "./health-of.ts";
import {lookIntoInbox, type QuietFile, quietFiles, watchInbox} from "./inbox-watch.ts";
import type {LedgerFacts} from "./ledger-facts.ts";
import {printDue} from "./print-due.ts";
import {loadFiles, pendingInput, publishPending} from "./publish-due.ts";
import {openRunning, type Running, type ServiceOptions} from "./running.ts";
import {rememberOutcome, tellTroubles} from "./tell-troubles.ts";

/** The work of a service, moment by moment; who calls it says what time it is. */
export interface Service {
  /** Looks at everything and does what is due. What goes wrong is told as an alert and tried again. */
  wake(now: Date): Promise<void>;
  /** Says that the service lives, also during long work. */
  beat(now: Date): void;
  /** No new step begins; the one in hand is finished. */
  stop(): void;
  /** The last word in the health file. */
  end(now: Date): void;
}

export function openService(options: ServiceOptions, startedAt: Date): Service {
  const service = openRunning(options, startedAt);
  begin(service, startedAt);
  sayHealth(service, startedAt);
  return {
    wake: (now) => wakeSafely(service, now),
    beat: (now) => sayHealth(service, now),
    stop: () => {
      service.isStopping = true;
    },
    end: (now) =>
      writeHealth(service.files.health, {...healthOf(service, now), state: "stopped", step: null}),
  };
}

function begin({files}: Running, now: Date): void {
  const isFirst = !readJournal(files.journal).some(({kind}) => kind === "began");
  if (isFirst) writeDown(files.journal, {kind: "began", at: now.toISOString()});
  else tidyJournal(files.journal);
}

/** A bug or a full disk ends one waking, not the service. */
async function wakeSafely(service: Running, now: Date): Promise<void> {
  service.isWorking = true;
  try {
    await wake(service, now);
    service.wakeTrouble = undefined;
  } catch (error) {
    service.wakeTrouble = messageOf(error);
    service.options.log.error("見回りの途中で誤りが起きました", error);
  } finally {
    service.isWorking = false;
    service.step = null;
  }
  sayHealth(service, now);
}

async function wake(service: Running, now: Date): Promise<void> {
  const quiet = lookAround(service, now);
  service.clockTrouble = clockDoubt(service.options.home, now);
  if (service.clockTrouble === undefined) await loadAndPublish(service, quiet, now);
  await print(service, now);
  await tellTroubles(service, quiet, now);
  service.lastWakeAt = now;
  service.options.log.rotate();
}

/** Files in the inbox that no copy is writing to any more. */
function lookAround(service: Running, now: Date): QuietFile[] {
  const {home, jobs} = service.options;
  try {
    service.sightings = watchInbox(service.sightings, lookIntoInbox(home), now.getTime());
    service.inboxTrouble = undefined;
  } catch (error) {
    service.inboxTrouble = messageOf(error);
    return [];
  }
  return quietFiles(service.sightings, now.getTime(), jobs.settle_seconds);
}

async function loadAndPublish(service: Running, quiet: QuietFile[], now: Date): Promise<void> {
  const {
    publishing,
    options: {home},
  } = service;
  if (service.isStopping || !(await ledgerFacts(service))) return;
  const loaded = await loadFiles(publishing, quiet, now);
  remember(service, loaded);
  const facts = await ledgerFacts(service);
  if (service.isStopping || !facts) return;
  const pending = pendingInput(home, facts);
  const published = pending && (await publishPending(publishing, {input: pending, justRun: loaded}, now));
  if (published) remember(service, published);
  service.pending = published ? pendingInput(home, facts) : pending;
}

function remember(service: Running, report: RunReport | undefined): void {
  if (report) service.alerts = rememberOutcome(service.alerts, report.outcome);
}

/** Undefined while another process has the ledger: then this waking does without, and the next looks again. */
async function ledgerFacts(service: Running): Promise<LedgerFacts | undefined> {
  try {
    const facts = await service.readLedger();
    service.acknowledgements = facts.acknowledgements;
    service.ledgerTrouble = undefined;
    return facts;
  } catch (error) {
    service.ledgerTrouble = messageOf(error);
    return undefined;
  }
}

async function print(service: Running, now: Date): Promise<void> {
  const list = await listDue(service, now);
  if (list) await printDue(service.printing, list.reports, now);
  service.due = list ? await listDue(service, now) : service.due;
}

async function listDue(service: Running, now: Date): Promise<DueList | undefined> {
  const {home, jobs, settings} = service.options;
  const facts = await ledgerFacts(service);
  service.inputs = readReleaseInputs(home, service.inputs);
  return (
    facts &&
    dueList({
      jobs,
      contracts: service.contracts,
      calendar: service.calendar,
      arrivals: facts.arrivals,
      release: service.inputs,
      journal: readJournal(service.files.journal),
      dueFrom: settings.due_from,
      now,
    })
  );
}

function sayHealth(service: Running, now: Date): void {
  writeHealth(service.files.health, healthOf(service, now));
}
