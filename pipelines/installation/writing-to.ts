import {UserError} from "../../schemas/errors.ts";

const REASONS: Record<string, string> = {
  ENOENT: "その場所がありません",
  ENOTDIR: "途中にフォルダーでないものがあります",
  EISDIR: "フォルダーです",
  EEXIST: "同じ名前のファイルがあります",
  EACCES: "書く権限がありません",
  EPERM: "書く権限がありません",
  EROFS: "読取り専用です",
  ENOSPC: "空きがありません",
  EBUSY: "ほかのプログラムが使っています",
};

/** What the database says where Node gives a code. */
const ENGINE_WORDS: [RegExp, string][] = [
  [/No space left on device|not enough space on the disk/, "ENOSPC"],
  [/Permission denied|Access is denied/, "EACCES"],
  [/Read-only file system/, "EROFS"],
  [/No such file or directory|cannot find the path/, "ENOENT"],
];

/** Runs work that writes where the user said: a place that cannot be written to is the user's to mend, not a bug. */
export async function writingTo<Result>(
  place: string,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const reason = REASONS[codeOf(cause)];
    if (!reason) throw cause;
    throw new UserError(`「${place}」に書けません: ${reason}。ほかの置き場所を --out で指定してください。`, {
      cause,
    });
  }
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "";
  if ("code" in cause) return String(cause.code);
  const said = cause.message.startsWith("IO Error:") ? cause.message : "";
  return ENGINE_WORDS.find(([words]) => words.test(said))?.[1] ?? "";
}
