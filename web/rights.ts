import type {Role, WindowAccount} from "../schemas/window-account.ts";

/** Who may use a route: everybody, whoever has signed in, or who has one of these roles. */
export type Who = "everybody" | "signed_in" | Role[];

export function isAllowed(who: Who, account: WindowAccount | undefined): boolean {
  if (who === "everybody") return true;
  if (!account) return false;
  return who === "signed_in" || who.some((role) => account.roles.includes(role));
}

/** Who receives files, and who hands them in. */
export const HANDLES_FILES: Role[] = ["sender", "office"];
/** Who writes what the city decides, and teaches the words of its files. */
export const SETS_CITY: Role[] = ["admin", "office"];
export const PUBLISHES: Role[] = ["office", "approver"];

/** Who reads a candidate before it is public: who publishes, and who is named for it. */
export function mayReadEarly(account: WindowAccount): boolean {
  return account.reads_early || isAllowed(PUBLISHES, account);
}
