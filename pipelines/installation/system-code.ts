/** "ENOENT" and the like: the operating system's own name of what went wrong, in no language. Undefined for other errors. */
export function systemCode(error: Error): string | undefined {
  if ("code" in error && typeof error.code === "string" && SYSTEM_CODE.test(error.code)) return error.code;
  // An error that came from another thread has lost its fields; Node's message begins with the code.
  return /^(E[A-Z0-9]+): /.exec(error.message)?.[1];
}

const SYSTEM_CODE = /^E[A-Z0-9]+$/;
