import {existsSync} from "node:fs";
import {join} from "node:path";
import type {Marts} from "../../pipelines/warehouse/kysely.ts";
import {type FiscalQuarter, quarterCode} from "../../schemas/fiscal-time.ts";
import {latestQuarter} from "../read-scores.ts";
import type {PrintScorecardOptions} from "./print-scorecard.ts";

export interface PrintInto {
  folder: string;
  /** The release's latest quarter when left out. */
  quarter?: FiscalQuarter;
  log: {info(line: string): void};
}

/** Prints a quarter's scorecard into a folder, named by quarter and release; returns the file. */
export async function printScorecardInto(marts: Marts, {folder, log, ...wanted}: PrintInto): Promise<string> {
  const quarter = wanted.quarter ?? (await latestQuarter(marts));
  const outFile = await fileFor(marts, quarter, folder);
  await print({marts, quarter, outFile, log});
  return outFile;
}

/** The latest quarter's scorecard of this release: printed unless it lies there already. */
export async function latestScorecard(
  marts: Marts,
  {folder, log}: Omit<PrintInto, "quarter">,
): Promise<string> {
  const quarter = await latestQuarter(marts);
  const outFile = await fileFor(marts, quarter, folder);
  if (!existsSync(outFile)) await print({marts, quarter, outFile, log});
  return outFile;
}

/** The printing road is heavy to load: only where something is printed. */
async function print(options: PrintScorecardOptions): Promise<void> {
  const {printScorecard} = await import("./print-scorecard.ts");
  await printScorecard(options);
}

async function fileFor(marts: Marts, quarter: FiscalQuarter, folder: string): Promise<string> {
  const {release_id} = await marts
    .selectFrom("marts.release_info")
    .select("release_id")
    .executeTakeFirstOrThrow();
  return join(folder, `scorecard_${quarterCode(quarter)}_${release_id}.pdf`);
}
