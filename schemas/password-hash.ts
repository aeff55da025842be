/** A password as it is kept: argon2id in the PHC form, "$argon2id$v=19$m=19456,t=2,p=1$salt$tag". */
export interface PasswordHash {
  /** KiB. */
  memory: number;
  passes: number;
  parallelism: number;
  salt: Buffer;
  tag: Buffer;
}

export const TAG_BYTES = 32;

const PHC = /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** What RFC 9106 lets be, and what one sign-in may cost: 256 MiB, 16 passes, 16 lanes. */
const MOST_MEMORY = 262_144;
const MOST = 16;
const LEAST_MEMORY_A_LANE = 8;
const LEAST_SALT_BYTES = 8;
const MOST_SALT_BYTES = 64;

/** Undefined for what no password can be held against: it was damaged, or is of another program. */
export function readPasswordHash(text: string): PasswordHash | undefined {
  const [, m, t, p, ofSalt, ofTag] = PHC.exec(text) ?? [];
  if (ofSalt === undefined || ofTag === undefined) return undefined;
  const [memory, passes, parallelism] = [Number(m), Number(t), Number(p)];
  const [salt, tag] = [Buffer.from(ofSalt, "base64"), Buffer.from(ofTag, "base64")];
  const isLawful =
    isWithin(parallelism, 1, MOST) &&
    isWithin(passes, 1, MOST) &&
    isWithin(memory, LEAST_MEMORY_A_LANE * parallelism, MOST_MEMORY) &&
    isWithin(salt.length, LEAST_SALT_BYTES, MOST_SALT_BYTES) &&
    tag.length === TAG_BYTES;
  return isLawful ? {memory, passes, parallelism, salt, tag} : undefined;
}

function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}
