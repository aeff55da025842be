import type {Argv} from "yargs";
import {writingTo} from "../pipelines/installation/writing-to.ts";
import {terminal} from "./context.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "sample",
    "見本データ（架空の市の提出ファイル）を作る",
    {out: {type: "string", demandOption: true, describe: "書き出すフォルダ"}},
    ({out}) => writeSample(out),
  );
}

export async function writeSample(folder: string): Promise<void> {
  const {writeSampleCity} = await import("../sample/write-sample.ts");
  const files = await writingTo(folder, () => writeSampleCity({outDir: folder, log: terminal.info}));
  terminal.info(
    `見本データ  ${files.length.toLocaleString("ja-JP")}ファイルを ${folder} に書きました（実在の値ではありません）`,
  );
}
