import type {DueWork} from "../../schemas/due.ts";
import {contractsOf} from "../catalog/contracts-of.ts";
import type {Home} from "../installation/home.ts";
import {serviceFiles} from "../installation/service-files.ts";
import {readSettings} from "../installation/settings.ts";
import {dueActions} from "./due-actions.ts";
import {dueList} from "./due-list.ts";
import {readArrivals, readReleaseInputs} from "./evidence.ts";
import {readJournal} from "./journal.ts";
import {openingCalendar} from "./opening-calendar.ts";
import {readJobs} from "./read-jobs.ts";

/** What is due now in an installation. UserError while another process writes the ledger. */
export async function readDue(home: Home, now: Date): Promise<DueWork> {
  const list = dueList({
    jobs: readJobs(home.city),
    contracts: contractsOf(home.city),
    calendar: openingCalendar(),
    arrivals: await readArrivals(home),
    release: readReleaseInputs(home),
    journal: readJournal(serviceFiles(home).journal),
    dueFrom: readSettings(home).due_from,
    now,
  });
  return {...list, actions: await dueActions(home, now)};
}
