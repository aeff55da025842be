import {extname} from "node:path";
import {UserError} from "../schemas/errors.ts";

type Form = "Excel" | "HTML" | "PDF";

const ENDINGS: Record<Form, [first: string, ...others: string[]]> = {
  Excel: [".xlsx"],
  HTML: [".html", ".htm"],
  PDF: [".pdf"],
};

/** UserError unless the file's name says what will be written into it; `otherwise` is how to get what it does say. */
export function mustBeNamedAs(form: Form, out: string | undefined, otherwise = ""): void {
  const [ending, ...others] = ENDINGS[form];
  if (out === undefined || [ending, ...others].includes(extname(out).toLowerCase())) return;
  throw new UserError(
    `「${out}」には書けません。書くのは${form}のファイルなので、名前の終わりを ${ending} にしてください。${otherwise}`,
  );
}

/** UserError where a folder is asked for and the name is that of a file. */
export function mustNameFolder(folder: string | undefined, fileEnding: string): void {
  if (folder === undefined || extname(folder).toLowerCase() !== fileEnding) return;
  throw new UserError(
    `「${folder}」には書けません。何枚か書くことがあるので、ファイルではなくフォルダーの名前を指定してください（${fileEnding} を付けない）。`,
  );
}
