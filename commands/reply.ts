import {basename, join} from "node:path";
import type {Argv} from "yargs";
import {mustBeNobodysFolder} from "../pipelines/installation/exit.ts";
import {fittingName} from "../pipelines/installation/fitting-name.ts";
import type {Home} from "../pipelines/installation/home.ts";
import type {Reply, ReplyPart} from "../pipelines/intake/clerk/reply.ts";
import {nameParts} from "../schemas/name-parts.ts";
import {homeHere} from "./home-here.ts";
import {type OutFile, outFile} from "./out-file.ts";
import {mustNameFolder} from "./out-name.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "reply <file>",
    "保留や受付不可のファイルの送り主への手紙と、直し用のExcelを作る（局区ごとに分ける）",
    (command: Argv) =>
      command
        .positional("file", {
          type: "string",
          demandOption: true,
          describe:
            "受付番号、保留のファイルの名前か種類（例: 時間外勤務実績）、受付不可のファイルの名前（status で確かめられます）",
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

interface ReplyOptions {
  file: string;
  out: string | undefined;
  force: boolean;
}

async function reply(options: ReplyOptions): Promise<void> {
  mustNameFolder(options.out, ".xlsx");
  const {replyTo} = await import("../pipelines/intake/clerk/reply.ts");
  const home = homeHere();
  if (options.out !== undefined) mustBeNobodysFolder(options.out, home);
  const places = placesOf(home, options);
  places(null);
  const made = await replyTo(home, options.file, (bureau) => basename(places(bureau).workbook.path));
  // None is written before it is sure that each has a place.
  const files = made.parts.map((part) => ({part, ...places(part.bureau)}));
  for (const one of files) await write(home, made, one);
  tell(made, files);
}

interface Places {
  letter: OutFile;
  workbook: OutFile;
}

type PlacesOf = (bureau: string | null) => Places;

/** UserError where something lies that may not be replaced. */
function placesOf(home: Home, {file, out, force}: ReplyOptions): PlacesOf {
  const namePart = nameParts();
  const begin = `返信_${fittingName(basename(file), LONGEST_FILE_NAME)}`;
  const place = (name: string) =>
    outFile(home, {
      out: out === undefined ? undefined : join(out, name),
      force,
      usual: join(home.output, name),
      holdsPeople: true,
    });
  return (bureau) => {
    const name = bureau === null ? begin : `${begin}_${namePart(bureau)}`;
    return {letter: place(`${name}_手紙.txt`), workbook: place(`${name}_直し用.xlsx`)};
  };
}

/** A bureau's name and the kind of file must fit behind it. */
const LONGEST_FILE_NAME = 120;

type Written = Places & {part: ReplyPart};

async function write(home: Home, {batchId}: Reply, {part, letter, workbook}: Written): Promise<void> {
  const {noteMending} = await import("../pipelines/intake/leave/mending-notes.ts");
  if (part.workbook) {
    await workbook.write(part.workbook);
    noteMending(home, {out: workbook.path, batchId, now: new Date()});
  }
  await letter.write(part.letter);
}

function tell({fileName, batchId, isTeachable}: Reply, files: Written[]): void {
  const [sender, ...bureaus] = files;
  if (!sender) return;
  terminal.info(`返信  ${fileName} の送り主への手紙を ${sender.letter.path} に、`);
  if (sender.part.workbook) terminal.info(`      直し用のExcelを ${sender.workbook.path} に書きました。`);
  else terminal.info("      書きました。直すところは、局区ごとのExcelに全部あります。");
  if (isTeachable)
    terminal.info(
      `      送り主ではなく市のほうで合わせるなら: npx kaikaku map ${batchId ?? `"${fileName}"`} で見出しや言葉を教える`,
    );
  if (bureaus.length === 0) return;
  terminal.info(
    `      ${bureaus.length.toLocaleString("ja-JP")}局区の行に直すところがあるので、局区ごとの手紙とExcel（その局区の行だけ）も書きました。`,
  );
  for (const {part, workbook, letter} of bureaus)
    terminal.info(
      `      ${part.bureau}（${part.cellCount.toLocaleString("ja-JP")}か所）: ${workbook.path} と ${basename(letter.path)}`,
    );
  terminal.info(
    `      局区から届いたら: 先に npx kaikaku accept ${batchId} --reason 理由 で読めた行を使うことにし、届いたものは npx kaikaku ingest ファイル --as 追加 で取り込む`,
  );
}
