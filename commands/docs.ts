import {join} from "node:path";
import type {Argv} from "yargs";
import type {Home} from "../pipelines/installation/home.ts";
import type {Dictionary} from "../schemas/dictionary.ts";
import {homeHere} from "./home-here.ts";
import {withRelease} from "./open-release.ts";
import {forceOption} from "./options.ts";
import {outFile} from "./out-file.ts";
import {mustBeNamedAs} from "./out-name.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "docs",
    "データ辞書（提出ファイル・表・指標・系図・点検の説明）を1つのHTMLファイルに書く",
    {
      out: {type: "string", describe: "書き出すファイル（.html。省くと output/data-dictionary.html）"},
      force: forceOption,
    },
    docs,
  );
}

async function docs({out, force}: {out: string | undefined; force: boolean}): Promise<void> {
  mustBeNamedAs("HTML", out);
  const home = homeHere();
  const file = outFile(home, {out, force, usual: join(home.output, "data-dictionary.html")});
  const {gatherDictionary} = await import("../pipelines/dictionary/gather.ts");
  const {dictionaryHtml} = await import("../reports/dictionary/dictionary-html.ts");
  const html = dictionaryHtml({...(await gatherDictionary(home)), ...(await releaseHere(home))});
  await file.write(html);
  terminal.info(`データ辞書  ${file.path}`);
}

async function releaseHere(home: Home): Promise<Pick<Dictionary, "release" | "backtest">> {
  const {publishedReleases} = await import("../pipelines/releases/history.ts");
  const {readBacktest} = await import("../reports/values/backtest.ts");
  const current = publishedReleases(home).at(-1);
  if (!current) return {release: null, backtest: []};
  return withRelease(home, current.releaseId, async (marts) => {
    const {is_sample} = await marts
      .selectFrom("marts.release_info")
      .select("is_sample")
      .executeTakeFirstOrThrow();
    const release = {releaseId: current.releaseId, releasedOn: current.releasedOn, isSample: is_sample};
    return {release, backtest: await readBacktest(marts)};
  });
}
