import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {byOption, clockOption, clockSaid, reasonOption} from "./options.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "rollback <release>",
    "前の公開版に戻す（中身は前と同じ、名前と公開日は新しい公開版になる）",
    (command: Argv) =>
      command
        .positional("release", {
          type: "string",
          demandOption: true,
          describe: "戻す先の公開版の名前、番号か日付、前回",
        })
        .options({by: byOption, reason: reasonOption, "clock-is-right": clockOption}),
    async ({release: wanted, by, reason, clockIsRight}) => {
      const {rollBack} = await import("../pipelines/build/approve.ts");
      const options = {home: homeHere(), now: new Date(), log: terminal, ...clockSaid(clockIsRight)};
      const {release, restored} = await rollBack(wanted, {by: by ?? null, reason}, options);
      terminal.info(
        `公開版  ${restored} の中身に戻し、${release.releaseId} として公開しました。取り込んだファイルは台帳に残っています。`,
      );
      terminal.info("        次の候補は、承認（npx kaikaku approve）があるまで公開しません。");
    },
  );
}
