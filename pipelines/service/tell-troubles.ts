import type {AlertState, Condition, Notice} from "../../schemas/alerts.ts";
import {allSaidInBodyWords} from "../../schemas/body-words.ts";
import {writeAlerts} from "../alerts/alert-file.ts";
import {dueConditions} from "../alerts/due-conditions.ts";
import {sendMail} from "../alerts/mail.ts";
import {refusedEvents} from "../alerts/refused-events.ts";
import {
  checkConditions,
  releaseConditions,
  stoppedConditions,
  waitingCondition,
} from "../alerts/release-conditions.ts";
import {tellAlerts} from "../alerts/tell-alerts.ts";
import {type Observed, updateAlerts} from "../alerts/update-alerts.ts";
import type {ReleaseOutcome} from "../build/run.ts";
import {bodyWordsOf} from "../catalog/city-catalog.ts";
import {currentRelease, readManifest} from "../releases/history.ts";
import type {QuietFile} from "./inbox-watch.ts";
import {freeMegabytes, ownConditions} from "./own-conditions.ts";
import {loadingState, publishingState} from "./publish-due.ts";
import type {Running} from "./running.ts";

/** Why a candidate was not published is remembered here, because no release says it. */
export function rememberOutcome(alerts: AlertState, outcome: ReleaseOutcome): AlertState {
  return {...alerts, unpublished: whyUnpublished(outcome)};
}

function whyUnpublished(outcome: ReleaseOutcome): Condition[] {
  if (outcome.kind === "stopped") return stoppedConditions(outcome.findings);
  return outcome.kind === "waiting" ? [waitingCondition(outcome.plan)] : [];
}

/** Looks for troubles everywhere and tells what is new, what goes on and what is over. */
export async function tellTroubles(service: Running, quiet: QuietFile[], now: Date): Promise<void> {
  const {options, files} = service;
  const {settings, jobs, log} = options;
  const observed = await observe(service, quiet, now);
  const save = (state: AlertState): void => writeAlerts(files.alerts, state);
  const channels: Notice["untold"] = settings.mail?.enabled ? ["log", "mail"] : ["log"];
  const updated = updateAlerts(service.alerts, observed, {
    now,
    againAfterDays: jobs.alerts.again_after_days,
    channels,
  });
  if (JSON.stringify(updated) !== JSON.stringify(service.alerts)) save(updated);
  service.alerts = await tellAlerts(updated, {
    alertLog: files.alertLog,
    mail: settings.mail,
    now,
    send: sendMail,
    save,
    say: (line, {key, kind, level}) => log.warn(line, {event: "alert", key, kind, level}),
  });
}

async function observe(service: Running, quiet: QuietFile[], now: Date): Promise<Observed> {
  const released = await releasedConditions(service);
  const conditions = [
    ...ownTroubles(service, quiet, now),
    ...(service.pending === undefined ? [] : service.alerts.unpublished),
    ...(service.due ? dueConditions(service.due) : []),
    ...released.conditions,
  ];
  const {home} = service.options;
  const events = [...refusedEvents(home, now), ...released.events];
  return allSaidInBodyWords({conditions, events}, bodyWordsOf(home.city), ["key"]);
}

function ownTroubles(
  {publishing, options, pending, inboxTrouble, ledgerTrouble, clockTrouble, alerts}: Running,
  quiet: QuietFile[],
  now: Date,
): Condition[] {
  return ownConditions({
    home: options.home,
    files: quiet.map((file) => ({path: file.path, state: loadingState(publishing, file, now)})),
    publishing: pending === undefined ? undefined : publishingState(publishing, pending, now),
    inbox: inboxTrouble,
    ledger: ledgerTrouble,
    clock: clockTrouble,
    mail: alerts.mail,
    freeMegabytes: freeMegabytes(options.home),
    minFreeMegabytes: options.jobs.alerts.min_free_megabytes,
  });
}

const NOTHING: Observed = {conditions: [], events: []};

async function releasedConditions(service: Running): Promise<Observed> {
  const {home, jobs} = service.options;
  const releaseId = currentRelease(home)?.releaseId;
  if (releaseId === undefined) return NOTHING;
  if (service.released?.releaseId !== releaseId) {
    const observed = await releaseConditions(home, releaseId, jobs.alerts.figure_move_share);
    service.released = {releaseId, observed, checks: readManifest(home, releaseId).checks};
  }
  if (!service.released) return NOTHING;
  const {observed, checks} = service.released;
  const notes = checkConditions(checks, {acknowledgements: service.acknowledgements, city: home.city});
  return {...observed, conditions: [...notes, ...observed.conditions]};
}
