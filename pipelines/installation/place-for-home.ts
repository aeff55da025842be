import {readdirSync, statSync} from "node:fs";
import {UserError} from "../../schemas/errors.ts";
import {visibleLine} from "../../schemas/visible-text.ts";

/** One of them lies in every installation. */
const OF_HOMES =
  /^(inbox|archive|city|releases|refused|candidates|locks|ledger\.duckdb|settings\.yaml|secret|access-log\.jsonl|queries\.jsonl|restoring|restore\.json)$/;
/** What lies in a new folder by itself: a new disk, a new account, the launchers that were put there first. */
const OF_NOBODY = /^(lost\+found$|kaikaku(\.cmd)?$|\.)/;

/**
 * UserError for what can be no installation: no folder, or one in which other things lie and nothing of an installation (the
 * whole disk, a person's own folder): all that lies in an installation is closed to others, and some of it is tidied up.
 */
export function mustBeForHome(root: string): void {
  const found = statSync(root, {throwIfNoEntry: false});
  if (!found) return;
  if (!found.isDirectory())
    throw new UserError(
      `設備の場所（KAIKAKU_HOME）「${root}」はフォルダーではありません。フォルダーを指定してください。`,
    );
  const names = readdirSync(root).filter((name) => !OF_NOBODY.test(name));
  if (names.length === 0 || names.some((name) => OF_HOMES.test(name))) return;
  throw new UserError(
    `設備の場所（KAIKAKU_HOME）「${root}」には、設備でないもの（${names.slice(0, 3).map(visibleLine).join("、")}${names.length > 3 ? " など" : ""}）があります。何も変えていません。設備のフォルダーか、空のフォルダーか、新しい名前を指定してください。`,
  );
}
