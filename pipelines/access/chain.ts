import {createHash, createHmac} from "node:crypto";
import {z} from "zod";

/** What hangs a line of the log on the one before it. */
interface Link {
  /** 1, 2, 3 … without a gap. */
  number: number;
  /** Code of the line before; of nothing for the first. */
  previous: string;
  /** HMAC-SHA-256 of `previous` and the line's other content, with the log's key. */
  mac: string;
}

/** A line with all that stands in it, in its order, known to this program or not. */
export type Written = Link & Record<string, unknown>;

/** Undefined for what is no line of a log. */
export function readWritten(text: string): Written | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return link.safeParse(read).success ? (read as Written) : undefined;
  } catch {
    return undefined;
  }
}

const link = z.looseObject({number: z.int(), previous: z.string(), mac: z.string()});

export const FIRST = createHash("sha256").digest("hex");

/** A line of the log, hung on the one before it. */
export function linked(
  content: Record<string, unknown> & {number: number},
  {key, previous}: {key: Buffer; previous: string},
): Written {
  return {...content, previous, mac: macOf(content, {key, previous})};
}

/** Whether a text is the line as it is written: what means the same can stand there otherwise, and say something else to other readers. */
export function isAsWritten(text: string, written: Written): boolean {
  return text === JSON.stringify(written);
}

/** Whether this key made the line's code. */
export function isOwn({previous, mac, ...content}: Written, key: Buffer): boolean {
  return mac === macOf(content, {key, previous});
}

function macOf(content: object, {key, previous}: {key: Buffer; previous: string}): string {
  return createHmac("sha256", key)
    .update(`${previous}\n${JSON.stringify(content)}`)
    .digest("hex");
}

const MARK_LENGTH = 12;

/** Tells keys apart without giving them away. */
export function markOf(key: Buffer): string {
  return createHash("sha256").update("kaikaku access key ").update(key).digest("hex").slice(0, MARK_LENGTH);
}
