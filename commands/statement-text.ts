import {readAtMost, readNamedFile} from "../pipelines/installation/plain-file.ts";
import {UserError} from "../schemas/errors.ts";

/** Far more than a statement may have, so that its own message tells how much that is. */
const LARGEST_BYTES = 1_000_000;

/** The statement from the argument, the file or standard input. UserError when there is none, or two. */
export function statementText({sql, file}: {sql: string | undefined; file: string | undefined}): string {
  if (sql !== undefined && file !== undefined)
    throw new UserError("SQLは、そのまま書くか --file で渡すか、どちらか一つにしてください。");
  if (sql !== undefined) return sql;
  if (file !== undefined) return readNamedFile(file, LARGEST_BYTES).toString("utf8");
  if (process.stdin.isTTY)
    throw new UserError('SELECT文を書いてください。例: npx kaikaku sql "from marts.dim_kpis"');
  const text = fromStandardInput();
  if (text.trim() === "")
    throw new UserError(
      '標準入力が空です。SELECT文を、引数（npx kaikaku sql "select …"）か --file か標準入力で渡してください。',
    );
  return text;
}

function fromStandardInput(): string {
  try {
    return readAtMost(0, LARGEST_BYTES).toString("utf8");
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(`標準入力を読めません。${cause.message}`, {cause});
  }
}
