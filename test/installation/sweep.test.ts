import {spawn} from "node:child_process";
import {once} from "node:events";
import {existsSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {leftovers, sweep} from "../../pipelines/installation/sweep.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

test("what a running process reads from stays, and goes once it has ended, however it ended", async () => {
  const home = sampleHome(temporaryFolder());
  const reader = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const opened = ["reading", "searching"].map((kind) => join(home.scratch, `${kind}-${reader.pid}.csv`));
  for (const file of opened) writeFileSync(file, "012345");
  sweep(home);
  expect(opened.map((file) => existsSync(file))).toEqual([true, true]);
  reader.kill("SIGKILL");
  await once(reader, "exit");
  expect(leftovers(home).toSorted()).toEqual(opened);
  sweep(home);
  expect(opened.map((file) => existsSync(file))).toEqual([false, false]);
});
