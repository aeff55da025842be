import {writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Argv} from "yargs";
import type {LaterFile} from "../pipelines/keep/files-after-backup.ts";
import {homeHere} from "./home-here.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "restore",
    "控えから戻す（すべてのファイルを確かめてから）",
    {
      from: {type: "string", demandOption: true, describe: "控えのフォルダー（kaikaku-…）"},
      "key-file": {type: "string", describe: "暗号化した控えの鍵のファイル（省くと settings.yaml の鍵）"},
      replace: {type: "boolean", default: false, describe: "今あるものを別のフォルダーに移して置き換える"},
    },
    async ({from, keyFile, replace}) => {
      const {restore} = await import("../pipelines/keep/restore.ts");
      const options = {home: homeHere(), from, keyFile, replace, now: new Date(), log: terminal};
      const {note, putAside, later, hasRightKey} = await restore(options);
      terminal.info(
        `戻しました  ${note.files.length.toLocaleString("ja-JP")}ファイル（公開版 ${note.currentReleaseId ?? "なし"}）`,
      );
      if (putAside) terminal.info(`        前にあったものは ${putAside} に移しました。`);
      if (note.originals === "left_out")
        terminal.info(
          "        この控えに原本（受け取ったファイル）は入っていません。前からここにあったものを、そのまま使います。",
        );
      if (putAside && later.length > 0)
        tellLater(later, {putAside, originals: note.originals === "left_out" ? options.home.root : putAside});
      if (hasRightKey) return;
      terminal.warn(
        `注意  職員番号の鍵（${options.home.secret}）が、控えを取ったときの鍵と違うか、ありません。このまま取り込むと、前の取込みと同じ人を結び付けられません。鍵の写しを ${options.home.secret} に置いてから使ってください。`,
      );
      process.exitCode = 2;
    },
  );
}

const MOST_SHOWN = 20;

/** The whole list lies with what was put aside, so that nobody has to read it off a terminal. */
function tellLater(later: LaterFile[], {putAside, originals}: {putAside: string; originals: string}): void {
  const list = join(putAside, "送り直すファイル.txt");
  writeFileSync(list, later.map(({fileName, kept}) => `${fileName}\t${join(originals, kept)}\n`).join(""));
  terminal.warn(
    `注意  控えのあとに届いたファイルが${later.length.toLocaleString("ja-JP")}件あります。この台帳にはないので、もう一度取り込んでください（一覧: ${list}）。`,
  );
  for (const {fileName} of later.slice(0, MOST_SHOWN)) terminal.warn(`        ${fileName}`);
  if (later.length > MOST_SHOWN) terminal.warn(`        ほか${later.length - MOST_SHOWN}件`);
}
