import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {byOption, reasonOption} from "./options.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "send-back <release>",
    "承認を待つ候補を、理由を付けて差し戻す（plan の表示する名前を指定する）",
    (command: Argv) =>
      command
        .positional("release", {type: "string", demandOption: true, describe: "候補の名前"})
        .options({by: {...byOption, demandOption: true}, reason: reasonOption}),
    async ({release: releaseId, by, reason}) => {
      const {sendBack} = await import("../pipelines/build/approve.ts");
      await sendBack(releaseId, {by, reason}, {home: homeHere(), now: new Date()});
      terminal.info(`差し戻し  候補 ${releaseId} を差し戻しました。公開版は変わっていません。`);
      terminal.info(
        "          直したファイルか決めごとで作り直す（npx kaikaku plan）まで、ほかの人は承認できません。理由は npx kaikaku plan と npx kaikaku status に出ます。",
      );
    },
  );
}
