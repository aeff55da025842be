import type {Argv} from "yargs";
import {homeHere} from "./home-here.ts";
import {clockOption} from "./options.ts";
import {runAll} from "./run.ts";
import {printText, terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "unite <folders..>",
    "いくつもの団体の公開版（Parquetのフォルダー）を合わせて、一つの公開版にする",
    (command: Argv) =>
      command
        .positional("folders", {
          type: "string",
          array: true,
          demandOption: true,
          describe:
            "団体の公開版のフォルダー（export で書き出したもの）か、それを集めたフォルダー（何個でも）",
        })
        .options({
          "only-inbox": {
            type: "boolean",
            default: false,
            describe: "確かめて受け箱に入れるだけで、計算と公開はしない",
          },
          "clock-is-right": clockOption,
        }),
    uniteAll,
  );
}

interface Asked {
  folders: string[];
  onlyInbox: boolean;
  clockIsRight: boolean;
}

async function uniteAll({folders, onlyInbox, clockIsRight}: Asked): Promise<void> {
  const {unite} = await import("../pipelines/unite/unite.ts");
  const home = homeHere();
  const {bodies, rowCount} = await unite(folders, {
    home,
    progress: (done, all) => terminal.progress("公開版の確認", done, all),
  });
  terminal.info(
    `団体  ${bodies.length.toLocaleString("ja-JP")}団体の公開版から、${rowCount.toLocaleString("ja-JP")}の値を受け箱に入れました`,
  );
  if (onlyInbox) return printText("次にすること  npx kaikaku run を実行すると、合わせた公開版になります。\n");
  await runAll(clockIsRight);
}
