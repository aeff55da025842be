import {createHmac, randomBytes, timingSafeEqual} from "node:crypto";

const MOST_FAILURES = 5;
const REST_MS = 15 * 60 * 1000;
const MOST_NAMES = 10_000;
/** Letters of a name: nobody's is longer, and strangers type any. */
const LONGEST_NAME = 100;

interface Failures {
  count: number;
  /** In milliseconds. */
  lastAt: number;
}

/**
 * Slows down who guesses passwords, and nobody else: a browser in which an account has signed in before holds a mark, and
 * is counted by itself. However often strangers fail, its person still gets in.
 */
export class Throttle {
  readonly #key = randomBytes(32);
  readonly #failures = new Map<string, Failures>();
  /** By the account alone, since somebody came in. */
  readonly #untold = new Map<string, Failures>();

  /** What such a browser holds. */
  markFor(accountId: string): string {
    const nonce = randomBytes(16).toString("base64url");
    return `${nonce}.${this.#seal(accountId, nonce)}`;
  }

  /** Until when (ms) nothing is tried, or undefined. */
  restsUntil(accountId: string, mark: string | undefined, now: number): number | undefined {
    const found = this.#failures.get(this.#nameOf(accountId, mark));
    if (!found || found.count < MOST_FAILURES) return undefined;
    const until = found.lastAt + REST_MS;
    return until > now ? until : undefined;
  }

  failed(accountId: string, mark: string | undefined, now: number): void {
    const name = this.#nameOf(accountId, mark);
    const before = this.#failures.get(name);
    const isFresh = before === undefined || now - before.lastAt > REST_MS;
    keep(this.#failures, name, {count: isFresh ? 1 : before.count + 1, lastAt: now});
    const account = accountId.slice(0, LONGEST_NAME);
    keep(this.#untold, account, {count: (this.#untold.get(account)?.count ?? 0) + 1, lastAt: now});
  }

  /** How often an account's password was typed wrongly since its person came in last, from anywhere; once. */
  takeUntold(accountId: string): Failures | undefined {
    const found = this.#untold.get(accountId);
    this.#untold.delete(accountId);
    return found;
  }

  succeeded(accountId: string, mark: string | undefined): void {
    this.#failures.delete(this.#nameOf(accountId, mark));
  }

  /** Strangers are counted together for each account. */
  #nameOf(typed: string, mark: string | undefined): string {
    const accountId = typed.slice(0, LONGEST_NAME);
    const [nonce = "", seal = ""] = (mark ?? "").split(".");
    const isKnown = mark !== undefined && isSame(seal, this.#seal(accountId, nonce));
    return `${accountId} ${isKnown ? nonce : ""}`;
  }

  #seal(accountId: string, nonce: string): string {
    return createHmac("sha256", this.#key).update(`${accountId} ${nonce}`).digest("base64url");
  }
}

/** As the newest; the oldest of too many is forgotten. */
function keep(all: Map<string, Failures>, name: string, failures: Failures): void {
  all.delete(name);
  all.set(name, failures);
  while (all.size > MOST_NAMES) all.delete(all.keys().next().value ?? "");
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
