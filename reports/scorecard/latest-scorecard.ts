import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {Marts} from "../../pipelines/engine/kysely.ts";
import {type FiscalQuarter, quarterCode} from "../../schemas/fiscal-time.ts";
import type {Printing} from "../print/with-browser.ts";
import {latestQuarter, latestQuarterIfAny} from "../values/read-scores.ts";
import type {PrintScorecardOptions} from "./print-scorecard.ts";

export interface PrintInto {
  folder: string;
  /** The release's latest quarter when left out. */
  quarter?: FiscalQuarter;
  /** The city's alone when left out. */
  whose?: PrintScorecardOptions["whose"];
  /** Called with each file before anything is printed; may throw. */
  mustBeFree?: PrintScorecardOptions["mustBeFree"];
  printing: Printing;
  log: {info(line: string): void};
}

/** Prints a quarter's scorecards into a folder, named by quarter, bureau and release; returns the files. */
export async function printScorecardsInto(marts: Marts, options: PrintInto): Promise<string[]> {
  const {whose = "city", ...others} = options;
  const quarter = options.quarter ?? (await latestQuarter(marts));
  const {printScorecards} = await import("./print-scorecard.ts"); // heavy: only where something is printed
  return printScorecards({...others, marts, quarter, whose});
}

interface LatestScorecard extends Omit<PrintInto, "quarter" | "whose" | "mustBeFree"> {
  /** Called with the file when it has to be printed; may throw. */
  beforePrinting: (file: string) => Promise<void>;
}

/**
 * The latest quarter's scorecard of this release: printed unless it lies there already, and whole. Undefined while the
 * release has no quarter, or no value.
 */
export async function latestScorecard(
  marts: Marts,
  {beforePrinting, ...options}: LatestScorecard,
): Promise<string | undefined> {
  const quarter = await latestQuarterIfAny(marts);
  if (!quarter || !(await hasValues(marts))) return undefined;
  const outFile = await fileFor(marts, quarter, options.folder);
  if (isWholePdf(outFile)) return outFile;
  await beforePrinting(outFile);
  await printScorecardsInto(marts, {...options, quarter});
  return outFile;
}

async function hasValues(marts: Marts): Promise<boolean> {
  const found = await marts
    .selectFrom("marts.fct_kpi_values")
    .select("kpi_id")
    .where("bureau_code", "is", null)
    .limit(1)
    .execute();
  return found.length > 0;
}

const PDF_END = /%%EOF\s*$/;
const TAIL_BYTES = 64;

/** Whether there is a PDF that was not cut short. */
function isWholePdf(file: string): boolean {
  if (!existsSync(file)) return false;
  const tail = readFileSync(file).subarray(-TAIL_BYTES);
  return PDF_END.test(tail.toString("latin1"));
}

async function fileFor(marts: Marts, quarter: FiscalQuarter, folder: string): Promise<string> {
  const {release_id} = await marts
    .selectFrom("marts.release_info")
    .select("release_id")
    .executeTakeFirstOrThrow();
  return join(folder, `scorecard_${quarterCode(quarter)}_${release_id}.pdf`);
}
