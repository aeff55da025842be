import {createHmac} from "node:crypto";
import {expect, test} from "vitest";
import {staffKeySql} from "../../pipelines/ingest/staff-key.ts";
import {functionDefinitions} from "../../pipelines/sql-files.ts";
import {openWritable} from "../../pipelines/warehouse/open.ts";

test("the key made in SQL is the start of Node's HMAC-SHA-256", async () => {
  const engine = await openWritable(":memory:");
  await engine.run(functionDefinitions());
  const secret = Buffer.from("8f".repeat(32), "hex");
  const numbers = ["000000", "012345", "999999"];
  for (const number of numbers) {
    const [row] = await engine.rows(`select ${staffKeySql(`'${number}'`, secret)} as key`);
    const whole = createHmac("sha256", secret).update(number).digest();
    expect(row?.key).toBe(String(whole.readBigUInt64BE() >> 4n));
  }
  engine.close();
});
