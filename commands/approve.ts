import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {byOption, clockOption, clockSaid, reasonOption} from "./options.ts";
import {printMissingScorecard} from "./run.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "approve <release>",
    "承認を待つ候補を公開する（plan の表示する名前を指定する）",
    (command: Argv) =>
      command.positional("release", {type: "string", demandOption: true, describe: "候補の名前"}).options({
        by: {...byOption, demandOption: true},
        reason: reasonOption,
        "clock-is-right": clockOption,
      }),
    async ({release: releaseId, by, reason, clockIsRight}) => {
      const {approve} = await import("../pipelines/build/approve.ts");
      const home = homeHere();
      await approve(
        releaseId,
        {by, reason},
        {home, now: new Date(), log: terminal, ...clockSaid(clockIsRight)},
      );
      terminal.info(`公開版  ${releaseId} を公開しました（承認: ${by}）`);
      const {readManifest} = await import("../pipelines/releases/history.ts");
      const {handLines} = await import("../pipelines/build/describe-hands.ts");
      for (const line of handLines(readManifest(home, releaseId).approval))
        terminal.info(`        ${line}ことを、公開版の記録に残しました。`);
      await printMissingScorecard(home);
    },
  );
}
