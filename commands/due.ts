import type {Argv} from "yargs";
import type {DueList} from "../schemas/due.ts";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printJson, printText} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "due",
    "届くはずのファイルと印刷の予定（終了コード 0:遅れなし 2:遅れか保留あり）",
    {
      all: {type: "boolean", default: false, describe: "受付済・印刷済も出す"},
      remind: {type: "boolean", default: false, describe: "提出元への督促の文面を出す"},
      json: jsonOption,
    },
    due,
  );
}

async function due({all, remind, json}: {all: boolean; remind: boolean; json: boolean}): Promise<void> {
  const {readDue} = await import("../pipelines/due/read-due.ts");
  const list = await readDue(homeHere(), new Date());
  if (json) printJson(list);
  else if (remind) await printReminder(list);
  else {
    const {dueListText} = await import("../reports/terminal/due-list.ts");
    printText(dueListText(list, {withDone: all}));
  }
  const isTroubled = list.held.length > 0 || list.files.some(({days_overdue}) => days_overdue > 0);
  process.exitCode = isTroubled ? 2 : 0;
}

async function printReminder(list: DueList): Promise<void> {
  const {reminderText} = await import("../reports/terminal/reminder.ts");
  printText(reminderText(list) || "督促するものはありません。\n");
}
