import {createHmac} from "node:crypto";

/** What stands for a staff number in the warehouse: the first 60 bits of its HMAC-SHA-256 (RFC 2104) under the installation's secret. */
export function staffKey(staffNumber: string, secret: Buffer): bigint {
  return createHmac("sha256", secret).update(staffNumber).digest().readBigUInt64BE() >> 4n;
}
