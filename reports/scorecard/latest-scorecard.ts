import {readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import type {Marts} from "../../pipelines/engine/kysely.ts";
import {orNone} from "../../pipelines/engine/or-none.ts";
import type {FiscalQuarter} from "../../schemas/fiscal-time.ts";
import type {Printing} from "../print/with-browser.ts";
import {parseRows} from "../values/parse-rows.ts";
import type {Programme} from "../values/read-programmes.ts";
import {latestQuarter, latestQuarterIfAny, programmesJudgedIn} from "../values/read-scores.ts";
import {scorecardFileName} from "./file-name.ts";
import type {PrintScorecardOptions} from "./print-scorecard.ts";

export interface PrintInto {
  folder: string;
  /** The release's latest quarter when left out. */
  quarter?: FiscalQuarter;
  /** The city's alone when left out. */
  whose?: PrintScorecardOptions["whose"];
  /** All that are judged in the quarter when left out. */
  programme?: PrintScorecardOptions["programme"];
  day?: PrintScorecardOptions["day"];
  isDraft?: PrintScorecardOptions["isDraft"];
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

interface LatestScorecard
  extends Omit<PrintInto, "quarter" | "whose" | "programme" | "day" | "isDraft" | "mustBeFree"> {
  /** Called with the file when it has to be printed; may throw. */
  beforePrinting: (file: string) => Promise<void>;
}

/**
 * The latest quarter's scorecard of this release, of the first programme that has one: printed, with those of the others, unless
 * all lie there already, and whole. Undefined while the release has no quarter, or no value.
 */
export async function latestScorecard(
  marts: Marts,
  {beforePrinting, ...options}: LatestScorecard,
): Promise<string | undefined> {
  const quarter = await latestQuarterIfAny(marts);
  if (!quarter || !(await hasValues(marts))) return undefined;
  const printed = await printable(marts, quarter);
  const [first] = printed;
  if (!first) return undefined;
  const missing = printed.filter(({file}) => !isWholePdf(join(options.folder, file)));
  for (const {programme, file} of missing) {
    await beforePrinting(join(options.folder, file));
    await printScorecardsInto(marts, {...options, quarter, programme});
  }
  return join(options.folder, first.file);
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
  // Whoever may put a pipe there keeps nobody waiting.
  if (!statSync(file, {throwIfNoEntry: false})?.isFile()) return false;
  const tail = readFileSync(file).subarray(-TAIL_BYTES);
  return PDF_END.test(tail.toString("latin1"));
}

/** Programmes that have a page to print, each with its file. */
async function printable(
  marts: Marts,
  quarter: FiscalQuarter,
): Promise<{programme: Programme; file: string}[]> {
  const {release_id: releaseId} = await marts
    .selectFrom("marts.release_info")
    .select("release_id")
    .executeTakeFirstOrThrow();
  const kpis = parseRows("marts.dim_kpis", await marts.selectFrom("marts.dim_kpis").selectAll().execute());
  const awaited = await orNone(() =>
    marts.selectFrom("marts.fct_kpi_awaited_sources").select("kpi_id").execute(),
  );
  const hasPage = ({programme_id}: Programme) =>
    kpis.some(
      (kpi) => kpi.programme_id === programme_id && !awaited.some(({kpi_id}) => kpi_id === kpi.kpi_id),
    );
  const judged = await programmesJudgedIn(marts, quarter);
  return judged.filter(hasPage).map((programme) => ({
    programme,
    file: scorecardFileName(quarter, {programme, bureau: "", releaseId}),
  }));
}
