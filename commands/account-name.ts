import {userInfo} from "node:os";

/** Whose work this is, for what is recorded; a container may run accounts that have no name. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `利用者番号 ${process.getuid?.() ?? "不明"}`;
  }
}
