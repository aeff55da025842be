import type {Acknowledgement} from "../../schemas/acknowledgement.ts";
import type {AlertState} from "../../schemas/alerts.ts";
import type {Contract} from "../../schemas/contract.ts";
import type {DueList} from "../../schemas/due.ts";
import type {Jobs} from "../../schemas/jobs.ts";
import type {CheckResult} from "../../schemas/release-manifest.ts";
import type {Settings} from "../../schemas/settings.ts";
import {readAlerts} from "../alerts/alert-file.ts";
import type {Observed} from "../alerts/update-alerts.ts";
import type {run} from "../build/run.ts";
import {contractsOf} from "../catalog/contracts-of.ts";
import type {ReleaseInputs} from "../due/evidence.ts";
import {type OpeningCalendar, openingCalendar} from "../due/opening-calendar.ts";
import type {Home} from "../installation/home.ts";
import {type ServiceFiles, serviceFiles} from "../installation/service-files.ts";
import type {Sightings} from "./inbox-watch.ts";
import {type LedgerFacts, ledgerReader} from "./ledger-facts.ts";
import type {Print, Printing} from "./print-due.ts";
import type {Publishing} from "./publish-due.ts";
import type {ServiceLog} from "./service-log.ts";
import {openWorkBook} from "./work.ts";

export interface ServiceOptions {
  home: Home;
  jobs: Jobs;
  settings: Settings;
  /** One for each report of jobs.yaml. */
  printers: ReadonlyMap<string, Print>;
  run: typeof run;
  log: ServiceLog;
  pid: number;
}

/** A service between two wakings: only what can be found again after a sudden end. */
export interface Running {
  options: ServiceOptions;
  files: ServiceFiles;
  publishing: Publishing;
  printing: Printing;
  readLedger: () => Promise<LedgerFacts>;
  calendar: OpeningCalendar;
  contracts: Contract[];
  startedAt: Date;
  lastWakeAt: Date | null;
  isWorking: boolean;
  isStopping: boolean;
  /** What it is doing, in Japanese. */
  step: string | null;
  sightings: Sightings;
  inboxTrouble: string | undefined;
  ledgerTrouble: string | undefined;
  /** Why the machine's clock cannot be right: until then nothing is loaded or published. */
  clockTrouble: string | undefined;
  /** A waking that broke off; undefined once one went through. */
  wakeTrouble: string | undefined;
  due: DueList | undefined;
  /** What the current release was made from. */
  inputs: ReleaseInputs | undefined;
  /** Name of what is accepted and not published, as of the last look. */
  pending: string | undefined;
  alerts: AlertState;
  /** What the current release says, read once a release. */
  released: {releaseId: string; observed: Observed; checks: CheckResult[]} | undefined;
  /** Notes that the office lets be, as of the last look into the ledger. */
  acknowledgements: Acknowledgement[];
}

export function openRunning(options: ServiceOptions, startedAt: Date): Running {
  const {home, jobs, log, run, printers} = options;
  const files = serviceFiles(home);
  const book = openWorkBook({journal: files.journal, retry: jobs.retry, log});
  const step = (name: string): void => {
    running.step = name;
  };
  const running: Running = {
    options,
    files,
    publishing: {home, run, book, log, step},
    printing: {home, printers, book, log, step, isStopping: () => running.isStopping},
    readLedger: ledgerReader(home),
    calendar: openingCalendar(),
    contracts: contractsOf(home.city),
    startedAt,
    lastWakeAt: null,
    isWorking: false,
    isStopping: false,
    step: null,
    sightings: new Map(),
    inboxTrouble: undefined,
    ledgerTrouble: undefined,
    clockTrouble: undefined,
    wakeTrouble: undefined,
    due: undefined,
    inputs: undefined,
    pending: undefined,
    alerts: readAlerts(files.alerts),
    released: undefined,
    acknowledgements: [],
  };
  return running;
}
