import {z} from "zod";
import {isPlainPath} from "./backup.ts";

/** A name of one file or folder: what is read from a file that others may have written must not lead elsewhere as a path. */
export const plainName = z
  .string()
  .refine((name) => isPlainPath(name) && !name.includes("/"), "ファイルの名前ではありません");
