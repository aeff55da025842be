/** A fault that the user can mend: the message says where, what and what to do, in Japanese. Everything else is a bug. */
export class UserError extends Error {
  override readonly name = "UserError";
}
