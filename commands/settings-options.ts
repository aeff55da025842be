import type {SettingsAsked} from "../pipelines/catalog/settings-typed.ts";
import type {Home} from "../pipelines/installation/home.ts";
import {statedText} from "../schemas/stated-text.ts";
import {terminal} from "./terminal.ts";

const MANY = {type: "string", array: true, nargs: 1, default: [] as string[]} as const;

/** What a city decides in its first hour, for `init` and `city`. */
export const settingsOptions = {
  name: {type: "string", describe: "団体の名前（例: 湊市）"},
  kind: {type: "string", describe: "団体の種類（市、指定都市、特別区、町、村、都道府県、組合）"},
  unit: {type: "string", describe: "部局の一つを何と呼ぶか（例: 部。空なら種類のとおり）"},
  programme: {type: "string", describe: "計画の名前と年度（例: 働き方改革計画=2025-2028）"},
  due: {
    ...MANY,
    describe: "ファイルの提出元と期限（例: overtime=人事課:month:1:10、bureaus=総務課:change。何度でも）",
  },
  "not-due": {...MANY, describe: "待たないファイルの種類（何度でも）"},
} as const;

interface Deciding {
  command: "init" | "city";
  by: string | undefined;
  reason: string | undefined;
  was: string | undefined;
}

/** Writes what was typed into the city's folder. Returns false, and does nothing, where nothing was. */
export async function settleAsTyped(
  home: Home,
  asked: SettingsAsked,
  {command, by, reason, was}: Deciding,
): Promise<boolean> {
  const {settingsTyped} = await import("../pipelines/catalog/settings-typed.ts");
  const {settleCity} = await import("../pipelines/dictionary/settle-city.ts");
  const settings = settingsTyped(asked);
  if (settings === undefined) return false;
  const said = {
    ...{command, by: by === undefined ? null : statedText(by, "--by には氏名を書いてください。")},
    reason:
      command === "init" ? "" : statedText(reason ?? "", "--reason に理由を書いてください。記録に残ります。"),
    now: new Date(),
  };
  const written = await settleCity(home, {settings, was, said});
  for (const name of written) terminal.info(`書きました  city/${name}（前の中身は記録に残しました）`);
  if (written.length === 0) terminal.info("書いていません  どれも、もうそのとおりです。");
  return true;
}
