import {createCipheriv, createDecipheriv, randomBytes} from "node:crypto";
import {z} from "zod";

const CIPHER = "aes-256-gcm";
const [NONCE_BYTES, TAG_BYTES] = [12, 16];
/** Letters: browsers keep cookies of some 4,000. */
const LONGEST = 3500;

/** Who went to the provider and is expected back. */
const away = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where they wanted to go. */
  next: z.string(),
  /** Until when they are expected (ms). */
  until: z.number(),
});

export type Away = z.infer<typeof away>;

/**
 * Who is away carries with them, closed, what is known of them: the window remembers nobody, so that nobody, however many leave, takes
 * another's place. The key is the window's alone and ends with it.
 */
export class AwayNotes {
  readonly #key = randomBytes(32);

  /** What the browser is to bring back; a place too long for it is the first page. */
  close(leaver: Away): string {
    const closed = this.#closed(leaver);
    return closed.length <= LONGEST ? closed : this.#closed({...leaver, next: "/"});
  }

  /** Undefined for what this window did not close, and for who comes back too late. */
  open(brought: string | undefined, now: Date): Away | undefined {
    const bytes = Buffer.from(brought ?? "", "base64url");
    if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
    const opened = away.safeParse(this.#opened(bytes)).data;
    return opened && opened.until >= now.getTime() ? opened : undefined;
  }

  #closed(leaver: Away): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce);
    const content = [cipher.update(JSON.stringify(leaver), "utf8"), cipher.final()];
    return Buffer.concat([nonce, ...content, cipher.getAuthTag()]).toString("base64url");
  }

  #opened(bytes: Buffer): unknown {
    const decipher = createDecipheriv(CIPHER, this.#key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const content = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
      return JSON.parse(Buffer.concat(content).toString("utf8"));
    } catch {
      return undefined;
    }
  }
}
