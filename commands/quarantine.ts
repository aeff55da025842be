import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {forceOption} from "./options.ts";
import {outFile} from "./out-file.ts";
import {mustBeNamedAs} from "./out-name.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "quarantine <batch>",
    "保留のファイルを、誤りに色を付けたExcelにする（送り主に返し、直して送り直してもらう）",
    (command: Argv) =>
      command
        .positional("batch", {
          type: "string",
          demandOption: true,
          describe: "受付番号、保留のファイルの名前か種類（status で確かめられます）",
        })
        .options({
          out: {type: "string", demandOption: true, describe: "書き出すExcelファイル（.xlsx）"},
          force: forceOption,
        }),
    quarantine,
  );
}

interface Options {
  batch: string;
  out: string;
  force: boolean;
}

async function quarantine({batch: typed, out, force}: Options): Promise<void> {
  mustBeNamedAs("Excel", out);
  const {mendingWorkbook} = await import("../pipelines/intake/clerk/mending-workbook.ts");
  const home = homeHere();
  const {batchMeant} = await import("../pipelines/intake/clerk/batch-meant.ts");
  const batch = await batchMeant(home, typed);
  const file = outFile(home, {out, force, usual: out, holdsPeople: true});
  const {bytes, fileName, cellCount, kindCount, hasWholeFile} = await mendingWorkbook(home, batch);
  const {noteMending} = await import("../pipelines/intake/leave/mending-notes.ts");
  await file.write(bytes);
  noteMending(home, {out, batchId: batch, now: new Date()});
  const what = hasWholeFile ? "色を付けて" : "（ファイルが大きいため一覧だけ）";
  terminal.info(
    `直し用  ${fileName} の${cellCount.toLocaleString("ja-JP")}件（${kindCount.toLocaleString("ja-JP")}種類）の誤りに${what} ${out} に書きました。`,
  );
  if (hasWholeFile)
    terminal.info(
      `        送り主に返し、直したものを受け箱（${home.inbox}）に入れると、前のファイルと入れ替わります。`,
    );
}
