import {existsSync} from "node:fs";
import type {Argv} from "yargs";
import type {SettingsAsked} from "../pipelines/catalog/settings-typed.ts";
import {homeHere, placeLaunchers, speakAsCity} from "./home-here.ts";
import {settingsOptions, settleAsTyped} from "./settings-options.ts";
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
      ...settingsOptions,
    },
    init,
  );
}

async function init({from, ...asked}: {from: string} & SettingsAsked): Promise<void> {
  const {foundCity, originOf} = await import("../pipelines/catalog/found-city.ts");
  const {settingsTyped} = await import("../pipelines/catalog/settings-typed.ts");
  const home = homeHere();
  // Before anything is made: what does not fit is asked again.
  const settings = settingsTyped(asked);
  if (settings && !existsSync(home.city)) {
    const {mustFitTemplate} = await import("../pipelines/dictionary/settle-city.ts");
    await mustFitTemplate(home, originOf(from), settings);
  }
  foundCity(home, from);
  speakAsCity(home);
  placeLaunchers(home);
  terminal.info(`市のフォルダー  ${home.city} を作りました（もと: ${from}）`);
  await settleAsTyped(home, asked, {command: "init", by: undefined, reason: undefined, was: undefined});
  terminal.info(
    "次にすること  中のファイルを、初めの説明を読みながら書き直し、届いたファイルの見出しや言葉を npx kaikaku map ファイル で教え、npx kaikaku city で確かめます。それから提出ファイルを受け箱に入れて npx kaikaku run を実行します。",
  );
}
