import type {Argv} from "yargs";
import {UserError} from "../schemas/errors.ts";
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
          type: "number",
          demandOption: true,
          describe: "受付番号（status で確かめられます）",
        })
        .options({
          out: {type: "string", demandOption: true, describe: "書き出すExcelファイル（.xlsx）"},
          force: forceOption,
        }),
    quarantine,
  );
}

async function quarantine({batch, out, force}: {batch: number; out: string; force: boolean}): Promise<void> {
  if (!Number.isInteger(batch)) throw new UserError("受付番号は数字で指定してください。");
  mustBeNamedAs("Excel", out);
  const {mendingWorkbook} = await import("../pipelines/intake/clerk/mending-workbook.ts");
  const home = homeHere();
  const file = outFile(home, {out, force, usual: out, mode: 0o600});
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
