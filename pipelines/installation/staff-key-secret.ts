import {createHash, randomBytes} from "node:crypto";
import {existsSync} from "node:fs";
import {UserError} from "../../schemas/errors.ts";
import {keepersMode} from "./group-home.ts";
import type {Home} from "./home.ts";
import {readOwnFile} from "./plain-file.ts";
import {readSettings, settingsFile} from "./settings.ts";
import {isKey} from "./staff-key-place.ts";
import {writeWhole} from "./write-whole.ts";

/** The key for staff keys: 32 bytes, made once, for whoever loads and nobody else, never in the warehouse. UserError when it is damaged. */
export function staffKeySecret({root, secret}: Home): Buffer {
  mustBeWhereSettingsSay({root, secret});
  if (!existsSync(secret)) writeWhole(secret, randomBytes(32).toString("hex"), keepersMode(secret, root));
  const text = readOwnFile(secret).toString("utf8").trim();
  if (isKey(text)) return Buffer.from(text, "hex");
  throw new UserError(`職員番号の鍵（${secret}）の中身が壊れています。鍵の写しで置き換えてください。`);
}

/** UserError for settings whose line only the reader of settings understands: a key in the usual place would be another one. */
export function mustBeWhereSettingsSay({root, secret}: Pick<Home, "root" | "secret">): void {
  const said = readSettings({root}).staff_key_file;
  if (said === undefined || said === secret) return;
  throw new UserError(
    `${settingsFile({root})} の staff_key_file は、行の初めから1行で書いてください。例: staff_key_file: /etc/kaikaku/staff-key`,
  );
}

const MARK_LENGTH = 12;

/** Tells keys apart without giving them away; null while there is no key. */
export function keyMark({secret}: Pick<Home, "secret">): string | null {
  if (!existsSync(secret)) return null;
  const text = readOwnFile(secret).toString("utf8").trim();
  return createHash("sha256").update(`kaikaku key ${text}`).digest("hex").slice(0, MARK_LENGTH);
}
