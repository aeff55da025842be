import {spawnSync} from "node:child_process";
import {join} from "node:path";
import {expect, test} from "vitest";
import {openWritable} from "../../pipelines/engine/open.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const OPEN = JSON.stringify(new URL("../../pipelines/engine/open.ts", import.meta.url).href);

/** A process of its own: an engine that is closed too early takes the whole process with it. */
function closing(file: string, script: string) {
  const text = `
    import {readdirSync, readlinkSync} from "node:fs";
    import {openReadOnly} from ${OPEN};
    const isOpen = () => readdirSync("/proc/self/fd").some((handle) => {
      try { return readlinkSync("/proc/self/fd/" + handle) === ${JSON.stringify(file)}; } catch { return false; }
    });
    const warehouse = await openReadOnly(${JSON.stringify(file)});
    ${script}`;
  const options = {encoding: "utf8", timeout: 60_000} as const;
  const {status, signal, stdout} = spawnSync(process.execPath, ["--input-type=module", "-e", text], options);
  return {status, signal, stdout};
}

async function someRelease(): Promise<string> {
  const file = join(temporaryFolder(), "release.duckdb");
  const warehouse = await openWritable(file);
  await warehouse.run("create table numbers as select unnest(range(100000)) as number");
  warehouse.close();
  return file;
}

test("closed beneath its running statements, a file is let go when the last has ended, and the process ends", async ({
  skip,
}) => {
  skip(process.platform !== "linux", "open files are looked up in /proc");
  const file = await someRelease();
  const script = `
      const answers = Array.from({length: 20}, (_, index) =>
        warehouse.rows("select count(distinct number + $1) as count from numbers", [index]));
      warehouse.close();
      const counts = (await Promise.all(answers)).map(([row]) => row.count);
      console.log(new Set(counts).size, counts[0], isOpen());`;
  for (let time = 0; time < 5; time += 1)
    expect(closing(file, script)).toEqual({status: 0, signal: null, stdout: "1 100000 false\n"});
});

test("what is closed takes no more statements, and may be closed again", async () => {
  const warehouse = await openWritable(":memory:");
  warehouse.close();
  warehouse.close();
  await expect(warehouse.rows("select 1")).rejects.toThrow("closed");
});
