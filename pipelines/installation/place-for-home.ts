import {readdirSync, realpathSync, statSync} from "node:fs";
import {dirname} from "node:path";
import {UserError} from "../../schemas/errors.ts";
import {visibleLine} from "../../schemas/visible-text.ts";
import {mustLeadSomewhere} from "./make-folders.ts";
import {backupAround, homeAround, mustBeNamed, realPlace} from "./nobodys-place.ts";
import {otherPathsOf} from "./other-paths.ts";

/** Names of what lies in installations; other folders may have one of them, too: a person's own "archive". */
const OF_HOMES =
  /^(inbox|archive|city|releases|refused|candidates|built|output|scratch|service|locks|window|access-keys|settings\.yaml|secret|clock\.json|sql-history|faults\.log.*|mending\.jsonl|before-restore-.*)$/;
/** What lies in installations alone. */
const OF_HOMES_ALONE =
  /^(ledger\.duckdb|access-log\.jsonl|queries\.jsonl|known-keys\.json|settled\.json|restoring|restore\.json)$/;
/** What the first command makes. */
const MADE_FIRST = ["inbox", "releases", "candidates", "refused"];
/** What lies in a new folder by itself: a new disk, a new account, the launchers that were put there first. */
const OF_NOBODY = /^(lost\+found$|kaikaku(\.cmd)?$|\.)/;

/** Whether an installation lies there already, by the names in it. */
function isFounded(names: string[]): boolean {
  return names.some((name) => OF_HOMES_ALONE.test(name)) || MADE_FIRST.every((name) => names.includes(name));
}

/** The engine takes what follows for no part of a file's name, and looks for its log of the ledger in another folder. */
const NOT_FOR_ENGINE = "?";

/**
 * UserError for what can be no installation: a place that the engine cannot write to, a new one whose name is no UTF-8, no folder, the inside of a backup (which would be one no more)
 * or of another installation (an inbox in which a new one is founded is full of what nobody sent), or a folder in which
 * other things lie and nothing that only installations have (the whole disk, a person's own folder): all that lies in an
 * installation is closed to others, and some of it is tidied up.
 */
export function mustBeForHome(root: string): void {
  if (root.includes(NOT_FOR_ENGINE))
    throw new UserError(
      `設備の場所（KAIKAKU_HOME）「${root}」の名前に「${NOT_FOR_ENGINE}」があります。台帳を書けないので、「${NOT_FOR_ENGINE}」のない名前のフォルダーにしてください。`,
    );
  mustBeNamed(root);
  mustLeadSomewhere(root);
  const found = statSync(root, {throwIfNoEntry: false});
  if (found?.isDirectory() === false)
    throw new UserError(
      `設備の場所（KAIKAKU_HOME）「${root}」はフォルダーではありません。フォルダーを指定してください。`,
    );
  const real = found ? realpathSync(root) : realPlace(root);
  const ways = [real, ...otherPathsOf(real)];
  const backup = firstOf(ways, backupAround);
  if (backup !== undefined)
    throw new UserError(
      `設備の場所（KAIKAKU_HOME）「${root}」は、控え（${backup}）の中です。何も変えていません。控えの中で動かすと、控えとして使えなくなります。見るには、新しい名前を KAIKAKU_HOME に指定して、npx kaikaku restore --from ${backup} で戻してください。`,
    );
  const names = found ? readdirSync(root).filter((name) => !OF_NOBODY.test(name)) : [];
  if (isFounded(names)) return;
  const around = firstOf(ways, (way) => homeAround(dirname(way)));
  if (around !== undefined)
    throw new UserError(
      `設備の場所（KAIKAKU_HOME）「${root}」は、別の設備（${around}）の中です。何も変えていません。その設備を使うなら ${around} を、新しい設備を作るなら、その外の場所を指定してください。`,
    );
  const isOurs = (name: string) => OF_HOMES_ALONE.test(name) || OF_HOMES.test(name);
  if (names.every(isOurs)) return;
  const others = names.filter((name) => !isOurs(name));
  throw new UserError(
    `設備の場所（KAIKAKU_HOME）「${root}」には、設備でないもの（${others.slice(0, 3).map(visibleLine).join("、")}${others.length > 3 ? " など" : ""}）があります。何も変えていません。設備のフォルダーか、空のフォルダーか、新しい名前を指定してください。`,
  );
}

function firstOf(ways: string[], find: (way: string) => string | undefined): string | undefined {
  return ways.map(find).find((found) => found !== undefined);
}
