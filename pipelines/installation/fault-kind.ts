/** What a machine does to a program that has no fault itself. `newer`: a later program wrote the file. */
export type FaultKind = "locked" | "damaged" | "full" | "forbidden" | "missing" | "newer";

const KIND_OF_CODE: Record<string, FaultKind> = {
  ENOENT: "missing",
  ENOTDIR: "missing",
  EACCES: "forbidden",
  EPERM: "forbidden",
  EROFS: "forbidden",
  ENOSPC: "full",
  EDQUOT: "full",
  EFBIG: "full",
  EBUSY: "locked",
  ETXTBSY: "locked",
  EIO: "damaged",
};

/** The kind of what the operating system calls by a code (see system-code.ts). */
export function kindOfCode(code: string | undefined): FaultKind | undefined {
  return code === undefined ? undefined : KIND_OF_CODE[code];
}
