import {userInfo} from "node:os";
import type {Account} from "../../schemas/account.ts";
import {visibleLine} from "../../schemas/visible-text.ts";

/**
 * Whose process this is. The operating system vouches for the name; that of who came through sudo stands in the environment,
 * where whoever works as the account can write something else.
 */
export function accountHere(environment: NodeJS.ProcessEnv = process.env): Account {
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
