import {z} from "zod";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** backup.json of a backup: written last, so that a folder that has it is whole. */
export const backupNote = z.strictObject({
  madeAt: z.iso.datetime(),
  currentReleaseId: z.string().nullable(),
  /** First signs of the hash of the key for staff keys; null while there is no key. */
  keyMark: z.string().nullable(),
  hasKey: z.boolean(),
  /** Paths within the folder `files`, with / between their parts. */
  files: z.array(z.strictObject({path: z.string(), byteCount: z.int(), sha256})),
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
