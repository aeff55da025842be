import type {Argv} from "yargs";
import type {Home} from "../pipelines/installation/home.ts";
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
        at: {
          type: "string",
          describe:
            "公開する時刻（日本時間。例: 2025-06-02 10:00）。それまで候補のまま待ち、常駐処理か、そのあとの run が公開する",
        },
        "clock-is-right": clockOption,
      }),
    async ({release: releaseId, by, reason, at, clockIsRight}) => {
      const {approve, approveFor} = await import("../pipelines/build/approve.ts");
      const home = homeHere();
      const options = {home, now: new Date(), log: terminal, ...clockSaid(clockIsRight)};
      if (at !== undefined)
        return tellAgreed(releaseId, by, await approveFor(releaseId, {by, reason, publishAt: at}, options));
      await approve(releaseId, {by, reason}, options);
      await tellPublished(home, releaseId, by);
    },
  );
}

async function tellPublished(home: Home, releaseId: string, by: string): Promise<void> {
  terminal.info(`公開版  ${releaseId} を公開しました（承認: ${by}）`);
  const {readManifest} = await import("../pipelines/releases/history.ts");
  const {handLines} = await import("../pipelines/build/describe-hands.ts");
  for (const line of handLines(readManifest(home, releaseId).approval))
    terminal.info(`        ${line}ことを、公開版の記録に残しました。`);
  await printMissingScorecard(home);
}

async function tellAgreed(releaseId: string, by: string, hour: string): Promise<void> {
  const {minuteOf} = await import("../pipelines/build/said-of.ts");
  terminal.info(
    `承認済み  候補 ${releaseId} は、${minuteOf(hour)} に公開します（承認: ${by}）。それまでに、もとになるものが変わると、承認し直しになります。`,
  );
  terminal.info(
    "          その時刻のあとの最初の npx kaikaku run か、動いている常駐処理（serve、schedule）が公開します。",
  );
}
