import {UserError} from "../schemas/errors.ts";

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

/** Runs work that writes where the user said: a place that cannot be written to is the user's to mend, not a bug. */
export async function writingTo<Result>(
  place: string,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? REASONS[String(cause.code)] : undefined;
    if (!reason) throw cause;
    throw new UserError(`「${place}」に書けません: ${reason}。ほかの置き場所を --out で指定してください。`, {
      cause,
    });
  }
}
