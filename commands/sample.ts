import type {Argv} from "yargs";
import {fillFolder, mustBeFreeForFolder} from "../pipelines/installation/exit.ts";
import {writingTo} from "../pipelines/installation/writing-to.ts";
import {SAMPLE_CITIES} from "../sample/cities.ts";
import {SAMPLE_TEMPLATE} from "../sample/published.ts";
import {homeHere} from "./home-here.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "sample",
    "見本データ（架空の市の提出ファイル）を作る",
    {
      out: {type: "string", demandOption: true, describe: "書き出すフォルダ"},
      city: {
        type: "string",
        choices: Object.keys(SAMPLE_CITIES),
        default: SAMPLE_TEMPLATE,
        describe: "どの市のファイルか。init --from のひな型の名前と同じ",
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
  const write = await SAMPLE_CITIES[city]?.();
  if (!write) throw new Error(`no files of ${city}`);
  const files = await write({outDir: folder, log: terminal.info});
  terminal.info(
    `見本データ  ${files.length.toLocaleString("ja-JP")}ファイルを ${shown} に書きました（実在の値ではありません）`,
  );
}
