import {spawn, spawnSync} from "node:child_process";
import {once} from "node:events";
import {existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {leftovers, sweep} from "../../pipelines/installation/sweep.ts";
import {sampleHome} from "../sample-city.ts";
import {temporaryFolder} from "../temporary-folder.ts";

const OWN_FOLDER = fileURLToPath(new URL("./own-folder.ts", import.meta.url));

test("what a running process has in scratch is its own, in a container too, where its number is another's; dead, it goes", async ({
  skip,
}) => {
  const {scratch, ...home} = sampleHome(temporaryFolder());
  const container = ["--user", "--map-root-user", "--pid", "--fork", "--kill-child"];
  skip(spawnSync("unshare", [...container, "true"]).status !== 0, "no name spaces here");
  const twins = [1, 2].map(() => spawn("unshare", [...container, process.execPath, OWN_FOLDER, scratch]));
  const folders = await Promise.all(
    twins.map(async ({stdout}) => String((await once(stdout, "data"))[0]).trim()),
  );
  expect(new Set(folders).size).toBe(2);
  sweep({...home, scratch});
  expect(folders.map((folder) => existsSync(folder))).toEqual([true, true]);
  for (const twin of twins) twin.kill("SIGKILL");
  // Whose processes cannot be asked for any more, their age tells.
  for (const folder of folders) utimesSync(folder, 1, 1);
  sweep({...home, scratch});
  expect(readdirSync(scratch)).toEqual([]);
  const own = spawn(process.execPath, [OWN_FOLDER, scratch]);
  await once(own.stdout, "data");
  sweep({...home, scratch});
  expect(readdirSync(scratch)).toHaveLength(1);
  own.kill("SIGKILL");
  await once(own, "exit");
  sweep({...home, scratch});
  expect(readdirSync(scratch)).toEqual([]);
});

test("of what lies in folders of the program, behind a link or not, only its own half-done work is swept", () => {
  const home = sampleHome(temporaryFolder());
  const theirs = [
    "building-permits.txt",
    "building-plans/x",
    "映画.mkv.partial",
    "memo.next",
    "reading-list.txt",
    ".moving-house",
  ];
  for (const folder of [home.releases, home.candidates, home.archive, home.scratch, home.refused])
    for (const name of theirs) {
      mkdirSync(dirname(join(folder, name)), {recursive: true});
      writeFileSync(join(folder, name), "theirs");
    }
  expect(leftovers(home)).toEqual([]);
  const ours = [
    join(home.archive, `${"0".repeat(64)}.csv.sealed.partial`),
    join(home.candidates, "2025-06-02-6c9a5b-2.json.next"),
    join(home.candidates, "building-12.duckdb.wal"),
    join(home.refused, ".moving-12"),
    join(home.releases, "building-2025-06-02-6c9a5b-12"),
    join(home.releases, "current.json.next"),
    join(home.releases, "told-overtime.json.next"),
    join(home.scratch, "building-ledger-12"),
    join(home.scratch, "building-united-12.csv"),
    join(home.scratch, "reading-ledger.duckdb.wal"),
  ];
  for (const file of ours) writeFileSync(file, "half");
  expect(leftovers(home).toSorted()).toEqual(ours.toSorted());
});

test("what a running process of an earlier program reads from stays, and goes once it has ended, however it ended", async () => {
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
