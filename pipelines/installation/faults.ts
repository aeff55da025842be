import {UserError} from "../../schemas/errors.ts";

const NO_SPACE = /ENOSPC|EDQUOT|No space left|Disk quota|EFBIG|File too large/;
const NO_RIGHT = /EACCES|EPERM|EROFS|Permission denied|Read-only file system/;

const DAMAGED = /Corrupt database file|not a valid DuckDB|Could not read enough bytes|Could not read all/;

/**
 * An error that the machine caused and a person can mend, in words; any other comes back as it is. Nothing that was
 * published or loaded before is touched by either.
 */
export function inWords(cause: unknown): unknown {
  if (!(cause instanceof Error) || cause instanceof UserError) return cause;
  if (NO_SPACE.test(cause.message))
    return new UserError(
      "ディスクの空きが足りなくなったため、途中でやめました。前の公開版と取り込んだファイルはそのままです。空きを作ってから、もう一度実行してください（npx kaikaku doctor で確かめられます）。",
      {cause},
    );
  if (NO_RIGHT.test(cause.message))
    return new UserError(
      `読み書きする権限がないため、途中でやめました（${cause.message}）。フォルダーの権限を直してから、もう一度実行してください（npx kaikaku doctor で確かめられます）。`,
      {cause},
    );
  if (DAMAGED.test(cause.message))
    return new UserError(
      `データのファイルが壊れているか、途中で切れています（${cause.message}）。どれをどう直すかは npx kaikaku doctor で確かめてください。`,
      {cause},
    );
  return cause;
}
