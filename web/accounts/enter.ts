import type {WindowAccount} from "../../schemas/window-account.ts";
import {noteAct} from "../note-act.ts";
import type {Visit} from "../visit.ts";
import {keepMark, keepSession, sessionOf} from "./cookies.ts";

/** Lets somebody in who was found to be who they say; `how` stands in the log. */
export function enter(visit: Visit, account: WindowAccount, how: string): void {
  const {window, context, now} = visit;
  noteAct({...visit, account}, how, {});
  window.book.noteSignIn(account.id, now);
  const former = sessionOf(context);
  if (former !== undefined) window.sessions.end(former);
  keepSession(context, window.sessions.begin(account.id, now.getTime()));
  keepMark(context, window.throttle.markFor(account.id));
}
