import {realpathSync} from "node:fs";
import {basename, dirname} from "node:path";
import {UserError} from "../../../schemas/errors.ts";
import {PROJECT} from "../../catalog/sql-files.ts";
import type {Home} from "../../installation/home.ts";
import {isWithin} from "../../installation/nobodys-place.ts";

/**
 * UserError when the inbox is a link to the installation itself, to another of its folders, to the program, or to a folder
 * around one of them: what lies in an inbox is loaded and taken away.
 */
export function mustBeOwnInbox({root, inbox}: Home): void {
  const [real, home, program] = [realpathSync(inbox), realpathSync(root), realpathSync(PROJECT)];
  const isUsual = dirname(real) === home && basename(real) === basename(inbox);
  const isOthers = [home, program].some((folder) => isWithin(folder, real) || isWithin(real, folder));
  if (isUsual || !isOthers) return;
  throw new UserError(
    `受け箱（${inbox}）が、設備かプログラムの使うフォルダー（${real}）を指しています。中のファイルを取り込んで片付けてしまうので、何もせずにやめました。受け箱のリンクを消し、同じ名前のフォルダーを作るか、届くファイルだけを入れるフォルダーを指すリンクに直してください。`,
  );
}
