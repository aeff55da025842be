import type {Argv} from "yargs";
import type {Home} from "../pipelines/installation/home.ts";
import {type AwaitedSources, NOTHING_AWAITED} from "../schemas/awaited-sources.ts";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printJson, printText} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "status",
    "ファイルの状況（待ち、保留、受付不可、使われているもの）と、次にすること",
    {
      acknowledged: {type: "boolean", default: false, describe: "承知済みにした注意も表示する"},
      history: {
        type: "string",
        describe: "この種類のファイルの経過だけ（期間ごとに、届いたものがどうなったか。例: 時間外勤務実績）",
      },
      json: jsonOption,
    },
    ({history: kind, ...options}) => (kind === undefined ? status(options) : history(kind, options)),
  );
}

async function history(kind: string, {json}: {json: boolean}): Promise<void> {
  const {contractsOf} = await import("../pipelines/catalog/contracts-of.ts");
  const {contractNamed} = await import("../pipelines/intake/clerk/contract-named.ts");
  const {sourceHistory} = await import("../pipelines/intake/clerk/source-history.ts");
  const {sourceHistoryText} = await import("../reports/terminal/source-history.ts");
  const home = homeHere();
  const found = await sourceHistory(home, contractNamed(contractsOf(home.city), kind));
  if (json) printJson(found);
  else printText(sourceHistoryText(found));
}

async function status({json, acknowledged}: {json: boolean; acknowledged: boolean}): Promise<void> {
  const {intakeStatus} = await import("../pipelines/intake/clerk/intake-status.ts");
  const {publicationOf} = await import("../pipelines/build/publication.ts");
  const {notesNow} = await import("../pipelines/build/notes.ts");
  const {foreignWorkbooks} = await import("../pipelines/intake/leave/mending-notes.ts");
  const {readRetention} = await import("../pipelines/releases/retention.ts");
  const home = homeHere();
  const [files, publication] = [await intakeStatus(home), await publicationOf(home)];
  const [notes, awaited] = [await notesNow(home), await awaitedHere(home)];
  const workbooks = foreignWorkbooks(home, {terms: readRetention(home.city).originals, now: new Date()});
  if (json) return printJson({publication, ...files, notes, awaited, old_workbooks: workbooks});
  const {obstacleLines, obstaclesTitle, obstaclesTo} = await import(
    "../pipelines/build/describe-publication.ts"
  );
  const {intakeStatusText} = await import("../reports/terminal/intake-status.ts");
  const obstacles = {
    title: obstaclesTitle(publication),
    lines: obstaclesTo(publication).flatMap(obstacleLines),
  };
  printText(intakeStatusText(files, {obstacles, workbooks, notes, awaited, withAcknowledged: acknowledged}));
}

/** Of the current release; nothing is awaited before there is one. */
async function awaitedHere(home: Home): Promise<AwaitedSources> {
  const {awaitedSources} = await import("../pipelines/figures/awaited-sources.ts");
  const {currentRelease} = await import("../pipelines/releases/history.ts");
  const releaseId = currentRelease(home)?.releaseId;
  return releaseId === undefined ? NOTHING_AWAITED : awaitedSources(home, releaseId);
}
