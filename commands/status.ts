import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {jsonOption} from "./options.ts";
import {printJson, printText} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "status",
    "ファイルの状況（待ち、保留、受付不可、使われているもの）と、次にすること",
    {json: jsonOption},
    async ({json}) => {
      const {intakeStatus} = await import("../pipelines/intake/clerk/intake-status.ts");
      const {publicationOf} = await import("../pipelines/build/publication.ts");
      const {foreignWorkbooks} = await import("../pipelines/intake/leave/mending-notes.ts");
      const {readRetention} = await import("../pipelines/releases/retention.ts");
      const home = homeHere();
      const [status, publication] = [await intakeStatus(home), await publicationOf(home)];
      const terms = readRetention().originals;
      const workbooks = foreignWorkbooks(home, {terms, now: new Date()});
      if (json) return printJson({publication, ...status, old_workbooks: workbooks});
      const {obstacleLines, obstaclesTitle, obstaclesTo} = await import(
        "../pipelines/build/describe-publication.ts"
      );
      const {intakeStatusText} = await import("../reports/terminal/intake-status.ts");
      const obstacles = {
        title: obstaclesTitle(publication),
        lines: obstaclesTo(publication).flatMap(obstacleLines),
      };
      printText(intakeStatusText(status, {obstacles, workbooks}));
    },
  );
}
