import {UserError} from "../../schemas/errors.ts";
import type {FaultKind} from "./fault-kind.ts";
import {faultIn} from "./faults.ts";
import {systemCode} from "./system-code.ts";

const OF_CODE: Record<string, string> = {
  ENOTDIR: "途中にフォルダーでないものがあります",
  EISDIR: "フォルダーです",
  EEXIST: "同じ名前のファイルがあります",
  EROFS: "読取り専用です",
  ENAMETOOLONG: "名前が長すぎます",
  ELOOP: "途中のリンクがたがいを指しています",
};

const OF_KIND: Partial<Record<FaultKind, string>> = {
  missing: "その場所がありません",
  forbidden: "書く権限がありません",
  full: "空きがありません",
  locked: "ほかのプログラムが使っています",
};

/** Runs work that writes where the user said: a place that cannot be written to is the user's to mend, not a bug. */
export async function writingTo<Result>(
  place: string,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const reason = cause instanceof UserError ? undefined : reasonOf(cause);
    if (!reason) throw cause;
    throw new UserError(`「${place}」に書けません: ${reason}。ほかの置き場所を指定してください。`, {
      cause,
    });
  }
}

function reasonOf(cause: unknown): string | undefined {
  const code = cause instanceof Error ? systemCode(cause) : undefined;
  const kind = faultIn(cause)?.kind;
  return OF_CODE[code ?? ""] ?? (kind && OF_KIND[kind]);
}
