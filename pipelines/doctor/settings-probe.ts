import {readJobs} from "../due/read-jobs.ts";
import {readReleasePolicy} from "../release-policy.ts";
import {readRetention} from "../retention.ts";
import {readSettings} from "../settings.ts";
import type {Patient, Probe, Trouble} from "./probe.ts";

/** Whether the files by which the office steers the machine can be read. Each says itself what is wrong with it. */
export const SETTINGS_PROBE: Probe = {title: "設定", examine: settings};

function settings({home}: Patient): Trouble[] {
  readSettings(home);
  readJobs();
  readRetention();
  readReleasePolicy();
  return [];
}
