import type {Health} from "../../schemas/health.ts";
import {currentRelease} from "../releases/history.ts";
import type {Running} from "./running.ts";

/** What a service says of itself at a moment. */
export function healthOf(service: Running, now: Date): Health {
  const {options, startedAt, lastWakeAt, isWorking, step, due, alerts, wakeTrouble} = service;
  const errors = alerts.open.filter(({level}) => level === "error");
  return {
    pid: options.pid,
    started_at: startedAt.toISOString(),
    beat_at: now.toISOString(),
    state: isWorking ? "working" : "idle",
    step,
    current_release: currentRelease(options.home)?.releaseId ?? null,
    last_wake_at: lastWakeAt?.toISOString() ?? null,
    late_files: due?.files.filter(({state}) => state === "late").length ?? 0,
    held_files: due?.held.length ?? 0,
    errors: [
      ...(wakeTrouble === undefined ? [] : [`見回りの途中で誤り: ${wakeTrouble}`]),
      ...errors.map(({title}) => title),
    ],
    warnings: alerts.open.length - errors.length,
    unsent_mail: alerts.mail.failures > 0 ? alerts.mail.why : null,
  };
}
