import type {DueReport} from "../../schemas/due.ts";
import type {Home} from "../installation/home.ts";
import {currentRelease} from "../releases/history.ts";
import type {ServiceLog} from "./service-log.ts";
import type {WorkBook} from "./work.ts";

/** Prints one report of one period from a release and returns the name of the file. */
export type Print = (work: {period: string; releaseId: string}) => Promise<string>;

export interface Printing {
  home: Home;
  printers: ReadonlyMap<string, Print>;
  book: WorkBook;
  log: ServiceLog;
  step(name: string): void;
  isStopping(): boolean;
}

/** Prints every report that is ready, in the order of their days. One that fails does not keep the others. */
export async function printDue(printing: Printing, reports: DueReport[], now: Date): Promise<void> {
  const ready = reports.filter(({state}) => state === "ready");
  for (const report of ready) {
    if (printing.isStopping()) return;
    await printOne(printing, report, now);
  }
}

async function printOne(
  {home, printers, book, log, step}: Printing,
  {report, period, period_name, title, input}: DueReport,
  now: Date,
): Promise<void> {
  const releaseId = currentRelease(home)?.releaseId;
  const print = printers.get(report);
  if (releaseId === undefined || input === null || !print) return;
  const name = `印刷（${title} ${period_name}）`;
  step(name);
  const file = await book.attempt([{job: report, period, input}], now, {
    title: name,
    run: () => print({period, releaseId}),
    noteOf: (printed) => ({kind: "done", result: printed}),
  });
  if (file !== undefined) log.info(`印刷しました: ${file}`, {event: "printed", report, period, releaseId});
}
