import {writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Argv} from "yargs";
import type {Home} from "../pipelines/installation/home.ts";
import {writingTo} from "../pipelines/installation/writing-to.ts";
import type {Dictionary} from "../schemas/dictionary.ts";
import {homeHere, terminal, withRelease} from "./context.ts";
import {mustBeNamedAs} from "./out-name.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "docs",
    "データ辞書（提出ファイル・表・指標・系図・点検の説明）を1つのHTMLファイルに書く",
    {out: {type: "string", describe: "書き出すファイル（.html。省くと output/data-dictionary.html）"}},
    ({out}) => docs(out),
  );
}

async function docs(out: string | undefined): Promise<void> {
  mustBeNamedAs("HTML", out);
  const home = homeHere();
  const {gatherDictionary} = await import("../pipelines/dictionary/gather.ts");
  const {dictionaryHtml} = await import("../reports/dictionary/dictionary-html.ts");
  const html = dictionaryHtml({...(await gatherDictionary(home)), release: await releaseHere(home)});
  const file = out ?? join(home.output, "data-dictionary.html");
  await writingTo(file, () => writeFileSync(file, html));
  terminal.info(`データ辞書  ${file}`);
}

async function releaseHere(home: Home): Promise<Dictionary["release"]> {
  const {publishedReleases} = await import("../pipelines/releases/history.ts");
  const current = publishedReleases(home).at(-1);
  if (!current) return null;
  const {is_sample} = await withRelease(home, current.releaseId, (marts) =>
    marts.selectFrom("marts.release_info").select("is_sample").executeTakeFirstOrThrow(),
  );
  return {releaseId: current.releaseId, releasedOn: current.releasedOn, isSample: is_sample};
}
