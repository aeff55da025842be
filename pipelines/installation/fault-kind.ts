/**
 * What a machine does to a program that has no fault itself. `newer`: a later program wrote the file; `exhausted`: no
 * memory, no room for one more open file; `failed`: anything else that the system refused, as a disk of the network that
 * is not there any more.
 */
export type FaultKind =
  | "locked"
  | "damaged"
  | "full"
  | "forbidden"
  | "missing"
  | "newer"
  | "exhausted"
  | "failed";

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
  EMFILE: "exhausted",
  ENFILE: "exhausted",
  ENOMEM: "exhausted",
  EAGAIN: "exhausted",
};

/** The kind of what the operating system calls by a code (see system-code.ts). */
export function kindOfCode(code: string | undefined): FaultKind | undefined {
  return code === undefined ? undefined : (KIND_OF_CODE[code] ?? "failed");
}
