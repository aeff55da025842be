import {z} from "zod";
import {accessHead} from "./access-head.ts";

/** Of the 255 of the usual file systems: while a file is copied, and where it must not start by itself, more stands behind its name. */
const LONGEST_NAME_BYTES = 240;

/** No system opens a longer path, and one of thousands of parts is many times itself in memory. */
const LONGEST_PATH_BYTES = 4000;

/** Parts of a path that stays where it is put, in every file system: no way up, no drive, no name that a system gives a meaning. */
export function isPlainPath(path: string): boolean {
  if (path.length > LONGEST_PATH_BYTES || bytesOf(path) > LONGEST_PATH_BYTES) return false;
  const parts = path.split("/");
  return parts.every(
    (part) =>
      part !== "" &&
      part !== "." &&
      part !== ".." &&
      !/[\\:*?"<>|\p{Cc}]|[ .]$/u.test(part) &&
      bytesOf(part) <= LONGEST_NAME_BYTES,
  );
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** backup.json of a backup: written last, so that a folder that has it is whole. */
export const backupNote = z.strictObject({
  madeAt: z.iso.datetime(),
  currentReleaseId: z.string().nullable(),
  /** First signs of the hash of the key for staff keys; null while there is no key. */
  keyMark: z.string().nullable(),
  hasKey: z.boolean(),
  /**
   * Files as they were sent, with staff numbers: held as they are, sealed with the rest of the backup, or left out. Earlier
   * programs always held them.
   */
  originals: z.enum(["held", "sealed", "left_out"]).default("held"),
  /** Where the log of who read what stood; null in backups of before, and while nobody had read anything. */
  accessLog: accessHead.nullable().default(null),
  /** Names by content of the originals that were there. */
  contents: z.array(sha256).default([]),
  /** Paths within the folder `files`, with / between their parts. */
  files: z.array(
    z.strictObject({
      path: z.string().refine(isPlainPath, "設備の外を指すか、使えない字のある名前です"),
      byteCount: z.int().nonnegative(),
      sha256,
    }),
  ),
  /** Checksum of all of the above as it stands in the file; null in backups of before. */
  sum: sha256.nullable().default(null),
});

export type BackupNote = z.infer<typeof backupNote>;

/** What `doctor` says of one thing. */
export interface Diagnosis {
  probe: string;
  state: "ok" | "warning" | "fault";
  what: string;
  /** What to do; "" when all is well. */
  mend: string;
}

/** service/last-backup.json: what an office asks of its backups without having them at hand. */
export const lastBackup = z.strictObject({
  made_at: z.iso.datetime(),
  folder: z.string(),
  file_count: z.int(),
  /** Nothing was missed, and nothing in it was other than the program had written it. */
  is_whole: z.boolean(),
});

export type LastBackup = z.infer<typeof lastBackup>;
