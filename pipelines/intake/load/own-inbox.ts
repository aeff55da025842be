import {UserError} from "../../../schemas/errors.ts";
import type {Home} from "../../installation/home.ts";
import {leadsAstray} from "../../installation/nobodys-place.ts";

/** UserError when the inbox is a link to what the installation or the program uses: what lies in an inbox is loaded and taken away. */
export function mustBeOwnInbox(home: Home): void {
  const astray = leadsAstray(home.inbox, home);
  if (astray === undefined) return;
  throw new UserError(
    `受け箱（${home.inbox}）が、設備かプログラムの使うフォルダー（${astray}）を指しています。中のファイルを取り込んで片付けてしまうので、何もせずにやめました。受け箱のリンクを消し、同じ名前のフォルダーを作るか、届くファイルだけを入れるフォルダーを指すリンクに直してください。`,
  );
}
