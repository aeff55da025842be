import {z} from "zod";
import {isPlainPath} from "./backup.ts";
import {UserError} from "./errors.ts";
import {visibleLine} from "./visible-text.ts";

/** A name of one file or folder: what is read from a file that others may have written must not lead elsewhere as a path. */
export const plainName = z
  .string()
  .refine((name) => isPlainPath(name) && !name.includes("/"), "ファイルの名前ではありません");

/** The name of a document: "packet_women_R6_2024-10-08-3f9c1a.pdf"; empty parts are left out. UserError as of namedPlainly. */
export function documentFileName(parts: string[], ending: "pdf" | "xlsx"): string {
  return namedPlainly(`${parts.filter((part) => part !== "").join("_")}.${ending}`);
}

/** A file's name that is made from what a release or a ledger says, which may have come with a hostile backup. UserError for a path. */
export function namedPlainly(name: string): string {
  if (plainName.safeParse(name).success) return name;
  throw new UserError(
    `台帳か公開版の中に、ファイルの名前にできない名前「${visibleLine(name)}」があります。書き換えられているおそれがあるので、何も書いていません。npx kaikaku doctor で確かめ、信用できる控えから戻してください（npx kaikaku restore）。`,
  );
}
