import {z} from "zod";

/** service/health.json: what the service says of itself; `health --json` prints it with a verdict. */
export const health = z.strictObject({
  pid: z.int(),
  started_at: z.iso.datetime(),
  /** Renewed every half minute while the service lives, also during long work. */
  beat_at: z.iso.datetime(),
  state: z.enum(["idle", "working", "stopped"]),
  /** What it is doing, in Japanese; null while idle. */
  step: z.string().nullable(),
  current_release: z.string().nullable(),
  /** When it last looked and what came of it. */
  last_wake_at: z.iso.datetime().nullable(),
  late_files: z.int(),
  held_files: z.int(),
  /** Open alerts that stop the work or put it in danger. */
  errors: z.array(z.string()),
  warnings: z.int(),
  unsent_mail: z.string().nullable(),
});

export type Health = z.infer<typeof health>;

/** troubled: it lives and needs help; silent: it should beat and does not; unreadable: what it said last was damaged since. */
export type Verdict = "well" | "troubled" | "silent" | "stopped" | "never" | "unreadable";
