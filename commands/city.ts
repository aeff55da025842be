import type {Argv} from "yargs";
import type {SettingsAsked} from "../pipelines/catalog/settings-typed.ts";
import type {Home} from "../pipelines/installation/home.ts";
import {writingTo} from "../pipelines/installation/writing-to.ts";
import {UserError} from "../schemas/errors.ts";
import {homeHere} from "./home-here.ts";
import {byOption, jsonOption, releaseOption} from "./options.ts";
import {settingsOptions, settleAsTyped} from "./settings-options.ts";
import {printJson, printText, terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "city",
    "市のフォルダーを点検し、市が決めたことを1ページで示す",
    {
      take: {
        type: "string",
        describe: "プログラムの既定のファイル（例: privacy.csv）を、書き直すために市のフォルダーへ写す",
      },
      release: {
        ...releaseOption,
        describe: "公開版。その公開版を作ったときの市のフォルダーを --out に書き出す",
      },
      out: {type: "string", describe: "書き出すフォルダー（--release とともに）"},
      indicators: {
        type: "boolean",
        default: false,
        describe: "指標に選べる計算式（model）の一覧を示す。単位と、要るファイルの種類も",
      },
      json: jsonOption,
      ...settingsOptions,
      was: {type: "string", describe: "見た中身の印（違うものになっていれば、書かない）"},
      by: byOption,
      reason: {type: "string", describe: "理由（書くとき。記録に残ります）"},
    },
    city,
  );
}

interface Asked extends SettingsAsked {
  was: string | undefined;
  by: string | undefined;
  reason: string | undefined;
  take: string | undefined;
  release: string | undefined;
  out: string | undefined;
  indicators: boolean;
  json: boolean;
}

async function city({take, release, out, indicators, json, ...asked}: Asked): Promise<void> {
  const home = homeHere();
  if (await settleAsTyped(home, asked, {...asked, command: "city"})) return;
  if (take !== undefined) return takeOver(home, take, json);
  if (release !== undefined || out !== undefined) return writeKept(release, out);
  if (indicators) return listIndicators(home.city, json);
  const {newKeys, noteKnownKeys} = await import("../pipelines/catalog/new-keys.ts");
  const {examineCity} = await import("../pipelines/dictionary/examine-city.ts");
  const report = await examineCity(home);
  const added = newKeys(home);
  if (report.faults.length > 0) process.exitCode = 1;
  else if (report.strangers.length > 0) process.exitCode = 2;
  if (json) return printJson(report);
  const {cityReportText} = await import("../reports/terminal/city-report.ts");
  const {newKeyLines} = await import("../reports/terminal/new-keys.ts");
  for (const line of newKeyLines(added)) terminal.info(line);
  printText(cityReportText(report));
  noteKnownKeys(home);
}

/** Only what was copied is told: the whole page would bury it. */
async function takeOver(home: Home, name: string, json: boolean): Promise<void> {
  const {takeDefault} = await import("../pipelines/catalog/take-default.ts");
  const taken = takeDefault(home, name);
  if (json) return printJson(taken);
  terminal.info(`写しました  プログラムの既定の ${name}（${taken.lineCount.toLocaleString("ja-JP")}行）`);
  terminal.info(`            ${taken.from} から`);
  terminal.info(`            ${taken.to} へ`);
  terminal.info(
    `次にすること  ${taken.to} を書き直し、npx kaikaku city で確かめます。書き直すまで、値はこれまでと同じです。これからは既定が新しくなっても、このファイルのとおりにします（既定に戻すには、このファイルを消します）。`,
  );
}

async function listIndicators(city: string, json: boolean): Promise<void> {
  const {choosableIndicators} = await import("../pipelines/dictionary/choosable-indicators.ts");
  const {choosableText} = await import("../reports/terminal/choosable-indicators.ts");
  const found = await choosableIndicators(city);
  if (json) return printJson(found);
  printText(choosableText(found));
}

async function writeKept(release: string | undefined, out: string | undefined): Promise<void> {
  if (out === undefined) throw new UserError("書き出すフォルダーを --out で指定してください。");
  const {writeKeptCity} = await import("../pipelines/releases/kept-city.ts");
  const {releaseId, count} = await writingTo(out, () => writeKeptCity(homeHere(), {release, out}));
  terminal.info(`公開版 ${releaseId} を作ったときの市のフォルダー（${count}ファイル）を書きました: ${out}`);
}
