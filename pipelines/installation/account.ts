import {userInfo} from "node:os";
import type {Account} from "../../schemas/account.ts";
import {visibleLine} from "../../schemas/visible-text.ts";

/** Whom this process works for in the window; undefined where it is its own account's. */
let served: string | undefined;

/** From now on this process acts for an account of the window. */
export function actFor(windowAccount: string): void {
  served = windowAccount;
}

/** Whether what the operating system knows of this process is not of the person behind it. */
export function isActingForWindow(): boolean {
  return served !== undefined;
}

/** An account of the window: no operating system has one of such a name. */
export function accountInWindow(id: string): Account {
  return {name: `窓口:${id}`, sudo_user: null};
}

/**
 * Whose process this is. The operating system vouches for the name; that of who came through sudo stands in the environment,
 * where whoever works as the account can write something else.
 */
export function accountHere(environment: NodeJS.ProcessEnv = process.env): Account {
  if (served !== undefined) return accountInWindow(served);
  const behind = environment.SUDO_USER ?? "";
  return {name: nameOfAccount(), sudo_user: behind.trim() === "" ? null : visibleLine(behind)};
}

/** A container may run accounts that have no name. */
function nameOfAccount(): string {
  try {
    return userInfo().username;
  } catch {
    return `利用者番号 ${process.getuid?.() ?? "不明"}`;
  }
}
