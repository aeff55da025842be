import {z} from "zod";

/** An account of the operating system. */
export const account = z.object({
  name: z.string(),
  /** Who became this account through sudo; null for who logged in as it. */
  sudo_user: z.string().nullable(),
});

export type Account = z.infer<typeof account>;

/** "root（sudo: tanaka）". */
export function accountText({name, sudo_user}: Account): string {
  return sudo_user === null ? name : `${name}（sudo: ${sudo_user}）`;
}

/**
 * Whether one person may stand behind both: they share an account. Two that share one count as one, whoever came to it through
 * sudo, as nothing the system vouches for tells them apart.
 */
export function mayBeOnePerson(one: Account, other: Account): boolean {
  const names = new Set([one.name, one.sudo_user]);
  return names.has(other.name) || (other.sudo_user !== null && names.has(other.sudo_user));
}
