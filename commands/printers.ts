import type {Home} from "../pipelines/installation/home.ts";
import type {Print} from "../pipelines/service/print-due.ts";
import {UserError} from "../schemas/errors.ts";
import {parseFiscalYear, parseQuarter} from "../schemas/fiscal-time.ts";
import type {Jobs} from "../schemas/jobs.ts";
import {withPrintedRelease} from "./open-release.ts";
import {recordPrinting} from "./record-reading.ts";
import {terminal} from "./terminal.ts";

type PrintWork = Parameters<Print>[0];

/** How each report that the schedule may name is printed into the output folder, after it is recorded who does. */
function printers(home: Home): Map<string, Print> {
  const recorded =
    (report: string, print: (home: Home, work: PrintWork) => Promise<string>): Print =>
    async (work) => {
      await recordPrinting(home, "schedule", {report, ...work});
      return print(home, work);
    };
  return new Map([
    ["scorecard", recorded("scorecard", printScorecard)],
    ["bureau_scorecards", recorded("bureau_scorecards", printBureauScorecards)],
    ["packet", recorded("packet", printYearsPacket)],
  ]);
}

/** UserError when the schedule names a report that cannot be printed. */
export function printersFor(jobs: Jobs, home: Home): Map<string, Print> {
  const known = printers(home);
  const unknown = jobs.reports.filter(({report}) => !known.has(report)).map(({report}) => report);
  if (unknown.length === 0) return known;
  throw new UserError(
    `city/jobs.yaml の reports に、知らない帳票「${unknown.join("、")}」があります。あるもの: ${[...known.keys()].join("、")}`,
  );
}

const QUIET = {...terminal, info: () => {}};

async function printScorecard(home: Home, work: PrintWork): Promise<string> {
  const [file = ""] = await printCards(home, work, "city");
  return file;
}

/** One for each bureau; the note names the first and says how many. */
async function printBureauScorecards(home: Home, work: PrintWork): Promise<string> {
  const files = await printCards(home, work, "bureaus");
  return `${files[0] ?? home.output}${files.length > 1 ? ` など${files.length}件` : ""}`;
}

async function printCards(
  home: Home,
  {period, releaseId}: PrintWork,
  whose: "city" | "bureaus",
): Promise<string[]> {
  const {printScorecardsInto} = await import("../reports/scorecard/latest-scorecard.ts");
  const {printingAt} = await import("./printing-at.ts");
  const options = {folder: home.output, printing: printingAt(home), log: QUIET};
  const document = `${whose === "city" ? "scorecard" : "bureau_scorecards"}_${period}`;
  return withPrintedRelease(home, {releaseId, document}, (marts) =>
    printScorecardsInto(marts, {...options, quarter: parseQuarter(period), whose}),
  );
}

async function printYearsPacket(home: Home, {period, releaseId}: PrintWork): Promise<string> {
  const {printPacketOf} = await import("./packet.ts");
  return printPacketOf(home, {fiscalYear: parseFiscalYear(period), release: releaseId});
}
