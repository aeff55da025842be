import type {DueList} from "../../schemas/due.ts";
import {UserError} from "../../schemas/errors.ts";
import type {Home} from "../home.ts";
import {readJournal} from "../service/journal.ts";
import {serviceFiles} from "../service/service-files.ts";
import {readSettings} from "../settings.ts";
import {dueList} from "./due-list.ts";
import {readArrivals, readReleaseInputs} from "./evidence.ts";
import {openingCalendar} from "./opening-calendar.ts";
import {readJobs} from "./read-jobs.ts";

/** What is due now in an installation. UserError while another process writes the ledger. */
export async function readDue(home: Home, now: Date): Promise<DueList> {
  const arrivals = await readArrivals(home).catch((cause: unknown) => {
    if (!String(cause).includes("lock")) throw cause;
    throw new UserError("台帳を別の処理が使っています。終わるのを待ってから、もう一度実行してください。", {
      cause,
    });
  });
  return dueList({
    jobs: readJobs(),
    calendar: openingCalendar(),
    arrivals,
    release: readReleaseInputs(home),
    journal: readJournal(serviceFiles(home).journal),
    dueFrom: readSettings(home).due_from,
    now,
  });
}
