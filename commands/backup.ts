import type {Argv} from "yargs";
import {writingTo} from "../pipelines/installation/writing-to.ts";
import {visibleLine} from "../schemas/visible-text.ts";
import {homeHere} from "./home-here.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "backup",
    "台帳・保管ファイル・公開版の控えを、確かめながら取る",
    {
      to: {type: "string", demandOption: true, describe: "控えを置くフォルダー（別のディスクか媒体）"},
      "with-key": {type: "boolean", default: false, describe: "職員番号の鍵も入れる"},
    },
    async ({to, withKey}) => {
      const {backUp} = await import("../pipelines/keep/backup.ts");
      const options = {home: homeHere(), to, withKey, now: new Date(), log: terminal};
      const made = await writingTo(to, () => backUp(options));
      const {noteBackup} = await import("../pipelines/keep/last-backup.ts");
      noteBackup(options.home, made);
      const {folder, note, changed, missed} = made;
      const verdict = changed.length === 0 ? "、検査済み" : "";
      terminal.info(`控え  ${folder}（${note.files.length.toLocaleString("ja-JP")}ファイル${verdict}）`);
      terminal.info(ORIGINALS[note.originals]);
      if (changed.length > 0) tellChanged(changed);
      if (missed.length > 0) tellMissed(missed);
      if (!note.hasKey && note.keyMark !== null)
        terminal.info(
          `注意  職員番号の鍵（${options.home.secret}）は入れていません。控えとは別の場所に、鍵だけの写しを必ず残してください。`,
        );
      if (note.hasKey)
        terminal.info(
          "注意  職員番号の鍵が入っています。この控えを持つ人は、職員番号を割り出せます。鍵のかかる所に置いてください。",
        );
    },
  );
}

const ORIGINALS = {
  held: "原本  受け取ったファイルの原本（職員番号のあるもの）も、そのまま入っています。",
  sealed:
    "原本  受け取ったファイルの原本も入っています。控えは全部、暗号化してあります（戻すには鍵が要ります）。",
  left_out:
    "原本  受け取ったファイルの原本（職員番号のあるもの）は入っていません。入れるには、暗号の鍵を決めるか（npx kaikaku seal）、--with-key を付けます。",
} as const;

const NAMED = 20;

function tellChanged(changed: string[]): void {
  terminal.warn(
    `注意  この設備には、プログラムが書いたときと違うものが${changed.length}件あり、控えにもそのまま入っています。前の控えを捨てずに、npx kaikaku doctor で直してから、取り直してください。`,
  );
  for (const line of changed.slice(0, NAMED)) terminal.warn(`        ${line}`);
  process.exitCode = 2;
}

function tellMissed(missed: string[]): void {
  terminal.warn(
    `注意  読めないもの、大きすぎるもの、写す前になくなったもの、書かれ続けているもの、リンクなどファイルでないものが${missed.length}件あり、控えに入っていません。`,
  );
  for (const path of missed.slice(0, NAMED)) terminal.warn(`        ${visibleLine(path)}`);
  process.exitCode = 2;
}
