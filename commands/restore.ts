import type {Argv} from "yargs";
import {homeHere, terminal} from "./context.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "restore",
    "控えから戻す（すべてのファイルを確かめてから）",
    {
      from: {type: "string", demandOption: true, describe: "控えのフォルダー（kaikaku-…）"},
      replace: {type: "boolean", default: false, describe: "今あるものを別のフォルダーに移して置き換える"},
    },
    async ({from, replace}) => {
      const {restore} = await import("../pipelines/keep/restore.ts");
      const options = {home: homeHere(), from, replace, now: new Date(), log: terminal};
      const {note, putAside, hasRightKey} = await restore(options);
      terminal.info(
        `戻しました  ${note.files.length.toLocaleString("ja-JP")}ファイル（公開版 ${note.currentReleaseId ?? "なし"}）`,
      );
      if (putAside) terminal.info(`        前にあったものは ${putAside} に移しました。`);
      if (hasRightKey) return;
      terminal.warn(
        `注意  職員番号の鍵（${options.home.secret}）が、控えを取ったときの鍵と違うか、ありません。このまま取り込むと、前の取込みと同じ人を結び付けられません。鍵の写しを ${options.home.secret} に置いてから使ってください。`,
      );
      process.exitCode = 2;
    },
  );
}
