import {constants} from "node:os";

/** "ENOENT" and the like: the operating system's own name of what went wrong, in no language. Undefined for other errors. */
export function systemCode(error: Error): string | undefined {
  if ("code" in error && typeof error.code === "string" && isSystemCode(error.code)) return error.code;
  // An error that came from another thread has lost its fields; Node's message begins with the code.
  const said = /^(E[A-Z0-9]+): /.exec(error.message)?.[1];
  return said !== undefined && isSystemCode(said) ? said : undefined;
}

function isSystemCode(code: string): boolean {
  return code in constants.errno;
}
