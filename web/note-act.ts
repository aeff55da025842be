import {recordAccess} from "../pipelines/access/record.ts";
import {accountInWindow} from "../pipelines/installation/account.ts";
import type {WindowAccount} from "../schemas/window-account.ts";
import type {Visit} from "./visit.ts";

/** Writes down who does what in the window, before it is done. UserError, and nothing is done, where that cannot be written. */
export function noteAct(
  {window, now, account}: Omit<Visit, "account"> & {account: Pick<WindowAccount, "id">},
  act: string,
  details: object,
): void {
  recordAccess(window.home, {event: "acted", act, details}, now, accountInWindow(account.id));
}

/** Who reads what: once in a session for each page of a release, however often it is looked at. */
export function noteReading(
  {window, now, account, session}: Visit & {account: WindowAccount; session: NonNullable<Visit["session"]>},
  what: string,
  details: Record<string, string>,
): void {
  const name = `${what} ${JSON.stringify(details)}`;
  if (session.read.has(name)) return;
  recordAccess(
    window.home,
    {event: "read", command: what, options: details, staffNumber: null},
    now,
    accountInWindow(account.id),
  );
  session.read.add(name);
}
