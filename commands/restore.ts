import type {Argv} from "yargs";
import type {Later} from "../pipelines/keep/known-later.ts";
import type {Restored} from "../pipelines/keep/restore.ts";
import {visibleLine} from "../schemas/visible-text.ts";
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
      "with-settings": {
        type: "boolean",
        describe: "控えの settings.yaml が、ここにない置き場所か宛先を指していても、それで戻す",
      },
      "without-settings": {
        type: "boolean",
        conflicts: "with-settings",
        describe: "控えの settings.yaml を使わず、settings.backup.yaml として置くだけにする",
      },
    },
    async ({from, keyFile, replace, withSettings, withoutSettings}) => {
      const {restore} = await import("../pipelines/keep/restore.ts");
      const home = homeHere();
      const settings = withoutSettings ? "beside" : withSettings ? "count" : undefined;
      const restored = await restore({
        home,
        from,
        keyFile,
        replace,
        settings,
        now: new Date(),
        log: terminal,
      });
      tell(restored, home.secret);
    },
  );
}

function tell(
  {note, putAside, list, later, elsewhere, renamed, key, ...settled}: Restored,
  secret: string,
): void {
  terminal.info(
    `戻しました  ${note.files.length.toLocaleString("ja-JP")}ファイル（公開版 ${note.currentReleaseId ?? "なし"}）`,
  );
  if (putAside) terminal.info(`        前にあったものは ${putAside} に移しました。`);
  if (note.originals === "left_out")
    terminal.info(
      "        この控えに原本（受け取ったファイル）は入っていません。前からここにあったものを、そのまま使います。",
    );
  if (list) tellLater(later, list);
  if (elsewhere.length > 0)
    terminal.warn(
      "注意  前のフォルダーのうち次の場所にあったもの（原本など）は、そこに残っていて、期限が来ても消えません。要らなくなったら消してください。",
    );
  tellSome(elsewhere);
  tellSettled(settled);
  if (renamed.length > 0)
    terminal.warn(
      "注意  次のものは、もとの名前のままでは git、npm、シェルなどがひとりでに動かすので、終わりに _ を付けた名前で戻しました。中身を確かめてから、名前を直してください。",
    );
  tellSome(renamed);
  if (key === "replaced")
    terminal.warn(
      `注意  職員番号の鍵（${secret}）が、ここにあったものから、控えに入っていた別のものに替わりました。前の鍵は ${putAside} にあります。覚えがなければ、使わずに管理の人に知らせてください。`,
    );
  if (key === "wrong")
    terminal.warn(
      `注意  職員番号の鍵（${secret}）が、控えを取ったときの鍵と違うか、ありません。このまま取り込むと、前の取込みと同じ人を結び付けられません。鍵の写しを ${secret} に置いてから使ってください。`,
    );
  if (key !== "right") process.exitCode = 2;
}

function tellSettled({
  newPlaces,
  weaker,
  changedDecisions,
}: Pick<Restored, "newPlaces" | "weaker" | "changedDecisions">): void {
  if (newPlaces.length > 0)
    terminal.warn(
      `注意  控えの settings.yaml は、前になかった置き場所か宛先を指しています。覚えがなければ、使う前に直してください: ${newPlaces.map(visibleLine).join("、")}`,
    );
  if (weaker.length > 0)
    terminal.warn("注意  控えの settings.yaml では、前にあった守りが弱くなります。使う前に直してください。");
  tellSome(weaker);
  if (changedDecisions.length > 0)
    terminal.warn(
      `注意  市の決めごと（city）が、戻す前と${changedDecisions.length}件違います（公表してよい人数、承認、残す期間など）。覚えがなければ、使う前に確かめてください。`,
    );
  tellSome(changedDecisions);
}

const MOST_SHOWN = 20;

/** The whole list lies with what was put aside, so that nobody has to read it off a terminal. */
function tellLater({files, orders, decisions, releases}: Later, list: string): void {
  if (files.length > 0)
    terminal.warn(
      `注意  控えのあとに届いたファイルが${files.length.toLocaleString("ja-JP")}件あります。この台帳にはないので、もう一度取り込んでください（一覧: ${list}）。`,
    );
  tellSome(files.map(({fileName}) => fileName));
  if (orders.length > 0)
    terminal.warn(
      `注意  控えのあとに消した原本が${orders.length.toLocaleString("ja-JP")}件あり、その記録は戻した台帳にありません。控えと一緒に戻ったものを、もう一度消してください（npx kaikaku discard。一覧: ${list}）。`,
    );
  tellSome(orders);
  if (decisions.length > 0)
    terminal.warn(
      `注意  控えのあとの受付と取下げが${decisions.length.toLocaleString("ja-JP")}件あり、戻した台帳にはありません。もう一度決めてください（npx kaikaku accept、reject。一覧: ${list}）。`,
    );
  tellSome(decisions);
  if (releases.length > 0)
    terminal.warn(
      `注意  控えのあとに公表した公開版が${releases.length.toLocaleString("ja-JP")}件あり、戻した設備はそれを知りません。そこで見せた局区別の人数は、次の公開版で隠すものを選ぶときに数えられません（一覧: ${list}）。`,
    );
  tellSome(releases);
}

function tellSome(lines: string[]): void {
  for (const line of lines.slice(0, MOST_SHOWN)) terminal.warn(`        ${visibleLine(line)}`);
  if (lines.length > MOST_SHOWN) terminal.warn(`        ほか${lines.length - MOST_SHOWN}件`);
}
