import type {Argv} from "yargs";
import {homeHere, placeLaunchers, speakAsCity} from "./home-here.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "init",
    "市のフォルダー（市が決めること：指標、目標、ファイルの言葉、予定）を、ひな型から作る",
    {
      from: {
        type: "string",
        default: "bare",
        describe: "ひな型の名前（bare は中身のない説明付き）か、写すもとの市のフォルダー",
      },
    },
    init,
  );
}

async function init({from}: {from: string}): Promise<void> {
  const {foundCity} = await import("../pipelines/catalog/found-city.ts");
  const home = homeHere();
  foundCity(home, from);
  speakAsCity(home);
  placeLaunchers(home);
  terminal.info(`市のフォルダー  ${home.city} を作りました（もと: ${from}）`);
  terminal.info(
    "次にすること  中のファイルを、初めの説明を読みながら書き直し、届いたファイルの見出しや言葉を npx kaikaku map ファイル で教え、npx kaikaku city で確かめます。それから提出ファイルを受け箱に入れて npx kaikaku run を実行します。",
  );
}
