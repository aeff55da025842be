import {japaneseTime} from "../../schemas/japanese-day.ts";
import type {WindowAccount} from "../../schemas/window-account.ts";
import {noteAct} from "../note-act.ts";
import type {Visit} from "../visit.ts";
import {keepMark, keepSession, sessionOf} from "./cookies.ts";

/** What a person should know of who tried before; undefined where nobody did. */
function failuresOf({window}: Visit, {id}: WindowAccount): string | undefined {
  const failures = window.throttle.takeUntold(id);
  return (
    failures &&
    `前にサインインしてから、この利用者名で、パスワードの間違いが${failures.count}回ありました（最後は${japaneseTime(new Date(failures.lastAt)).slice(0, 16)}）。覚えがなければ、管理の人に知らせてください。`
  );
}

/** Lets somebody in who was found to be who they say; `how` stands in the log. */
export function enter(visit: Visit, account: WindowAccount, how: string): void {
  const {window, context, now} = visit;
  noteAct({...visit, account}, how, {});
  window.book.noteSignIn(account.id, now);
  const former = sessionOf(context);
  if (former !== undefined) window.sessions.end(former);
  keepSession(context, window.sessions.begin(account.id, now.getTime(), failuresOf(visit, account)));
  keepMark(context, window.throttle.markFor(account.id));
}
