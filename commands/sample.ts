import type {Argv} from "yargs";
import {fillFolder, mustBeFreeForFolder} from "../pipelines/installation/exit.ts";
import {writingTo} from "../pipelines/installation/writing-to.ts";
import {homeHere} from "./home-here.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "sample",
    "見本データ（架空の市の提出ファイル）を作る",
    {out: {type: "string", demandOption: true, describe: "書き出すフォルダ"}},
    async ({out}) => {
      mustBeFreeForFolder(out, homeHere());
      await writingTo(out, () => fillFolder(out, (building) => writeSample(building, out)));
    },
  );
}

/** `shown` is where people will find the files. */
export async function writeSample(folder: string, shown = folder): Promise<void> {
  const {writeSampleCity} = await import("../sample/write-sample.ts");
  const files = await writeSampleCity({outDir: folder, log: terminal.info});
  terminal.info(
    `見本データ  ${files.length.toLocaleString("ja-JP")}ファイルを ${shown} に書きました（実在の値ではありません）`,
  );
}
