import {existsSync, readFileSync} from "node:fs";
import {type AlertState, alertState} from "../../schemas/alerts.ts";
import {writeWhole} from "../write-whole.ts";

const NOTHING: AlertState = {
  open: [],
  toldEvents: [],
  notices: [],
  unpublished: [],
  mail: {failures: 0, retryAt: null, why: ""},
};

export function readAlerts(file: string): AlertState {
  if (!existsSync(file)) return NOTHING;
  return alertState.parse(JSON.parse(readFileSync(file, "utf8")));
}

export function writeAlerts(file: string, state: AlertState): void {
  writeWhole(file, `${JSON.stringify(state, null, 1)}\n`);
}
