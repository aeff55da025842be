import type {Argv} from "yargs";
import type {Marts} from "../pipelines/engine/kysely.ts";
import type {Home} from "../pipelines/installation/home.ts";
import {asOfDay, asOfOption} from "./as-of.ts";
import {homeHere} from "./home-here.ts";
import {withRelease} from "./open-release.ts";
import {jsonOption, periodOption, programmeOption, releaseOption} from "./options.ts";
import {printAnswer, terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "scoreboard",
    "全指標の状況を画面に表示する",
    {
      period: periodOption,
      programme: programmeOption,
      json: jsonOption,
      release: releaseOption,
      "as-of": asOfOption,
    },
    async ({period, programme, json, ...wanted}) => {
      const {quarterWanted} = await import("../reports/values/read-scores.ts");
      const {programmeMeant} = await import("./programme-meant.ts");
      const {printScoreboard} = await import("../reports/terminal/scoreboard.ts");
      const home = homeHere();
      const {release, day} = await asOfDay(home, wanted);
      const {awaitedSources} = await import("../pipelines/figures/awaited-sources.ts");
      const awaitedIn = async (marts: Marts) => {
        const shown = await marts.selectFrom("marts.release_info").select("release_id").executeTakeFirst();
        return awaitedSources(home, shown?.release_id ?? "");
      };
      printAnswer(
        await withRelease(home, release, async (marts) =>
          printScoreboard(marts, {
            quarter: await quarterWanted(marts, {period, day}),
            day,
            ...(programme !== undefined && {programme: await programmeMeant(marts, programme)}),
            asJson: json,
            awaited: await awaitedIn(marts),
          }),
        ),
      );
      if (release === undefined) await warnOfNewer(home);
    },
  );
}

/** The figures shown are true, but not of what was loaded last. */
async function warnOfNewer(home: Home): Promise<void> {
  const {newerThanCurrent} = await import("../pipelines/build/publication.ts");
  const newer = newerThanCurrent(home);
  if (newer) terminal.warn(`注意  ${newer}。直し方は npx kaikaku status で確かめられます。`);
}
