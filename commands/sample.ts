import type {Argv} from "yargs";
import {fillFolder, mustBeFreeForFolder} from "../pipelines/installation/exit.ts";
import {writingTo} from "../pipelines/installation/writing-to.ts";
import {SAMPLE_TEMPLATE} from "../sample/published.ts";
import {homeHere} from "./home-here.ts";
import {terminal} from "./terminal.ts";

/** Templates for which there are files. */
const CITIES = [SAMPLE_TEMPLATE, "minasato"] as const;

export function addTo(cli: Argv): Argv {
  return cli.command(
    "sample",
    "見本データ（架空の市の提出ファイル）を作る",
    {
      out: {type: "string", demandOption: true, describe: "書き出すフォルダ"},
      city: {
        type: "string",
        choices: CITIES,
        default: SAMPLE_TEMPLATE,
        describe: "どの市のファイルか。init --from の名前と同じ（minasato は架空の小さな市）",
      },
    },
    async ({out, city}) => {
      mustBeFreeForFolder(out, homeHere());
      await writingTo(out, () => fillFolder(out, (building) => writeSample(building, {shown: out, city})));
    },
  );
}

interface Shown {
  /** Where people will find the files. */
  shown: string;
  city: string;
}

export async function writeSample(
  folder: string,
  {shown, city}: Shown = {shown: folder, city: SAMPLE_TEMPLATE},
): Promise<void> {
  const {writeSampleCity} = await import("../sample/write-sample.ts");
  const {writeMinasato} = await import("../sample/minasato/write-minasato.ts");
  const write = city === SAMPLE_TEMPLATE ? writeSampleCity : writeMinasato;
  const files = await write({outDir: folder, log: terminal.info});
  terminal.info(
    `見本データ  ${files.length.toLocaleString("ja-JP")}ファイルを ${shown} に書きました（実在の値ではありません）`,
  );
}
