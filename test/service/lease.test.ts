import {spawn} from "node:child_process";
import {once} from "node:events";
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {takeLease} from "../../pipelines/installation/lease.ts";
import {temporaryFolder} from "../temporary-folder.ts";

test("a second process gets no lease while the first lives, and gets it when the first is killed", async () => {
  const file = join(temporaryFolder(), "lease.duckdb");
  const script = fileURLToPath(new URL("./hold-lease.ts", import.meta.url));
  const holder = spawn(process.execPath, [script, file], {stdio: ["ignore", "pipe", "inherit"]});
  const [answer] = await once(holder.stdout, "data");
  expect(String(answer)).toBe("mine\n");
  expect(await takeLease(file)).toBeUndefined();
  holder.kill("SIGKILL");
  await once(holder, "close");
  const lease = await takeLease(file);
  expect(lease).toBeDefined();
  lease?.release();
});

test("half a lease left by a process that died while making it keeps nobody out", async () => {
  const file = join(temporaryFolder(), "lease.duckdb");
  writeFileSync(file, "DUCK of which the rest was never written".repeat(20));
  const lease = await takeLease(file);
  expect(lease).toBeDefined();
  lease?.release();
});
