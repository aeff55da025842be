import {createHash, randomBytes} from "node:crypto";

const IDLE_MS = 60 * 60 * 1000;
const LONGEST_MS = 12 * 60 * 60 * 1000;
const MOST_SESSIONS = 2000;

/** Somebody who signed in, in one browser. Nothing of it is written down: when the window ends, all sign in again. */
export interface Session {
  accountId: string;
  beganAt: number;
  seenAt: number;
  /** What was read in it and stands in the log: once for a page of a release. */
  read: Set<string>;
  /** Said on the next page, once. */
  notice: string | undefined;
}

/** Who is signed in. Known by a hash of what the browser holds, so that memory does not give it away. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  /** What the browser is to hold: 256 bits by chance. `notice` is said on the first page. */
  begin(accountId: string, now: number, notice?: string): string {
    const secret = randomBytes(32).toString("base64url");
    this.#tidy(now);
    this.#sessions.set(hashed(secret), {
      accountId,
      beganAt: now,
      seenAt: now,
      read: new Set(),
      notice,
    });
    return secret;
  }

  /** Undefined for what is none, and for one that was idle or lasted for too long. */
  of(secret: string | undefined, now: number): Session | undefined {
    if (secret === undefined) return undefined;
    const session = this.#sessions.get(hashed(secret));
    if (!session || isOver(session, now)) return undefined;
    session.seenAt = now;
    return session;
  }

  end(secret: string): void {
    this.#sessions.delete(hashed(secret));
  }

  /** All of an account but one: after its password or rights changed. */
  endOf(accountId: string, butSecret?: string): void {
    const kept = butSecret === undefined ? undefined : hashed(butSecret);
    for (const [key, session] of this.#sessions)
      if (session.accountId === accountId && key !== kept) this.#sessions.delete(key);
  }

  /** How many other browsers the account is signed in with. */
  othersOf(accountId: string, secret: string | undefined, now: number): number {
    this.#tidyOver(now);
    const own = secret === undefined ? undefined : hashed(secret);
    return [...this.#sessions].filter(([key, session]) => session.accountId === accountId && key !== own)
      .length;
  }

  #tidy(now: number): void {
    this.#tidyOver(now);
    while (this.#sessions.size >= MOST_SESSIONS)
      this.#sessions.delete(this.#sessions.keys().next().value ?? "");
  }

  #tidyOver(now: number): void {
    for (const [key, session] of this.#sessions) if (isOver(session, now)) this.#sessions.delete(key);
  }
}

function isOver({beganAt, seenAt}: Session, now: number): boolean {
  return now - seenAt > IDLE_MS || now - beganAt > LONGEST_MS;
}

function hashed(secret: string): string {
  return createHash("sha256").update(secret).digest("base64");
}
