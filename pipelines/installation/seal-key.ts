import {randomBytes} from "node:crypto";
import {closeSync, existsSync, fsyncSync, openSync, realpathSync, rmSync} from "node:fs";
import {dirname, isAbsolute, resolve} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {flushFolder} from "./durable.ts";
import type {Home} from "./home.ts";
import {isWithin, mustBeOutside, ownFolderAround, realPlace} from "./nobodys-place.ts";
import {readNamedFile} from "./plain-file.ts";
import {readSettings, settingsFile} from "./settings.ts";
import {writeFully} from "./write-fully.ts";

const KEY = /^[0-9a-f]{64}$/;
const LARGEST_KEY_FILE = 4096;

/** The file that settings.yaml names for the key; undefined where nothing is to be sealed. UserError where copies of the installation would hold it. */
export function sealKeyFile(home: Home): string | undefined {
  const file = readSettings(home).encryption?.key_file;
  if (file !== undefined && !isAbsolute(file))
    throw new UserError(
      `${settingsFile(home)} の encryption の key_file は、ルートからの場所（/etc/… など）で書いてください。`,
    );
  if (file !== undefined) mustLieOutside(file, home);
  return file;
}

/** The key with which archive and backups are sealed; undefined where nothing is to be. UserError where it is missing or damaged. */
export function sealKey(home: Home): Buffer | undefined {
  const file = sealKeyFile(home);
  return file === undefined ? undefined : keyIn(file);
}

/** The key in a file. UserError where it is missing or damaged. */
export function keyIn(file: string): Buffer {
  if (!existsSync(file))
    throw new UserError(
      `暗号の鍵「${file}」がありません。鍵の写しをそこに置くか、はじめてなら npx kaikaku seal --new-key ${file} で作ってください。`,
    );
  const text = readNamedFile(file, LARGEST_KEY_FILE).toString("utf8").trim();
  if (KEY.test(text)) return Buffer.from(text, "hex");
  throw new UserError(`暗号の鍵「${file}」の中身が壊れています。鍵の写しで置き換えてください。`);
}

/** The key for what is sealed already. UserError where none is named any more. */
export function keyForSealed(home: Home, file: string): Buffer {
  const key = sealKey(home);
  if (key) return key;
  throw new UserError(
    `「${file}」は暗号化したファイルです。暗号化したときの鍵の場所を、${settingsFile(home)} に encryption の key_file として書いてください。`,
  );
}

/** Makes a new key in a file that must not be there yet, readable by its owner only, outside the installation; in the one that was judged, whatever a link makes of "..". */
export function makeSealKey(typed: string, home: Home): void {
  const place = resolve(typed);
  mustLieOutside(place, home);
  mustBeOutside(place);
  if (existsSync(place))
    throw new UserError(
      `「${place}」はもうあります。鍵を上書きすると、それで暗号化したものが読めなくなるので、作りません。ほかの場所を指定してください。`,
    );
  const handle = openSync(place, "wx", 0o600);
  try {
    writeFully(handle, `${randomBytes(32).toString("hex")}\n`);
    fsyncSync(handle);
  } catch (cause) {
    rmSync(place, {force: true});
    throw cause;
  } finally {
    closeSync(handle);
  }
  flushFolder(dirname(place));
}

/** UserError for a key in a folder that it is to protect. */
export function mustLieApart(file: string, folder: string): void {
  if (existsSync(folder) && isWithin(realpathSync(folder), realPlace(file)))
    throw protectsItself(file, folder);
}

function mustLieOutside(file: string, home: Home): void {
  const own = existsSync(home.root) ? ownFolderAround(realPlace(file), home) : undefined;
  if (own !== undefined) throw protectsItself(file, own);
}

function protectsItself(file: string, folder: string): UserError {
  return new UserError(
    `鍵「${file}」が、鍵で守るフォルダー（${folder}）の中にあります。一緒に写され、失われるので、ほかの場所に置いてください。`,
  );
}
