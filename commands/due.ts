import type {Argv} from "yargs";
import type {DueWork} from "../schemas/due.ts";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printJson, printText} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "due",
    "届くはずのファイルと印刷の予定（終了コード 0:遅れなし 2:遅れか保留あり）",
    {
      all: {type: "boolean", default: false, describe: "受付済・印刷済も出す"},
      source: {type: "string", describe: "この種類のファイルだけを出す（例: 時間外勤務実績）"},
      remind: {type: "boolean", default: false, describe: "提出元への督促の文面を出す"},
      json: jsonOption,
    },
    due,
  );
}

interface Options {
  all: boolean;
  source: string | undefined;
  remind: boolean;
  json: boolean;
}

async function due({all, source, remind, json}: Options): Promise<void> {
  const {readDue} = await import("../pipelines/due/read-due.ts");
  const whole = await readDue(homeHere(), new Date());
  const list = source === undefined ? whole : await ofSource(whole, source);
  if (json) printJson(list);
  else if (remind) await printReminder(list);
  else {
    const {dueListText} = await import("../reports/terminal/due-list.ts");
    printText(dueListText(list, {withDone: all}));
  }
  const isTroubled = list.held.length > 0 || list.files.some(({days_overdue}) => days_overdue > 0);
  process.exitCode = isTroubled ? 2 : 0;
}

/** Files of one source; printing waits for several. */
async function ofSource(list: DueWork, typed: string): Promise<DueWork> {
  const {contractNamed} = await import("../pipelines/intake/clerk/contract-named.ts");
  const {shippedContracts} = await import("../schemas/sources.ts");
  const {source: wanted} = contractNamed(shippedContracts, typed);
  const isWanted = ({source}: {source: string}) => source === wanted;
  return {
    ...list,
    files: list.files.filter(isWanted),
    held: list.held.filter(isWanted),
    reports: [],
    actions: [],
  };
}

async function printReminder(list: DueWork): Promise<void> {
  const {reminderText} = await import("../reports/terminal/reminder.ts");
  printText(reminderText(list) || "督促するものはありません。\n");
}
