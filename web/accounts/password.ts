import {randomBytes, timingSafeEqual} from "node:crypto";
import {UserError} from "../../schemas/errors.ts";
import {type PasswordHash, readPasswordHash, TAG_BYTES} from "../../schemas/password-hash.ts";
import {AtATime} from "../tasks/at-a-time.ts";
import {isCommon} from "./common-passwords.ts";
import {reckonedApart} from "./reckoned-apart.ts";

/** OWASP's least for argon2id: 19 MiB, two passes, one lane. */
const COST = {memory: 19_456, passes: 2, parallelism: 1};
const SALT_BYTES = 16;

const SHORTEST = 12;
const LONGEST = 128;

/** Each reckoning takes a processor for a while. */
const RECKONINGS = new AtATime(2);

/** UserError for one that is too easily guessed, or cannot be typed again. */
export function mustBeGoodPassword(password: string, {id, name}: {id: string; name: string}): void {
  const length = [...password].length;
  if (length < SHORTEST)
    throw new UserError(`パスワードは${SHORTEST}文字以上にしてください（長い文でもかまいません）。`);
  if (length > LONGEST) throw new UserError(`パスワードは${LONGEST}文字までにしてください。`);
  if (new Set(password).size < 5)
    throw new UserError("同じ文字の繰り返しが多すぎます。ほかのパスワードにしてください。");
  const told = [id, name].filter((word) => word.length > 2);
  if (told.some((word) => password.toLowerCase().includes(word.toLowerCase())))
    throw new UserError("パスワードに、利用者の名前を入れないでください。");
  if (isCommon(password))
    throw new UserError(
      "よく使われるパスワードの一覧にあるので、すぐに当てられます。ほかのパスワードにしてください。",
    );
}

/** "$argon2id$v=19$m=19456,t=2,p=1$salt$tag" */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await derive(password, {salt, ...COST});
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(salt)}$${base64(tag)}`;
}

/**
 * Takes as long where there is no such account, or what is kept of its password was damaged, as where there is one: which names
 * exist is not told by time.
 */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const kept = hash === null ? undefined : readPasswordHash(hash);
  const {tag, ...cost} = kept ?? nobodys();
  const found = await derive(password, cost);
  return kept !== undefined && timingSafeEqual(found, tag);
}

/** Of nobody's password. */
function nobodys(): PasswordHash {
  return {...COST, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES)};
}

type Cost = Omit<PasswordHash, "tag">;

function derive(password: string, {salt, ...cost}: Cost): Promise<Buffer> {
  const message = password.normalize("NFKC");
  return RECKONINGS.run(() =>
    reckonedApart({message, nonce: salt.toString("base64"), tagLength: TAG_BYTES, ...cost}),
  );
}

function base64(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}
