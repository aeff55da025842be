import {closeSync, openSync, readSync, writeSync} from "node:fs";

const MIX = 0xbf58476d1ce4e5b9n;
const WORD = 0xffffffffffffffffn;

/** Turns a database file into one of a storage version that no engine of today knows, with a right checksum. */
export function makeNewer(file: string): void {
  const handle = openSync(file, "r+");
  const head = Buffer.alloc(16);
  readSync(handle, head, 0, 16, 0);
  // Eight bytes of checksum, "DUCK", eight bytes of version: the first word of the sum holds the version's lower half.
  const before = head.readBigUInt64LE(8);
  head.writeUInt32LE(9999, 12);
  const changed = mixed(before) ^ mixed(head.readBigUInt64LE(8));
  head.writeBigUInt64LE(head.readBigUInt64LE(0) ^ changed, 0);
  writeSync(handle, head, 0, 16, 0);
  closeSync(handle);
}

function mixed(word: bigint): bigint {
  return (word * MIX) & WORD;
}
