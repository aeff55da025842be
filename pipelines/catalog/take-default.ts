import {lstatSync} from "node:fs";
import {dirname, join} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {nearest} from "../../schemas/nearest.ts";
import {copyDurably} from "../installation/durable.ts";
import type {Home} from "../installation/home.ts";
import {makeFolders} from "../installation/make-folders.ts";
import {readOwnFile} from "../installation/plain-file.ts";
import {DEFAULTS_FOLDER, mustBeCitysOwn, namesBelow} from "./city-folder.ts";

export interface Taken {
  from: string;
  to: string;
  lineCount: number;
}

/** Copies the program's answer into the city's folder, whole or not at all, to be written anew there. UserError for no such file, and for one that the city has. */
export function takeDefault(home: Home, name: string): Taken {
  const {city} = home;
  const names = namesBelow(DEFAULTS_FOLDER);
  if (!names.includes(name))
    throw new UserError(
      `プログラムの既定に「${name}」はありません。近いもの: ${nearest(name, names).join("、")}`,
    );
  const target = join(city, name);
  const mustBeNew = () => {
    if (!lstatSync(target, {throwIfNoEntry: false})) return;
    throw new UserError(
      `市のフォルダーには、もう ${name} があります（${target}）。何も変えていません。そのファイルを書き直してください。既定をもう一度写すなら、先にそのファイルを別の名前にして、市のフォルダーの外へ移します。`,
    );
  };
  mustBeCitysOwn(home);
  mustBeNew();
  makeFolders(dirname(target), 0o770);
  const from = join(DEFAULTS_FOLDER, name);
  copyDurably(from, target, {check: mustBeNew});
  return {from, to: target, lineCount: readOwnFile(target).toString("utf8").trimEnd().split("\n").length};
}
