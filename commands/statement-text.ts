import {readFileSync} from "node:fs";
import {UserError} from "../schemas/errors.ts";

/** The statement from the argument, the file or standard input. UserError when there is none, or two. */
export function statementText({sql, file}: {sql: string | undefined; file: string | undefined}): string {
  if (sql !== undefined && file !== undefined)
    throw new UserError("SQLは、そのまま書くか --file で渡すか、どちらか一つにしてください。");
  if (sql !== undefined) return sql;
  if (file !== undefined) return fromFile(file);
  if (process.stdin.isTTY)
    throw new UserError('SELECT文を書いてください。例: npx kaikaku sql "from marts.dim_kpis"');
  const text = readFileSync(0, "utf8");
  if (text.trim() === "")
    throw new UserError(
      '標準入力が空です。SELECT文を、引数（npx kaikaku sql "select …"）か --file か標準入力で渡してください。',
    );
  return text;
}

function fromFile(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new UserError(`「${file}」を読めません。ファイルの場所と名前を確かめてください。`, {cause});
  }
}
