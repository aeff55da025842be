import type {Argv} from "yargs";
import type {Clock} from "../pipelines/build/clock.ts";
import {exitCodeOf} from "../pipelines/build/describe-run.ts";
import type {Home} from "../pipelines/installation/home.ts";
import type {Log} from "../pipelines/installation/log.ts";
import {describeFiles} from "../pipelines/intake/clerk/describe-files.ts";
import type {FileOutcome} from "../pipelines/intake/load/outcome.ts";
import {trimmed} from "../schemas/read-value.ts";
import {homeHere} from "./home-here.ts";
import {asOption, clockOption, clockSaid, jsonOption} from "./options.ts";
import {printJson, terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "ingest <files..>",
    "ファイルを取り込む（終了コード 0:全部受付 2:保留あり 1:受付不可あり）",
    (command: Argv) =>
      command
        .positional("files", {
          type: "string",
          array: true,
          demandOption: true,
          describe: "CSVかExcelのファイル",
        })
        .options({
          as: asOption,
          check: {
            type: "boolean",
            default: false,
            describe: "取り込まずに、新しくなる・変わる・なくなる行、人、合計だけを見る（何も残さない）",
          },
          json: {
            ...jsonOption,
            describe: `${jsonOption.describe}（ファイルごとの結果と、読めない値のすべて）`,
          },
          "clock-is-right": clockOption,
        }),
    ({files, as: answers, check: isCheck, json: asJson, clockIsRight}) => {
      const said = {answers: answers.map(trimmed), asJson, ...clockSaid(clockIsRight)};
      return isCheck ? check(files, said) : ingest(files, said);
    },
  );
}

interface Said extends Omit<Clock, "now"> {
  /** What a person answers to what the files ask. */
  answers: string[];
  asJson: boolean;
}

async function ingest(files: string[], said: Said): Promise<void> {
  const home = homeHere();
  const {workingAlone} = await import("../pipelines/installation/working-alone.ts");
  await workingAlone(home, () => ingestAlone(home, files, {now: new Date(), ...said}));
}

async function check(files: string[], {answers, asJson}: Said): Promise<void> {
  const {tryFiles} = await preload();
  const {describeChecks} = await import("../pipelines/intake/clerk/describe-checks.ts");
  const checks = await tryFiles(homeHere(), files, {answers, log: logFor(asJson)});
  if (asJson) printJson(checks);
  else for (const line of describeChecks(checks)) terminal.info(line);
  process.exitCode = exitCodeOf(checks.map(({outcome}) => outcome));
}

/** All that trying files needs, while they are still on their way. */
export function preload(): Promise<typeof import("./try-files.ts")> {
  return import("./try-files.ts");
}

async function ingestAlone(
  home: Home,
  files: string[],
  {answers, asJson, ...clock}: Said & Clock,
): Promise<void> {
  const {mustBeRightClock} = await import("../pipelines/build/clock.ts");
  const {ingestFiles} = await import("../pipelines/intake/load/ingest.ts");
  const {openLedger} = await import("../pipelines/ledger/ledger.ts");
  const {recordFigures} = await import("../pipelines/figures/record-figures.ts");
  const {orTellLoaded} = await import("../pipelines/intake/clerk/or-tell-loaded.ts");
  const loaded: FileOutcome[] = [];
  const log = logFor(asJson);
  const loading = {home, now: clock.now, log, loaded, answers};
  const ledger = await openLedger(home, {log});
  try {
    await mustBeRightClock(ledger, home, clock);
    await recordFigures(ledger, home);
    const outcomes = await orTellLoaded(log, loaded, () => ingestFiles(ledger, files, loading));
    if (asJson) printJson(outcomes);
    else for (const line of describeFiles(outcomes)) terminal.info(line);
    process.exitCode = exitCodeOf(outcomes);
  } finally {
    ledger.close();
  }
}

/** What programs read has standard output to itself. */
function logFor(asJson: boolean): Log {
  return asJson ? {...terminal, info: terminal.warn} : terminal;
}
