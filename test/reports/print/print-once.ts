/** A process that prints a scorecard as the command does: its message and code tell how it ended. Arguments: the release's file, the folder. */
import {typedMarts} from "../../../pipelines/engine/kysely.ts";
import {openReadOnly} from "../../../pipelines/engine/open.ts";
import {usualPrinting} from "../../../reports/print/with-browser.ts";
import {printScorecards} from "../../../reports/scorecard/print-scorecard.ts";
import {UserError} from "../../../schemas/errors.ts";

async function printOnce(file: string, folder: string): Promise<void> {
  const release = await openReadOnly(file);
  const options = {whose: "all", folder, printing: usualPrinting(), log: {info: () => {}}} as const;
  try {
    await printScorecards({...options, marts: typedMarts(release), quarter: {fiscalYear: 2024, quarter: 2}});
  } finally {
    release.close();
  }
}

const [file = "", folder = ""] = process.argv.slice(2);
printOnce(file, folder).catch((error: unknown) => {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`エラー  ${error.message}\n`);
  process.exitCode = 1;
});
