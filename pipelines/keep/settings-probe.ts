import {newKeys} from "../catalog/new-keys.ts";
import {readReleasePolicy} from "../catalog/release-policy.ts";
import {readJobs} from "../due/read-jobs.ts";
import {sealKeyFile} from "../installation/seal-key.ts";
import {readSettings} from "../installation/settings.ts";
import {readRetention} from "../releases/retention.ts";
import type {Installation, Probe, Trouble} from "./probe.ts";

/** Whether the files by which the office steers the machine can be read. Each says itself what is wrong with it. */
export const SETTINGS_PROBE: Probe = {title: "設定", examine: settings};

function settings({home}: Installation): Trouble[] {
  readSettings(home);
  sealKeyFile(home);
  readJobs(home.city);
  readRetention(home.city);
  readReleasePolicy(home.city);
  const added = newKeys(home);
  if (added.length === 0) return [];
  return [
    {
      state: "ok",
      what: `市のフォルダーに書けることが${added.length}件変わりました。npx kaikaku city で見られます`,
      mend: "",
    },
  ];
}
