import {existsSync} from "node:fs";
import type {Argv} from "yargs";
import type {Home} from "../pipelines/installation/home.ts";
import {SAMPLE_TEMPLATE} from "../sample/published.ts";
import {UserError} from "../schemas/errors.ts";
import {homeHere, placeLaunchers} from "./home-here.ts";
import {clockOption} from "./options.ts";
import {runAll} from "./run.ts";
import {writeSample} from "./sample.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "start",
    "支度から印刷まで（データがなければ見本データを作る）",
    {"clock-is-right": clockOption},
    start,
  );
}

async function start({clockIsRight}: {clockIsRight: boolean}): Promise<void> {
  const home = homeHere();
  const {hasNothingYet} = await import("../pipelines/intake/load/has-nothing-yet.ts");
  const {currentRelease} = await import("../pipelines/releases/history.ts");
  placeLaunchers(home);
  if (!currentRelease(home) && hasNothingYet(home)) await beginWithSample(home);
  await runAll(clockIsRight);
  terminal.info("窓口  ブラウザーで見る、ファイルを送る、承認するには、npx kaikaku serve を実行します。");
}

/** UserError where a city of somebody's own waits for its files: made-up ones would be loaded as that city's. */
async function beginWithSample(home: Home): Promise<void> {
  const {foundCity, isStillTemplate} = await import("../pipelines/catalog/found-city.ts");
  if (!existsSync(home.city)) foundCity(home, SAMPLE_TEMPLATE);
  else if (!isStillTemplate(home, SAMPLE_TEMPLATE))
    throw new UserError(
      `「${home.root}」には自分の市のフォルダー（${home.city}）があり、提出ファイルがまだありません。見本データは混ぜません。提出ファイルを受け箱（${home.inbox}）に入れて、npx kaikaku run を実行してください。見本を見るときは、空のフォルダーか新しい名前を KAIKAKU_HOME に指定して npm start を実行します。`,
    );
  terminal.info(
    `見本  「${home.root}」にはまだ何もないので、架空の市の見本で始めます。自分の市のデータは、ここではなく新しいフォルダーを KAIKAKU_HOME に指定して、npx kaikaku init で始めます。`,
  );
  await writeSample(home.inbox);
}
