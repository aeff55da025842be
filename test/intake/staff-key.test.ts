import {expect, test} from "vitest";
import {openWritable} from "../../pipelines/engine/open.ts";
import {staffKey} from "../../pipelines/intake/judge/staff-key.ts";

const SECRET = Buffer.from("8f".repeat(32), "hex");
const BLOCK_BYTES = 64;

/** RFC 2104 by hand in the engine: an HMAC that shares nothing with Node's. */
async function keyInSql(staffNumber: string): Promise<bigint> {
  const padded = (pad: number) =>
    Buffer.from(Buffer.alloc(BLOCK_BYTES, pad).map((byte, at) => byte ^ (SECRET[at] ?? 0))).toString("hex");
  const engine = await openWritable(":memory:");
  const [row] = await engine.rows(
    `select cast('0x' || substr(sha256(unhex('${padded(0x5c)}') || unhex(sha256(unhex('${padded(0x36)}') || encode($1)))), 1, 15)
       as bigint) as key`,
    [staffNumber],
  );
  engine.close();
  return BigInt(String(row?.key));
}

test.each(["000000", "012345", "999999"])(
  "the key of %s is the beginning of its HMAC-SHA-256",
  async (number) => {
    expect(staffKey(number, SECRET)).toBe(await keyInSql(number));
  },
);

test("another installation's key of the same number is another, also in turn", () => {
  const other = Buffer.from("a1".repeat(32), "hex");
  const keys = [SECRET, other, SECRET, other].map((secret) => staffKey("012345", secret));
  expect(new Set(keys).size).toBe(2);
  expect(keys.slice(0, 2)).toEqual(keys.slice(2));
});
