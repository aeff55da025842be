import type {Argv} from "yargs";
import {UserError} from "../schemas/errors.ts";
import {homeHere} from "./home-here.ts";
import {terminal} from "./terminal.ts";

export function addTo(cli: Argv): Argv {
  return cli.command(
    "seal",
    "保管ファイルを暗号化する（鍵は settings.yaml の encryption の key_file）",
    {"new-key": {type: "string", describe: "新しい鍵を作るファイル（設備と控えの外。暗号化はしない）"}},
    async ({newKey}) => {
      if (newKey === undefined) await sealAll();
      else await makeKey(newKey);
    },
  );
}

async function makeKey(place: string): Promise<void> {
  const {makeSealKey} = await import("../pipelines/installation/seal-key.ts");
  const {settingsFile} = await import("../pipelines/installation/settings.ts");
  const {writingTo} = await import("../pipelines/installation/writing-to.ts");
  const {resolve} = await import("node:path");
  const home = homeHere();
  await writingTo(place, () => makeSealKey(place, home));
  terminal.info(`鍵  ${resolve(place)} を作りました。`);
  terminal.info(
    `注意  この鍵をなくすと、これで暗号化したものは誰にも読めません。写しを、設備と控えのどちらとも別の所に置いてください。`,
  );
  terminal.info(`使うには、${settingsFile(home)} に次の2行を書き、npx kaikaku seal を実行します。`);
  terminal.info(`encryption:\n  key_file: ${resolve(place)}`);
}

async function sealAll(): Promise<void> {
  const {sealArchive} = await import("../pipelines/installation/archive.ts");
  const {sealKey} = await import("../pipelines/installation/seal-key.ts");
  const {settingsFile} = await import("../pipelines/installation/settings.ts");
  const {workingAlone} = await import("../pipelines/installation/working-alone.ts");
  const home = homeHere();
  const key = sealKey(home);
  if (!key)
    throw new UserError(
      `暗号の鍵が決まっていません。npx kaikaku seal --new-key 場所 で作り、${settingsFile(home)} に encryption の key_file として書いてください。`,
    );
  const {count, damaged} = await workingAlone(home, async () =>
    sealArchive(home, key, (done, total) => terminal.progress("暗号化", done, total)),
  );
  terminal.info(
    `暗号化  ${count.toLocaleString("ja-JP")}件の保管ファイルを暗号化しました。これから受け付けるものと控えも暗号化します。`,
  );
  for (const path of damaged)
    terminal.warn(
      `注意  「${path}」は、受け取ったときと中身が違うので、暗号化していません。控えのものと取り替えて、もう一度実行してください。`,
    );
  if (damaged.length > 0) process.exitCode = 2;
}
