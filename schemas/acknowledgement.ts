import {z} from "zod";

/** A note (注意) that somebody of the office has seen and lets be, until what it says is of other rows. */
export const acknowledgement = z.strictObject({
  /** Name of the check. */
  note: z.string(),
  /** Of the rows that were seen. */
  fingerprint: z.string(),
  row_count: z.int(),
  /** What the note said. */
  seen: z.string(),
  acknowledged_at: z.string(),
  /** The day in Japan. */
  acknowledged_on: z.iso.date(),
  acknowledged_by: z.string(),
  account: z.string(),
  reason: z.string(),
});

export type Acknowledgement = z.infer<typeof acknowledgement>;

/** Whether somebody has seen exactly these rows of a check and lets them be. */
export function isAcknowledged(
  {check, fingerprint}: {check: string; fingerprint: string | null},
  acknowledgements: Acknowledgement[],
): boolean {
  return acknowledgements.some((one) => one.note === check && one.fingerprint === fingerprint);
}
