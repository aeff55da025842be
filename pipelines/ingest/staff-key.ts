import {quoted} from "./judge-sql.ts";

const BLOCK_BYTES = 64;

/** SQL that turns a staff number into its key: the first 60 bits of its HMAC-SHA-256 under the installation's secret. */
export function staffKeySql(staffNumber: string, secret: Buffer): string {
  return `keyed_hash(${staffNumber}, unhex(${quoted(padded(secret, 0x36))}), unhex(${quoted(padded(secret, 0x5c))}))`;
}

/** The key xored with a byte up to the hash's block size (RFC 2104), as hex. */
function padded(secret: Buffer, pad: number): string {
  const block = Buffer.alloc(BLOCK_BYTES, pad);
  for (const [index, byte] of secret.entries()) block[index] = byte ^ pad;
  return block.toString("hex");
}
