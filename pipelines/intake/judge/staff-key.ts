import {createHmac, createSecretKey, type KeyObject} from "node:crypto";

/** More staff numbers than any city has; a file of nonsense may have more, and they are not kept. */
const MOST_KEPT = 200_000;

/** The installation whose files this process reads: the same numbers stand in every file, and making a key is the dear part. */
interface KeysOfInstallation {
  secret: Buffer;
  key: KeyObject;
  keys: Map<string, bigint>;
}

let current: KeysOfInstallation | undefined;

/** What stands for a staff number in the warehouse: the first 60 bits of its HMAC-SHA-256 (RFC 2104) under the installation's secret. */
export function staffKey(staffNumber: string, secret: Buffer): bigint {
  if (!current?.secret.equals(secret)) current = {secret, key: createSecretKey(secret), keys: new Map()};
  const {key, keys} = current;
  const known = keys.get(staffNumber);
  if (known !== undefined) return known;
  const made = createHmac("sha256", key).update(staffNumber).digest().readBigUInt64BE() >> 4n;
  if (keys.size < MOST_KEPT) keys.set(staffNumber, made);
  return made;
}
