import {existsSync} from "node:fs";
import {type AlertState, alertState} from "../../schemas/alerts.ts";
import {readJsonFile} from "../installation/read-json-file.ts";
import {writeWhole} from "../installation/write-whole.ts";

const NOTHING: AlertState = {
  open: [],
  toldEvents: [],
  notices: [],
  unpublished: [],
  mail: {failures: 0, retryAt: null, why: ""},
};

const FORGET = "消してから常駐処理を起動し直してください。続いている知らせを、もう一度知らせます。";

export function readAlerts(file: string): AlertState {
  if (!existsSync(file)) return NOTHING;
  return readJsonFile(file, alertState, FORGET);
}

export function writeAlerts(file: string, state: AlertState): void {
  writeWhole(file, `${JSON.stringify(state, null, 1)}\n`);
}
