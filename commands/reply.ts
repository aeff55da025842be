import {basename, join} from "node:path";
import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {outFile} from "./out-file.ts";
import {mustNameFolder} from "./out-name.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "reply <file>",
    "保留や受付不可のファイルの送り主への手紙と、直し用のExcelを作る",
    (command: Argv) =>
      command
        .positional("file", {
          type: "string",
          demandOption: true,
          describe: "受付番号か、受付不可のファイルの名前（status で確かめられます）",
        })
        .options({
          out: {type: "string", describe: "置き場所のフォルダー（省くと output フォルダー）"},
          force: {
            type: "boolean",
            default: false,
            describe: "--out に同じ名前のファイルがあれば、置き換える",
          },
        }),
    reply,
  );
}

async function reply(options: {file: string; out: string | undefined; force: boolean}): Promise<void> {
  mustNameFolder(options.out, ".xlsx");
  const {replyTo} = await import("../pipelines/intake/clerk/reply.ts");
  const {noteMending} = await import("../pipelines/intake/leave/mending-notes.ts");
  const home = homeHere();
  const begin = `返信_${basename(options.file)}`;
  const place = (name: string) =>
    outFile(home, {
      out: options.out === undefined ? undefined : join(options.out, name),
      force: options.force,
      usual: join(home.output, name),
      mode: 0o600,
    });
  const [letterFile, workbookFile] = [place(`${begin}_手紙.txt`), place(`${begin}_直し用.xlsx`)];
  const made = await replyTo(home, options.file, basename(workbookFile.path));
  await workbookFile.write(made.workbook);
  noteMending(home, {out: workbookFile.path, batchId: made.batchId, now: new Date()});
  await letterFile.write(made.letter);
  terminal.info(`返信  ${made.fileName} の送り主への手紙を ${letterFile.path} に、`);
  terminal.info(`      直し用のExcelを ${workbookFile.path} に書きました。`);
}
