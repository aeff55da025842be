import {alertGroups, FEW_ALERTS} from "../../schemas/alert-groups.ts";
import type {AlertState, Notice} from "../../schemas/alerts.ts";
import {japaneseTime} from "../../schemas/japanese-day.ts";
import type {MailSettings} from "../../schemas/settings.ts";
import {addToFile} from "../installation/add-to-file.ts";
import {noticeLine, noticeMail} from "./notice-text.ts";

export interface Telling {
  alertLog: string;
  mail: MailSettings | undefined;
  now: Date;
  /** To the terminal and the service's log. */
  say(line: string, notice: Notice): void;
  send: typeof import("./mail.ts").sendMail;
  /** Keeps the state: called after each channel, so that nothing is told twice after a sudden end. */
  save(state: AlertState): void;
}

/** Tells what is still to be told. What cannot be mailed now is mailed later; it never stops the rest. */
export async function tellAlerts(state: AlertState, telling: Telling): Promise<AlertState> {
  return tellByMail(tellInLog(state, telling), telling);
}

function tellInLog(state: AlertState, {alertLog, now, say, save}: Telling): AlertState {
  const untold = state.notices.filter(({untold}) => untold.includes("log"));
  if (untold.length === 0) return state;
  const lines = untold.map((notice) => `${japaneseTime(now)} ${noticeLine(notice)}\n`);
  addToFile(alertLog, lines.join(""));
  for (const {line, notice} of saidLines(untold)) say(line, notice);
  return saved({...state, notices: toldBy("log", state.notices)}, save);
}

/** Many of one kind at once are one line where people look; the log of the alerts has each. */
function saidLines(notices: Notice[]): {line: string; notice: Notice}[] {
  return [...Map.groupBy(notices, ({kind}) => kind).values()]
    .flatMap(alertGroups)
    .flatMap(({lead, alerts}) => {
      const [first] = alerts;
      if (first === undefined || alerts.length <= FEW_ALERTS)
        return alerts.map((notice) => ({line: noticeLine(notice), notice}));
      const title = `${lead} ${alerts.length.toLocaleString("ja-JP")}件`;
      return [
        {
          line: noticeLine({...first, title, remedy: "一覧は npx kaikaku health で見られます。"}),
          notice: first,
        },
      ];
    });
}

async function tellByMail(state: AlertState, telling: Telling): Promise<AlertState> {
  const {mail, now, send, save} = telling;
  const untold = state.notices.filter(({untold}) => untold.includes("mail"));
  const isResting = state.mail.retryAt !== null && now < new Date(state.mail.retryAt);
  if (untold.length === 0 || !mail?.enabled || isResting) return state;
  const identity = untold.map(({key, kind, at}) => `${key} ${kind} ${at}`).join("\n");
  try {
    await send(mail, {...noticeMail(untold), at: now, identity});
  } catch (error) {
    return saved({...state, mail: afterFailure(state.mail, error, now)}, save);
  }
  return saved({...state, notices: toldBy("mail", state.notices), mail: UNTROUBLED}, save);
}

const UNTROUBLED: AlertState["mail"] = {failures: 0, retryAt: null, why: ""};
const MINUTE_MS = 60_000;
const LONGEST_WAIT_MINUTES = 60;

function afterFailure({failures}: AlertState["mail"], error: unknown, now: Date): AlertState["mail"] {
  const minutes = Math.min(LONGEST_WAIT_MINUTES, 2 ** failures);
  return {
    failures: failures + 1,
    retryAt: new Date(now.getTime() + minutes * MINUTE_MS).toISOString(),
    why: error instanceof Error ? error.message : String(error),
  };
}

/** What has been told everywhere is forgotten. */
function toldBy(channel: Notice["untold"][number], notices: Notice[]): Notice[] {
  return notices
    .map((notice) => ({...notice, untold: notice.untold.filter((name) => name !== channel)}))
    .filter(({untold}) => untold.length > 0);
}

function saved(state: AlertState, save: Telling["save"]): AlertState {
  save(state);
  return state;
}
